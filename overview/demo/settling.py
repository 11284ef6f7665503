"""What was left to settle week by week, who took care of some of it, and what may stay for now."""

from functools import partial

from overview.actions.gaps import assign, dismiss
from overview.demo.stage import Event, Moment
from overview.gaps.decided import monday
from overview.gaps.facts import Gap
from overview.gaps.reading import read_gaps
from overview.gaps.weekly import read_the_week

WEEKS = 11
HANNA, TOMAS, INGRID = "hanna.okafor", "tomas.reyes", "ingrid.solheim"
# days, by, who takes care of it, rule, unit, note
ASSIGNED = (
    (13, INGRID, HANNA, "single_point", "IT-ERP", "Agree with Priya who tries it first"),
    (6, HANNA, TOMAS, "nobody_named", "RND-FW", "Ask before the place is filled, not after"),
)
# days, by, rule, unit, why, days from now until it is looked at again
STAYING = ((9, INGRID, "risky_provider", "EXT-HEL", "Decided with the new contract in spring", 95),)


def events() -> list[Event]:
    return [
        *(Event(7 * week, 6, None, "Weekly reading", read) for week in range(WEEKS, 0, -1)),
        *(Event(days, 9, by, note, partial(give, to=to, rule=rule, unit=unit, note=note))
          for days, by, to, rule, unit, note in ASSIGNED),
        *(Event(days, 10, by, why, partial(let_stay, rule=rule, unit=unit, why=why, ahead=ahead))
          for days, by, rule, unit, why, ahead in STAYING),
    ]  # fmt: skip


def read(now: Moment) -> None:
    read_the_week(on=monday(now.day))


def give(now: Moment, to: str, rule: str, unit: str, note: str) -> None:
    assign(_found(now, rule, unit), assignee=now.stage.people[to], note=note, by=now.by)


def let_stay(now: Moment, rule: str, unit: str, why: str, ahead: int) -> None:
    dismiss(_found(now, rule, unit), why=why, until=now.stage.day(-ahead), on=now.day, by=now.by)


def _found(now: Moment, rule: str, unit: str) -> list[Gap]:
    pk = now.stage.units[unit].pk
    return [gap for gap in read_gaps(on=now.day) if gap.rule == rule and gap.unit == pk]
