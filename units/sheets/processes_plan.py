"""What a sheet of processes would do: several lines can be about one process, each with another kind of harm."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from common.sheets.converting import Draft
from common.sheets.plan import Change
from units.choices import ImpactCategory
from units.impact import contradictions, severe_from
from units.models import Asset, Impact, Process, ProcessAsset, Unit
from units.sheets import business_impact
from units.sheets.business_impact import Answers, Unclear
from units.sheets.columns_value import BUCKETS, FIELDS, PROCESSES
from units.sheets.things import Place, ThingPlanner, ThingRow, folded, known_things
from units.sheets.used_assets import codes_in, names_in

OF_IMPACT = {"category", "severity", "from", *BUCKETS}


@dataclass
class ProcessRow(ThingRow):
    """A process with what is to become of its impact and of the assets it uses; None where the file says nothing."""

    answers: dict[tuple[str, int], int | None] = field(default_factory=dict)
    assets: list[Asset] | None = None

    @property
    def process(self) -> Process:
        return self.subject


@dataclass
class _Entry:
    """All lines about one process."""

    unit: Unit
    drafts: list[Draft] = field(default_factory=list)


class ProcessPlanner(ThingPlanner):
    """Judges a process when its last line is reached: its lines may stand anywhere in the file."""

    ahead = ("unit", "name")

    def __init__(self, sheet, mapping, *, by):
        super().__init__(sheet, mapping, PROCESSES, Process, by=by)
        self.targets = mapping.targets
        self.places: dict[int, Place] = {}  # by line
        self.last_lines: dict[Place, int] = {}
        self.waiting: dict[Place, list[Draft]] = defaultdict(list)

    def survey(self) -> None:
        self.find_units()
        for draft in self.drafts:
            if found := self.place_of(draft):
                self.places[draft.line] = found[1]
                self.last_lines[found[1]] = draft.line
        self.forget_told()  # it is told again with the row

    def find(self) -> None:
        super().find()
        by = self.by
        self.assets = known_things(Asset, list(self.units.by_id), by=by) if "assets" in self.targets else {}
        known = [process.pk for process in self.known.values()]
        self.impacts: dict[int, Answers] = {pk: {} for pk in known}
        for row in Impact.objects.filter(process__in=known):  # unscoped: of the processes found
            self.impacts[row.process_id][row.category, row.bucket] = row.severity
        self.used: dict[int, dict[int, str]] = {pk: {} for pk in known}
        uses = ProcessAsset.objects.filter(process__in=known)  # unscoped: of the processes found
        for row in uses.select_related("asset"):
            self.used[row.process_id][row.asset_id] = row.asset.name

    def other_codes(self) -> set[str]:
        return {code for draft in self.drafts for code in codes_in(draft.values.get("assets") or "")}

    def judge(self) -> None:
        self.drafts = self._complete()
        self.find()
        entries: dict[Place, _Entry] = {}
        for draft in self.drafts:
            if found := self.place_of(draft):
                unit, place = found
                entries.setdefault(place, _Entry(unit)).drafts.append(draft)
        for place, entry in entries.items():
            self._take(self.known.get(place), entry)

    def forget(self) -> None:
        self.places, self.last_lines = {}, {}

    def _complete(self) -> list[Draft]:
        """The lines of processes of which no line follows, those of earlier pieces among them, and all others."""
        ready, end = [], self.drafts[-1].line if self.drafts else 0
        for draft in self.drafts:
            place = self.places.get(draft.line)
            if place is None:
                ready.append(draft)
            elif self.last_lines[place] <= end:
                ready += [*self.waiting.pop(place, ()), draft]
            else:
                self.waiting[place].append(draft)
        return ready

    def _take(self, known: Process | None, entry: _Entry) -> None:
        process = known or Process(unit=entry.unit)
        row = ProcessRow(entry.drafts[0].line, process, new=known is None)
        for name, (draft, value) in self._merged(entry).items():
            if name == "assets":
                self._use(row, draft, entry.unit)
            else:
                row.put(self.columns[name], value, name=FIELDS.get(name, name))
        if row.new:
            row.changes = [change for change in row.changes if change.label != self.columns["name"].label]
        self._harm(row, entry)
        self.result.take(row)

    def _merged(self, entry: _Entry) -> dict[str, tuple[Draft, object]]:
        """What the lines together say of the process itself: a cell left empty on a further line says nothing."""
        found: dict[str, tuple[Draft, object]] = {}
        for draft in entry.drafts:
            for name, value in draft.values.items():
                column = self.columns[name]
                if name in OF_IMPACT or name == "unit" or (column.keeps and value == column.empty):
                    continue
                if name not in found or found[name][1] == column.empty:
                    found[name] = (draft, value)
                elif value != column.empty and name != "name" and not column.same(found[name][1], value):
                    before = found[name]
                    reason = f"Line {before[0].line} says “{column.show(before[1])}” for the same process."
                    self.problem(draft.line, name, column.show(value), reason)
        if entry.unit and self.known.get((entry.unit.pk, folded(entry.drafts[0].values["name"]))):
            found.pop("name", None)
        return found

    def _use(self, row: ProcessRow, draft: Draft, unit: Unit) -> None:
        found, missing = [], []
        text = draft.values["assets"].strip()
        # A semicolon may belong to the name of the only one.
        for name in [text] if self._asset(text, unit) else names_in(text, unit, self.assets):
            asset = self._asset(name, unit)
            found.append(asset) if asset else missing.append(name)
        if missing:
            reason = f"{unit.name} has no asset called “{missing[0]}”. Another department’s is written “Name (CODE)”"
            self.unknown(draft, "assets", reason)
        before = self.used.get(row.process.pk, {})
        if {asset.pk for asset in found} != set(before):
            row.assets = found
            texts = [", ".join(sorted(names)) for names in (before.values(), (asset.name for asset in found))]
            row.changes.append(Change(self.columns["assets"].label, *texts))

    def _asset(self, name: str, unit: Unit) -> Asset | None:
        if own := self.assets.get((unit.pk, folded(name))):
            return own
        for code in codes_in(name):
            if other := self.units.unit(code):
                return self.assets.get((other.pk, folded(name.rpartition("(")[0])))
        return None

    def _harm(self, row: ProcessRow, entry: _Entry) -> None:
        known = self.impacts.get(row.process.pk, {})
        said: Answers = {}
        lines: dict[str, int] = {}
        for draft in entry.drafts:
            try:
                if answer := business_impact.answers_of(draft, self.targets):
                    business_impact.joined(said, answer[1], lines.get(answer[0], 0))
                    lines.setdefault(answer[0], draft.line)
            except Unclear as problem:
                self._unclear(draft, problem)
        row.answers = business_impact.completed(known, said, lines, self.targets)
        after = {key: level for key, level in (known | row.answers).items() if level is not None}
        for category in dict.fromkeys(key[0] for key in row.answers):
            texts = (business_impact.strip(known, category), business_impact.strip(after, category))
            row.changes.append(Change(ImpactCategory(category).label, *texts))
        self._doubt(row, entry.drafts[0], after.items())

    def _unclear(self, draft: Draft, problem: Unclear) -> None:
        # A cell that could not be read has been told already.
        if problem.column in draft.values or problem.column not in self.headers:
            column = self.columns[problem.column]
            self.problem(draft.line, column.name, column.show(draft.values.get(column.name)), str(problem))

    def _doubt(self, row: ProcessRow, draft: Draft, after: Iterable) -> None:
        process = row.process
        severe = severe_from((process.name, *key, level) for key, level in after)
        for sentence in contradictions(process.mtd_hours, process.rto_hours, process.rpo_hours, severe):
            self.doubt(draft.line, "name", process.name, sentence)
