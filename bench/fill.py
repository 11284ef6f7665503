"""Fills an empty database with an organisation of so many units and a long record: `python -m bench.fill 10000`.

The same number always gives the same organisation. Everything lies in the past: the record begins 18 months ago.
"""

import random
import sys
from datetime import date, timedelta
from decimal import Decimal

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts.models import User  # noqa: E402
from accounts.roles import Role  # noqa: E402
from bench import words  # noqa: E402
from bench.fill_people import add_directory  # noqa: E402
from bench.fill_talks import add_talks  # noqa: E402
from bench.fill_value import add_value  # noqa: E402
from bench.organisation import ENTRIES, MANY  # noqa: E402
from bench.sessions import sign_in_everybody  # noqa: E402
from common.history import recording  # noqa: E402
from units.choices import Appetite, Kind, Status, WorkMode  # noqa: E402
from units.models import Incident, IncidentUnit, Obligation, Stewardship, Unit, UnitObligation  # noqa: E402

AN_IMPORT = 2_000  # units that arrive in one save
BEGAN = timezone.now() - timedelta(days=540)


def fill(count: int) -> None:
    chance = random.Random(count)
    with transaction.atomic():
        people = add_people()
        units = add_units(count, people, chance)
        add_stewards(units, people)
        add_obligations(units, chance)
        add_incidents(units, chance)
        contacts = add_directory(units, chance, at=BEGAN + timedelta(days=4, hours=1))
        add_value(units, contacts, chance, at=BEGAN + timedelta(days=4, hours=23))
        add_talks(units, people[Role.CISO], chance, at=BEGAN + timedelta(days=5, hours=2))
        live_on(count)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")
    sign_in_everybody()


def add_people() -> dict[str, list[User]]:
    found = {}
    with recording(actor="bench", reason="People of the organisation", at=BEGAN):
        for role, number in (
            (Role.CISO, 8),
            (Role.HEAD, 30),
            (Role.ADMIN, 1),
            (Role.AUDITOR, 1),
            (Role.RESPONDER, 1),
        ):
            found[role] = [add_person(role, step) for step in range(number)]
    return found


def add_person(role: str, step: int) -> User:
    name = words.PEOPLE[(step * 5 + len(role)) % len(words.PEOPLE)]
    ends = date(2199, 1, 1) if role == Role.AUDITOR else None
    user = User(email=f"{role}{step or ''}@bench.example", name=name, role=role, access_ends_on=ends)
    user.set_unusable_password()
    user.save()
    return user


