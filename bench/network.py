"""Fills a database with dependencies: `python -m bench.network all 50000`, between the departments that are there;
`python -m bench.network NET 1000 3000`, a branch of that name with so many departments and dependencies among them.

A few departments are needed by many, as a data centre is; the rest by a handful.
"""

import random
import sys

import django

django.setup()

from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench import words  # noqa: E402
from common.history import recording  # noqa: E402
from units.choices import Classification, DependencyKind, Kind, Status  # noqa: E402
from units.models import Dependency, Unit  # noqa: E402

EVERYBODY = "all"
HUBS = 0.01  # of the departments are needed by many
PARTS = 8  # of one department


def everywhere(links: int) -> None:
    """Brings the number of dependencies of the whole organisation to that."""
    depend(list(Unit.objects.exclude(status=Status.CLOSED).order_by("pk")), links, random.Random(links))


def branch(code: str, count: int, links: int) -> None:
    """A branch of its own, itself counted among its departments."""
    chance, units = random.Random(count), []
    with recording(actor="bench", reason="A branch to measure"):
        while len(units) < count:
            # Parents come first: no further than the parts of those that are there.
            end = min(count, len(units) * PARTS + 1)
            new = [a_unit(code, place, units, chance) for place in range(len(units), end)]
            units += Unit.objects.bulk_create_with_history(new)
    depend(units, links, chance)


def a_unit(code: str, place: int, units: list[Unit], chance) -> Unit:
    function = chance.choice(words.FUNCTIONS)
    return Unit(
        code=f"{code}-{place}" if place else code,
        name=f"{function} {chance.choice(words.PLACES)} {place}",
        kind=Kind.TEAM if place else Kind.DIVISION,
        status=Status.ACTIVE,
        parent=units[(place - 1) // PARTS] if place else None,
        headcount=chance.randrange(1, 400),
        strategic_importance=chance.randrange(1, 6),
        exposure=chance.randrange(1, 6),
    )


def depend(units: list[Unit], number: int, chance) -> None:
    by_id = {unit.pk: unit for unit in units}
    ids = list(by_id)
    hubs = chance.sample(ids, max(2, round(len(ids) * HUBS)))
    inside = Dependency.objects.filter(consumer__in=ids, provider__in=ids)
    pairs, new = set(inside.values_list("consumer", "provider")), []
    while len(pairs) < number:
        pair = chance.choice(ids), chance.choice(hubs if chance.random() < 0.2 else ids)
        if pair[0] != pair[1] and pair not in pairs:
            pairs.add(pair)
            new.append(a_dependency(by_id[pair[0]], by_id[pair[1]], chance))
    with recording(actor="bench", reason="A network to measure"):
        Dependency.objects.bulk_create_with_history(new)


def a_dependency(consumer: Unit, provider: Unit, chance) -> Dependency:
    confirmed = timezone.now() if chance.random() < 0.7 else None
    return Dependency(
        consumer=consumer,
        provider=provider,
        kind=chance.choice(DependencyKind.values),
        flows="Orders",
        classification=chance.choice(Classification.values),
        criticality=chance.choices(range(1, 6), (2, 3, 3, 2, 1))[0],
        consumer_confirmed_at=confirmed,
        provider_confirmed_at=confirmed if chance.random() < 0.9 else None,
    )


def main(name: str, *numbers: str) -> None:
    with transaction.atomic():
        everywhere(*map(int, numbers)) if name == EVERYBODY else branch(name, *map(int, numbers))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")


if __name__ == "__main__":
    main(*sys.argv[1:])
