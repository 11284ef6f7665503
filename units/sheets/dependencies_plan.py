"""What a sheet of dependencies would do: which one a line is about, and what it changes there."""

from collections import defaultdict
from dataclasses import dataclass

from common.sheets.converting import Draft
from common.sheets.plan import PlannedRow, Planner
from units.actions.dependencies import withdraw
from units.choices import Status
from units.models import Dependency, Unit
from units.sheets import resolve
from units.sheets.columns_dependency import DEPENDENCIES
from units.sheets.naming import codes_for_names
from units.sheets.things import folded
from units.standing import SIDES, said

# A unit by its id, or words.
Other = int | str
ABOUT = ("consumer", "provider")
CLOSED = "{} is closed; nobody depends on it any more."


@dataclass
class DependencyRow(PlannedRow):
    @property
    def key(self) -> str:
        return self.subject.consumer.code

    @property
    def name(self) -> str:
        return str(self.subject)


class DependencyPlanner(Planner):
    """Working memory of one plan."""

    def __init__(self, sheet, mapping, *, by):
        super().__init__(sheet, mapping, DEPENDENCIES)
        self.by = by
        self.lines: dict[object, int] = {}

    def judge(self) -> None:
        self._find()
        for draft in self.drafts:
            consumer = self._unit(draft, "consumer", "Who needs it is missing.")
            other = self._provider(draft)
            if consumer is None or other is None or not self._possible(draft, consumer, other):
                continue
            self._take(draft, consumer, other)

    def _find(self) -> None:
        by = self.by
        codes_for_names(self, by=by)
        codes = {code for draft in self.drafts for name in ABOUT if (code := draft.values.get(name))}
        self.units = resolve.find(codes, by=by)
        rows = Dependency.objects.all()  # unscoped: a job; a person's are narrowed next
        if by is not None:
            rows = rows.visible_to(by)
        self.known: dict[tuple[int, Other], list[Dependency]] = defaultdict(list)
        found = rows.filter(consumer__in=list(self.units.by_id)).select_related("consumer", "provider")
        for row in found.order_by("pk"):
            self.known[row.consumer_id, row.provider_id or folded(row.provider_named)].append(row)

    def _unit(self, draft: Draft, name: str, nothing: str) -> Unit | None:
        code = draft.values.get(name)
        if not code:
            self.problem(draft.line, name, "", nothing)
            return None
        unit = self.units.unit(code)
        if unit is None:
            self.problem(draft.line, name, code, "No department has this code.")
        return unit

    def _provider(self, draft: Draft) -> Unit | str | None:
        """The department, or words where there is none of that code; None, and told, where it cannot be said."""
        code, words = draft.values.get("provider"), draft.values.get("provider_named")
        if not code:
            if not words:
                name = "provider" if "provider" in self.headers else "provider_named"
                self.problem(draft.line, name, "", "Who provides it is missing.")
            return words or None
        if unit := self.units.unit(code):
            return unit
        if not self.mapping.lets_pass("provider"):
            self.problem(draft.line, "provider", code, "No department has this code.")
            return None
        return self._in_words(draft, code, "No department has this code")

    def _in_words(self, draft: Draft, text: str, reason: str) -> str | None:
        if len(text) > self.columns["provider_named"].limit:
            self.problem(draft.line, "provider", text, "This is too long to be kept as words.")
            return None
        self.doubt(draft.line, "provider", text, f"{reason}; kept as words, to be settled.")
        draft.values["provider_named"] = draft.values.get("provider_named") or text
        return draft.values["provider_named"]

    def nobody_called(self, draft: Draft, name: str, reason: str, where: str = "") -> None:
        if name != "provider" or not self.mapping.lets_pass(name):
            super().nobody_called(draft, name, reason, where)
        elif self._in_words(draft, draft.values[name], reason):
            draft.values[name] = ""
        else:
            self.settled.add((draft.line, name))
            del draft.values[name]

    def _possible(self, draft: Draft, consumer: Unit, other: Unit | str) -> bool:
        if other == consumer:
            self.problem(draft.line, "provider", consumer.code, "A department cannot depend on itself.")
        return other != consumer

    def _take(self, draft: Draft, consumer: Unit, other: Unit | str) -> None:
        fitting = self._fitting(draft, consumer, other)
        if len(fitting) > 1:
            reason = f"{consumer} has {len(fitting)} such dependencies; say what kind and what flows."
            return self.problem(draft.line, "consumer", consumer.code, reason)
        known = fitting[0] if fitting else None
        row = DependencyRow(draft.line, known or self._new(consumer, other), new=known is None)
        if self._refused(draft, row, known):
            return None
        self._fill(row, draft)
        return self.result.take(row)

    def _fitting(self, draft: Draft, consumer: Unit, other: Unit | str) -> list[Dependency]:
        place = (consumer.pk, other.pk if isinstance(other, Unit) else folded(other))
        kind, flows = draft.values.get("kind"), draft.values.get("flows")
        return [
            row
            for row in self.known.get(place, ())
            if (not kind or row.kind == kind)
            and (flows is None or self.columns["flows"].same(row.flows, flows))
        ]

    def _new(self, consumer: Unit, other: Unit | str) -> Dependency:
        if isinstance(other, Unit):
            return Dependency(consumer=consumer, provider=other)
        return Dependency(consumer=consumer, provider_named=other)

    def _refused(self, draft: Draft, row: DependencyRow, known: Dependency | None) -> bool:
        """Whether the line is about the same as an earlier one, or would be new at what is closed."""
        one = row.subject
        kind, flows = draft.values.get("kind") or one.kind, draft.values.get("flows", one.flows)
        other = one.provider_id or folded(one.provider_named)
        key = known.pk if known else (one.consumer_id, other, kind, flows)
        if (before := self.lines.setdefault(key, draft.line)) != draft.line:
            self.problem(
                draft.line, "consumer", one.consumer.code, f"Line {before} is about the same dependency."
            )
            return True
        closed = [name for name in ABOUT if (unit := getattr(one, name)) and unit.status == Status.CLOSED]
        if known or not closed:
            return False
        unit = getattr(one, closed[0])
        self.problem(draft.line, closed[0], unit.code, CLOSED.format(unit))
        return True

    def _fill(self, row: DependencyRow, draft: Draft) -> None:
        before = row.subject.criticality
        for name, value in draft.values.items():
            column = self.columns[name]
            found_by = name in ABOUT or (not row.new and name in ("kind", "flows"))
            in_words = name == "provider_named" and (not row.new or row.subject.provider_id is None)
            if found_by or in_words or (column.keeps and value == column.empty):
                continue
            row.put(column, value)
        if not row.new and row.subject.criticality != before:
            self._withdraw(row, draft)

    def _withdraw(self, row: DependencyRow, draft: Draft) -> None:
        sides = [side for side in SIDES if said(row.subject, side)]
        if sides:
            withdraw(row.subject, sides)
            reason = "It becomes more or less critical; its sides are to confirm it again."
            self.doubt(draft.line, "criticality", str(row.subject.criticality or ""), reason)
