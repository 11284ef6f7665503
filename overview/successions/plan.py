"""What a register of successions would do: which event a line tells of, and what is said beside it."""

from dataclasses import dataclass

from common.sheets.converting import Draft
from common.sheets.plan import Plan, PlannedRow, Planner
from overview.models import Reorganisation
from overview.successions.columns import OUTSIDE_LIMIT, SUCCESSIONS
from overview.successions.known import Event, Party, events_of, party
from units.choices import Status
from units.models import Unit
from units.sheets import resolve
from units.sheets.naming import codes_for_names

KIND = Reorganisation.Kind
# Named a successor without saying how: it was succeeded, which is all that “replacement” says.
UNSAID = KIND.REPLACEMENT
NO_KIND = "The register names a successor and does not say how it came about."
STILL_OPEN = "The department was not closed when this was brought in."


@dataclass
class SuccessionRow(PlannedRow):
    """One line; `subject` is the event it tells of, which may be the event of other lines as well."""

    unit: Unit | None = None

    @property
    def key(self) -> str:
        return self.unit.code

    @property
    def name(self) -> str:
        return self.unit.name

    @property
    def known_id(self) -> int:
        return self.subject.row.pk


def events_in(plan: Plan) -> list[Event]:
    """Those that are new or get something, each once."""
    return list({id(row.subject): row.subject for row in (*plan.created, *plan.changed)}.values())


class SuccessionPlanner(Planner):
    """Working memory of one plan. What can be counted of its lines is told by the command."""

    in_pieces = False  # any later line may tell of the same event

    def __init__(self, sheet, mapping, *, by):
        super().__init__(sheet, mapping, SUCCESSIONS)
        self.by = by
        self.lines: dict[tuple, int] = {}

    def judge(self) -> None:
        self._find()
        for draft in self.tellers:
            unit = self._unit(draft)
            successors = self._successors(draft, unit) if unit else None
            if successors:
                self._take(draft, unit, successors)
        self.result.also["events"] = sum(event.new for event in events_in(self.result))

    def _find(self) -> None:
        codes_for_names(self, by=self.by)
        self.tellers = [draft for draft in self.drafts if draft.values.get("successors")]
        self.result.also["without"] = len(self.drafts) - len(self.tellers)
        codes = {
            code for draft in self.tellers for code in (draft.values.get("code"), *draft.values["successors"])
        }
        self.units = resolve.find({code for code in codes if code}, by=self.by)
        self.events = events_of(self.units.by_id)

    def _unit(self, draft: Draft) -> Unit | None:
        code = draft.values.get("code")
        unit = self.units.unit(code) if code else None
        if unit is None:
            reason = "No department has this code." if code else "Say which department became another one."
            self.problem(draft.line, "code", code or "", reason)
        return unit

    def _successors(self, draft: Draft, unit: Unit) -> dict[Party, Unit | str] | None:
        """Departments, and names of what is not in the inventory; None, and told, where they cannot be."""
        lets_pass, found = self.mapping.lets_pass("successors"), {}
        for code in draft.values["successors"]:
            one = self.units.unit(code)
            if one == unit:
                return self.problem(draft.line, "successors", code, "A department cannot become itself.")
            if one is None and not lets_pass:
                return self.problem(draft.line, "successors", code, "No department has this code.")
            if one is None and len(code) > OUTSIDE_LIMIT:
                return self.problem(draft.line, "successors", code, "This is too long to be kept as a name.")
            if one is None:
                self.doubt(draft.line, "successors", code, "No department has this code; kept by this name.")
                self.result.also["outside"] += 1
            found[party(one.pk, "") if one else party(None, code)] = one or code
        return found

    def _take(self, draft: Draft, unit: Unit, successors: dict[Party, Unit | str]) -> None:
        after = frozenset(successors)
        if (line := self.lines.setdefault((unit.pk, after), draft.line)) != draft.line:
            return self.problem(draft.line, "code", unit.code, f"Line {line} tells of the same succession.")
        self._say(draft, unit)
        known = next((one for one in self.events if unit.pk in one.before and one.after == after), None)
        if known:
            return self._known(draft, unit, known)
        event = self._joined(draft, after) or self._new(draft, unit, successors)
        event.before.add(unit.pk)
        event.adds_before.append(unit)
        row = SuccessionRow(draft.line, event, new=True, unit=unit)
        for name in ("kind", "effective_on"):
            row.tell(self.columns[name], None, getattr(event.row, name))
        names = [str(one) for one in successors.values()]
        row.tell(self.columns["successors"], (), names)
        return self.result.take(row)

    def _say(self, draft: Draft, unit: Unit) -> None:
        """Counts, and lists what deserves a look."""
        said, kind = self.result.also, draft.values.get("kind")
        said["successions"] += 1
        said[f"kind {kind or UNSAID}"] += 1
        if not kind:
            said["no_kind"] += 1
            self.doubt(
                draft.line,
                "kind" if "kind" in self.headers else "code",
                "",
                f"{NO_KIND} Kept as “{UNSAID.label}”.",
            )
        if draft.values.get("effective_on") is None:
            said["no_day"] += 1
            name = "effective_on" if "effective_on" in self.headers else "code"
            self.doubt(draft.line, name, "", "No day is given; kept as “day not known”.")
        if not _is_closed(unit):
            said["not_closed"] += 1
            reason = f"{unit} is not closed here. The succession is kept as the register tells it; nothing is closed."
            self.doubt(draft.line, "code", unit.code, reason)

    def _joined(self, draft: Draft, after: frozenset) -> Event | None:
        """The merger of others into the same on the same day, known or told by an earlier line: it is one event."""
        kind, day = draft.values.get("kind"), draft.values.get("effective_on")
        if kind != KIND.MERGER or day is None:
            return None
        fitting = (
            one
            for one in self.events
            if one.row.kind == kind and one.row.effective_on == day and one.after == after
        )
        return next(fitting, None)

    def _new(self, draft: Draft, unit: Unit, successors: dict[Party, Unit | str]) -> Event:
        kind, note = draft.values.get("kind"), draft.values.get("note") or ""
        row = Reorganisation(
            kind=kind or UNSAID,
            effective_on=draft.values.get("effective_on"),
            note=note
            or " ".join(filter(None, ["" if kind else NO_KIND, "" if _is_closed(unit) else STILL_OPEN])),
        )
        event = Event(row, after=frozenset(successors), adds_after=list(successors.values()))
        self.events.append(event)
        return event

    def _known(self, draft: Draft, unit: Unit, event: Event) -> None:
        """A succession that is in the record: a day that was not known is filled in, what differs stays and is told."""
        row = SuccessionRow(draft.line, event, unit=unit)
        for name in ("effective_on", "kind"):
            value, old = draft.values.get(name), getattr(event.row, name)
            if not value or value == old:
                continue
            if old is None:
                setattr(event.row, name, value)
                row.tell(self.columns[name], old, value)
            else:
                text = self.columns[name].say(old)
                self.doubt(
                    draft.line, name, self.columns[name].say(value), f"The record says {text}; left as it is."
                )
        self.result.take(row)


def _is_closed(unit: Unit) -> bool:
    return unit.status == Status.CLOSED
