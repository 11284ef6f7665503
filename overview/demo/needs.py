"""Dependencies as one side told them, and as the other confirmed them later."""

from collections import defaultdict
from functools import partial

from overview.demo import organisation, people
from overview.demo.dependencies import NEEDS
from overview.demo.directory import PARENTS
from overview.demo.stage import Event, Moment
from overview.demo.tables import number, sections
from units.models import Dependency

BY = {row.code: row.owner or "ingrid.solheim" for row in organisation.ROWS}
NAMES = {row.code: row.name for row in organisation.ROWS}
ANSWERED = 21  # days until the other side has looked


def events() -> list[Event]:
    written, confirmed = [], defaultdict(list)
    for unit, days, rows in sections(NEEDS):
        name = NAMES.get(unit, "the team")
        by = _acting(unit, days)
        written.append(Event(days, 15, by, f"Whom {name} needs", partial(write, key=(unit, days), rows=rows)))
        for place, row in enumerate(rows):
            if row[4] in ("b", "p"):
                later = max(days - ANSWERED - place * 9, 2)
                confirmed[later, _acting(row[0], later)].append((unit, days, place))
    return written + [
        Event(days, 11, by, "Needed from us: confirmed", partial(confirm, wanted=wanted))
        for (days, by), wanted in confirmed.items()
    ]


def _acting(unit: str, days: int) -> str:
    """Who acts for the unit by then, or for the nearest above; our owner where nobody of theirs does."""
    code = unit
    while code not in ("VG", None):
        for person in people.PEOPLE:
            if code in person.acts_for and person.since > days and (person.left or 0) < days:
                return person.key
        code = PARENTS.get(code)
    return BY.get(unit, "hanna.okafor")


def write(now: Moment, key: tuple[str, int], rows: list[list[str]]) -> None:
    unit, dependencies = now.stage.units[key[0]], []
    for provider, kind, criticality, classification, confirmed, flows, fallback, tried in rows:
        named = provider.strip('"') if provider.startswith('"') else ""
        ours = confirmed in ("b", "c")
        dependencies.append(
            Dependency(
                consumer=unit,
                provider=None if named else now.stage.units[provider],
                provider_named=named,
                kind=kind,
                criticality=number(criticality),
                classification=classification,
                flows=flows,
                fallback=fallback,
                fallback_tested_on=now.stage.day(int(tried)) if tried else None,
                consumer_confirmed_at=now.at if ours else None,
                consumer_confirmed_by=now.by if ours else None,
            )
        )
    Dependency.objects.bulk_create_with_history(dependencies)
    now.stage.dependencies[key] = dependencies


def confirm(now: Moment, wanted: list[tuple[str, int, int]]) -> None:
    dependencies = [now.stage.dependencies[unit, days][place] for unit, days, place in wanted]
    for dependency in dependencies:
        dependency.provider_confirmed_at, dependency.provider_confirmed_by = now.at, now.by
    Dependency.objects.bulk_update_with_history(dependencies)
