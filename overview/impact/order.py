"""The call sheet: whom to call about a unit that is hit and about those hit next, in order, nobody twice."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from contacts.cards import Counterpart, FirstCall, Line
from overview.impact.facts import Hit
from overview.impact.reach import TONIGHT, felt
from units.models import Unit

# Of one department so many numbers stand on the sheet; its card has the rest.
NUMBERS = 3


@dataclass
class Call:
    """One person to call. `key` names them on the sheet: a person of the directory (c) or a colleague of ours (u)."""

    key: str
    name: str
    unit: Unit
    felt: str
    line: Line | None = None
    colleague: Counterpart | None = None
    role: str = ""
    others: list[Line] = field(default_factory=list)
    also: list[str] = field(default_factory=list)
    card: bool = False
    tick: object = None

    @property
    def number(self) -> str:
        return self.line.number if self.line else self.colleague.number

    @property
    def phone(self) -> str:
        if self.line:
            return self.line.contact.phone
        return self.colleague.contact.phone if self.colleague.contact else ""

    @property
    def contact_id(self) -> int | None:
        return self.line.contact.pk if self.line else None

    @property
    def colleague_id(self) -> int | None:
        return self.colleague.user.pk if self.colleague else None


@dataclass
class Sheet:
    """`silent`: departments that feel it soon and for which nobody is named."""

    now: list[Call] = field(default_factory=list)
    later: list[Call] = field(default_factory=list)
    silent: list[Unit] = field(default_factory=list)

    @property
    def everybody(self) -> list[Call]:
        return [*self.now, *self.later]


def put_in_order(
    start: FirstCall, ours: Counterpart | None, affected: Iterable[tuple[Hit, FirstCall]], reader
) -> Sheet:
    """The unit itself, then who answers for it in the security team, then those hit, soonest first."""
    sheet, known = Sheet(), {}
    _add(sheet.now, sheet, known, start, "", reader)
    if ours is not None and not _same(ours, known):
        call = Call(
            f"u{ours.user.pk}",
            str(ours.user),
            start.unit,
            "",
            colleague=ours,
            role="answers for it",
        )
        sheet.now.append(call)
        known[call.key] = call
    for hit, first in affected:
        late = hit.reached.after > TONIGHT
        _add(sheet.later if late else sheet.now, sheet, known, first, felt(hit.reached.after), reader)
    return sheet


def _first_reason(line: Line) -> str:
    return line.why.split("; ", maxsplit=1)[0]


def _same(ours: Counterpart, known: dict[str, Call]) -> bool:
    return ours.contact is not None and f"c{ours.contact.pk}" in known


def _add(calls: list[Call], sheet: Sheet, known: dict, first: FirstCall, when: str, reader) -> None:
    unit = first.unit
    if first.line is None:
        sheet.silent.append(unit)
        return
    key = f"c{first.line.contact.pk}"
    if key in known:
        if unit.name not in (known[key].unit.name, *known[key].also):
            known[key].also.append(unit.name)
        return
    # For whom somebody of another department answers besides is not for a neighbour to know.
    role = _first_reason(first.line) if reader.sees(unit.pk) else ""
    others = [line for line in first.others if line.number and reader.sees(unit.pk)]
    call = Call(
        key, first.line.contact.name, unit, when, first.line, None, role, others, card=reader.sees(unit.pk)
    )
    calls.append(call)
    known[key] = call
