"""What needs a person, why, and what to do about it: facts in, sorted items out. Pure: no database, no clock.

The order of the kinds is the order of `WEIGHTS`: what we owe comes first, then what runs out by itself, then what can
be done any day. Within a kind come the departments one looks after, then the most important. A department has one item
at a time, beside one's own promises and talks.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from common.words import count, day
from overview.agenda_facts import Department, Happened, Number, Rise, Settle

MOST = 7
# An override is spoken of this long before it ends and after; a cover this long before it ends.
OVERRIDE_AHEAD = timedelta(days=14)
OVERRIDE_BEHIND = timedelta(days=30)
COVER_AHEAD = timedelta(days=7)
INCIDENT_RECENT = timedelta(days=30)
SERIOUS = 3
# Of these no more than so many stand on the page while something else could.
ALIKE = {
    "owner": 2, "head": 2, "acting": 2, "number": 2, "record": 2, "dialogue": 2, "waiting": 2, "notes": 2,
    "accept": 2, "promise": 3, "said": 2,
}  # fmt: skip
# What one owes or is about to do: it neither hides what else there is about a department, nor is hidden by it.
OWN = {"promise", "accept", "session", "notes", "reorganisation", "review", "said"}
LEVELS = {None: "Not known yet", 1: "Very low", 2: "Low", 3: "Moderate", 4: "High", 5: "Very high"}

WEIGHTS = {
    "reorganisation": -1,
    "promise": 0,
    "session": 1,
    "accept": 2,
    "notes": 3,
    "override": 4,
    "rise": 5,
    "incident": 6,
    "cover": 7,
    "review": 8,
    "said": 9,
    "gap": 10,
    "dialogue": 11,
    "waiting": 12,
    "children": 13,
    "owner": 14,
    "head": 15,
    "acting": 16,
    "number": 17,
    "record": 18,
    "all-owner": 19,
}


@dataclass(frozen=True)
class Item:
    """One row: whom it is about, what, why, and the one thing to do. `to` names a page, `ref` what it is of."""

    key: str
    who: str
    what: str
    because: str
    action: str
    to: str
    ref: str
    code: str = ""
    rank: tuple = field(default=(), compare=False)

    @property
    def kind(self) -> str:
        return self.key.split(":")[0]


def items_for(
    departments: Iterable[Department],
    rises: Iterable[Rise] = (),
    incidents: Iterable[Happened] = (),
    numbers: Iterable[Number] = (),
    gaps: Iterable[Settle] = (),
    *,
    talks: Iterable[Item] = (),
    reviews: Iterable[Item] = (),
    without_owner: int = 0,
    today: date,
) -> list[Item]:
    """Everything that could be said, the most pressing first; one item a department. `talks` are those of
    `agenda_talks`, `reviews` those of `agenda_reviews`."""
    found: list[Item] = [*talks, *reviews]
    for unit in departments:
        found += _of(unit, today)
    found += [_rise(rise, today) for rise in rises]
    found += [_incident(incident, today) for incident in incidents]
    found += [_number(number, today) for number in numbers]
    found += [_gap(gap) for gap in gaps]
    found.sort(key=lambda item: (WEIGHTS[item.kind], item.rank, item.who.lower(), item.key))
    seen: set[str] = set()
    single = []
    for item in found:
        if item.kind not in OWN:
            if item.code and item.code in seen:
                continue
            seen.add(item.code)
        single.append(item)
    named = sum(item.kind == "owner" for item in found)
    return single + _collective(without_owner - named)


def choose(items: list[Item], put_off: Collection[str], most: int = MOST) -> tuple[list[Item], list[Item]]:
    """What is shown now, and what can wait. What was put off is in neither."""
    left = [item for item in items if item.key not in put_off]
    alike: Counter[str] = Counter()
    varied, others = [], []
    for item in left:
        alike[item.kind] += 1
        (others if alike[item.kind] > ALIKE.get(item.kind, len(left)) else varied).append(item)
    now = {id(item) for item in [*varied, *others][:most]}
    return [item for item in left if id(item) in now], [item for item in left if id(item) not in now]


def _of(unit: Department, today: date) -> Iterable[Item]:
    for rule in (_override, _cover, _children, _owner, _head, _acting, _record):
        if (item := rule(unit, today)) is not None:
            yield item


def _item(
    kind: str, unit: Department, what: str, because: str, action: str, to: str, mark: object = ""
) -> Item:
    key = f"{kind}:{unit.id}:{mark}" if mark else f"{kind}:{unit.id}"
    rank = (not unit.mine, -(unit.importance or 0))
    return Item(key, unit.name, what, because, action, to, unit.code, unit.code, rank)


def _override(unit: Department, today: date) -> Item | None:
    until = unit.override_until
    if unit.override is None or until is None or unit.closed:
        return None
    if not today - OVERRIDE_BEHIND <= until <= today + OVERRIDE_AHEAD:
        return None
    level, worked = LEVELS[unit.override], LEVELS[unit.worked_out].lower()
    quoted = f"Because it was set so with the words {_quoted(unit.override_reason)}"
    if until < today:
        what = f"Risk set by hand to {level} ended on {_day(until, today)}"
        because = f"{quoted}; since then the level worked out holds again: {worked}."
    else:
        what = f"Risk set by hand to {level}, until {_day(until, today)}"
        because = f"{quoted}; after that the level worked out holds: {worked}."
    return _item("override", unit, what, because, "Look again", "risk", until)


def _cover(unit: Department, today: date) -> Item | None:
    until = unit.cover_until
    if unit.closed or not unit.cover or until is None or not today <= until <= today + COVER_AHEAD:
        return None
    back = f"{unit.owner} answers for it again" if unit.owner else "nobody of ours answers for it"
    because = f"Because from {_day(until + timedelta(days=1), today)} on {back}."
    return _item(
        "cover",
        unit,
        f"{unit.cover} covers until {_day(until, today)}",
        because,
        "Change the cover",
        "edit",
        until,
    )


def _children(unit: Department, today: date) -> Item | None:
    if not unit.closed or not unit.open_children:
        return None
    since = f"it closed on {_day(unit.closed_on, today)}" if unit.closed_on else "it is closed"
    one = unit.open_children == 1
    what = f"{count(unit.open_children, 'open department')} still {'belongs' if one else 'belong'} to it"
    because = f"Because {since} and {'that one was' if one else 'they were'} not moved."
    return _item("children", unit, what, because, "Show them", "parts")


def _owner(unit: Department, today: date) -> Item | None:
    if unit.closed or unit.owner:
        return None
    return _item(
        "owner", unit, "Nobody of ours named yet", _weighty(unit, "has no owner"), "Name someone", "edit"
    )


def _head(unit: Department, today: date) -> Item | None:
    if unit.closed or unit.has_head:
        return None
    because = _weighty(unit, "nobody is known who decides there")
    return _item("head", unit, "Nobody named yet as its head", because, "Name someone", "people")


def _acting(unit: Department, today: date) -> Item | None:
    if unit.closed or unit.has_acting:
        return None
    because = _weighty(unit, "nobody there can confirm its record")
    return _item("acting", unit, "Nobody may act for it yet", because, "Name someone", "edit")


def _weighty(unit: Department, then: str) -> str:
    if unit.importance:
        return f"Because its importance is {unit.importance} of 5 and {'it ' if then.startswith('has') else ''}{then}."
    return f"Because you look after it and {'it ' if then.startswith('has') else ''}{then}."


def _record(unit: Department, today: date) -> Item | None:
    if unit.closed or not unit.missing:
        return None
    named = [label[:1].lower() + label[1:] for label in unit.missing[:3]]
    more = f" and {len(unit.missing) - 3} more" if len(unit.missing) > 3 else ""
    because = f"Because its record still lacks {', '.join(named)}{more}."
    what = f"{unit.known} of {unit.asked} things known"
    return _item("record", unit, what, because, "Complete the record", "edit")


def _rise(rise: Rise, today: date) -> Item:
    because = f"Because of a change by {rise.actor} on {_day(rise.on, today)}: {_quoted(rise.reason)}."
    return Item(
        f"rise:{rise.version}", rise.name, f"Risk went from {rise.was} to {rise.now}", because,
        "See the reasons", "unit", rise.code, rise.code, (rise.on.toordinal() * -1,),
    )  # fmt: skip


def _number(number: Number, today: date) -> Item:
    said = (
        f"was last confirmed on {_day(number.confirmed, today)}"
        if number.confirmed
        else "was never confirmed"
    )
    return Item(
        f"number:{number.unit_id}", number.name, f"The number of {number.person} {said}",
        f"Because {number.person} is called when something happens there, and its importance is "
        f"{number.importance} of 5.",
        "Confirm the number", "call", number.code, number.code, (True, -number.importance),
    )  # fmt: skip


def _gap(gap: Settle) -> Item:
    return Item(
        f"gap:{gap.unit_id}", gap.name, gap.what, gap.because, gap.step, "gap", gap.to, gap.code,
        (True, -gap.importance),
    )  # fmt: skip


def _incident(incident: Happened, today: date) -> Item:
    names = list(incident.touched[:2])
    more = len(incident.touched) - len(names)
    touched = ", ".join(names) + (f" and {more} more" if more else "")
    because = f"Because it happened on {_day(incident.on, today)}, severity {incident.severity}, and touched {touched}."
    who = incident.touched[0] if incident.touched else "Incident"
    return Item(
        f"incident:{incident.id}", who, f"Incident: {incident.title}", because,
        "Open the incident", "incident", str(incident.id), incident.code, (incident.on.toordinal() * -1,),
    )  # fmt: skip


def _collective(without_owner: int) -> list[Item]:
    """Many of one kind are one line, not many."""
    if without_owner <= 0:
        return []
    who = count(without_owner, "department")
    because = "Because nobody answers for them yet; the more important ones stand above."
    return [Item("all-owner:0", who, "Nobody of ours named yet", because, "Show them", "no-owner", "")]


def _quoted(text: str) -> str:
    """The text in quotation marks, its own marks turned into the inner ones, without its full stop."""
    inner = text.strip().rstrip(".").replace("“", "‘").replace("”", "’")
    return f"“{inner}”"


def _day(on: date, today: date) -> str:
    return day(on, today=today, short=True)