def add_units(count: int, people, chance) -> list[Unit]:
    """A tree of five levels: each unit has about as many parts as the fourth root of their number."""
    fan, units = max(4, round(count**0.25)), []
    while len(units) < count:
        # Parents come first: no further than the parts of the units that are there.
        end = min(count, len(units) + AN_IMPORT, max(1, len(units) * fan + 1))
        step = timedelta(days=1, minutes=len(units) // AN_IMPORT, seconds=len(units) % AN_IMPORT)
        with recording(actor="bench", reason="Taken from the organisation chart", at=BEGAN + step):
            new = [a_unit(place, people, chance) for place in range(len(units), end)]
            for place, unit in enumerate(new, start=len(units)):
                unit.parent = units[(place - 1) // fan] if place else None
            units += Unit.objects.bulk_create_with_history(new)
    return units


def a_unit(place: int, people, chance) -> Unit:
    closed = place > 50 and chance.random() < 0.06
    headcount = int(chance.lognormvariate(3.3, 1.1)) + 1
    function = chance.choice(words.FUNCTIONS)
    return Unit(
        code=f"{function[:3].upper()}-{place:06d}",
        name=f"{function} {chance.choice(words.PLACES)}{chance.choice(words.SUFFIXES)}",
        kind=chance.choices(Kind.values, (1, 6, 10, 2, 1, 2))[0],
        status=Status.CLOSED if closed else Status.ACTIVE,
        opened_on=date(1960, 1, 1) + timedelta(days=chance.randrange(23_000)),
        closed_on=date(2024, 1, 1) + timedelta(days=chance.randrange(300)) if closed else None,
        headcount=headcount if chance.random() < 0.9 else None,
        annual_revenue=Decimal(chance.randrange(10**5, 10**8)) if chance.random() < 0.3 else None,
        strategic_importance=maybe_scale(chance),
        exposure=maybe_scale(chance),
        compliance_burden=maybe_scale(chance),
        incident_history=maybe_scale(chance),
        risk_appetite=chance.choice(["", *Appetite.values]),
        work_mode=chance.choice(["", *WorkMode.values]),
        purpose=" ".join(chance.sample(words.AIMS, chance.randrange(4))),
        security_view=chance.choice(words.VIEWS) if chance.random() < 0.5 else "",
        owner=chance.choice(people[Role.CISO]) if chance.random() < 0.85 else None,
        sources={"headcount": {"source": "Organisation chart", "value": str(headcount)}}
        if chance.random() < 0.4
        else {},
    )


def maybe_scale(chance) -> int | None:
    return chance.randrange(1, 6) if chance.random() < 0.85 else None


def add_stewards(units, people) -> None:
    """Each head has a branch near the top of the tree, none the whole of it."""
    with recording(actor="bench", reason="Who may act for whom", at=BEGAN + timedelta(days=2)):
        Stewardship.objects.bulk_create_with_history(
            Stewardship(unit=unit, user=head)
            for unit, head in zip(units[5:], people[Role.HEAD], strict=False)
        )


def add_obligations(units, chance) -> None:
    with recording(actor="bench", reason="Catalogue of obligations", at=BEGAN + timedelta(days=3)):
        catalogue = Obligation.objects.bulk_create_with_history(
            Obligation(name=name, weight=chance.randrange(1, 6)) for name in words.OBLIGATIONS
        )
        UnitObligation.objects.bulk_create_with_history(
            UnitObligation(unit=unit, obligation=obligation)
            for unit in chance.sample(units, len(units) // 3)
            for obligation in chance.sample(catalogue, chance.randrange(1, 4))
        )


def add_incidents(units, chance) -> None:
    number = len(units) // 20
    with recording(actor="bench", reason="Incidents of three years", at=BEGAN + timedelta(days=4)):
        incidents = Incident.objects.bulk_create_with_history(
            Incident(
                title=chance.choice(words.INCIDENTS),
                occurred_on=date(2022, 1, 1) + timedelta(days=chance.randrange(1_000)),
                severity=chance.randrange(1, 6),
            )
            for _ in range(number)
        )
        IncidentUnit.objects.bulk_create_with_history(
            IncidentUnit(incident=incident, unit=unit)
            for incident in incidents
            for unit in chance.sample(units, chance.randrange(1, 3))
        )


def live_on(count: int) -> None:
    """Saves of single units by hand, each a group of its own, until the record has its length.

    The database writes them itself and its triggers stand aside: each version's end is worked out at once.
    """
    columns = [field.column for field in Unit.history.model.tracked_fields]
    at, following = at_save("save"), at_save("save + 1")
    kept = ", ".join(name for name in columns if name not in ("id", "revision", "headcount"))
    rounds = max(1, round((MANY.get(count, ENTRIES) - count) / count / 0.9))
    first, last = BEGAN + timedelta(days=5), timezone.now() - timedelta(hours=1)
    sql = f"""
        INSERT INTO units_historicalunit (id, revision, headcount, {kept}, history_date, valid_to, history_type,
            history_change_reason, history_user_id, history_group, history_actor, history_label, history_subjects,
            history_labels, history_changes)
        SELECT id, revision + save, headcount + save, {kept},
            {at}, CASE WHEN save < %(rounds)s THEN {following} END, '~',
            (%(reasons)s::text[])[1 + (id + save) %% cardinality(%(reasons)s::text[])], NULL, gen_random_uuid(),
            (%(people)s::text[])[1 + (id * 7 + save) %% cardinality(%(people)s::text[])], history_label,
            history_subjects, history_labels,
            jsonb_build_object('headcount', jsonb_build_array((headcount + save - 1)::text, (headcount + save)::text))
        FROM units_historicalunit, generate_series(1, %(rounds)s) save
        WHERE headcount IS NOT NULL ORDER BY {at}
    """
    values = {"reasons": list(words.REASONS), "people": list(words.PEOPLE), "rounds": rounds}
    values |= {"first": first, "span": (last - first) / rounds}
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(
            f"UPDATE units_historicalunit SET valid_to = {at_save(1)} WHERE headcount IS NOT NULL", values
        )
        cursor.execute(sql, values)
        cursor.execute(
            "UPDATE units_unit u SET headcount = v.headcount, revision = v.revision"
            " FROM units_historicalunit v WHERE v.id = u.id AND v.valid_to IS NULL"
        )


def at_save(save) -> str:
    """When a unit is saved for the so-manieth time: the same place in every round, different for each unit."""
    return f"(%(first)s + %(span)s * ({save} - 1 + (hashint8(id) & 65535) / 65536.0) + id * interval '1 microsecond')"


if __name__ == "__main__":
    if "bench" not in settings.INSTALLED_APPS:
        sys.exit("Run this through `python -m bench`.")
    fill(int(sys.argv[1]))
