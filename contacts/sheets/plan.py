"""What a file would do to the directory: every row judged, nothing written.

The same plan is shown as a preview and, made again under lock, carried out (`desk.sheets.flow`).
"""

from collections import Counter
from dataclasses import dataclass

from django.db.models.functions import Now

from common.sheets.converting import Draft
from common.sheets.mapping import ColumnMapping
from common.sheets.plan import Planner, path_of
from common.sheets.reading import Sheet
from common.words import count
from contacts.models import Assignment, Contact
from contacts.sheets import resolve
from contacts.sheets.columns import columns_for
from contacts.sheets.departments import Departments
from contacts.sheets.recognising import Marks, Unclear, namesake, recognise
from contacts.sheets.resolve import folded
from contacts.sheets.rows import Links, Node, judge, plan_row
from units import tree
from units.models import Unit
from units.sheets.naming import codes_for_names


@dataclass
class _Entry:
    """A row that is about somebody."""

    draft: Draft
    person: Contact
    unit: Unit | None


class PeoplePlanner(Planner):
    """What `sheet` would do against the directory as it is now. `by` is the user, or None for a job."""

    in_pieces = False

    def __init__(self, sheet: Sheet, mapping: ColumnMapping, *, by):
        super().__init__(sheet, mapping, columns_for(by))
        self.by = by
        # Everybody whom the rows speak of.
        self.met: dict[Node, Contact] = {}

    def _find(self) -> None:
        by = self.by
        codes_for_names(self, by=by)
        said = lambda name: {draft.values.get(name) or "" for draft in self.drafts}  # noqa: E731
        managers = said("manager")
        self.units = Departments(said("home_unit"), by=by, by_name=self.lenient)
        self.people = resolve.find(
            numbers=said("personnel_number") | managers,
            emails=said("email") | managers,
            names=said("name") | managers,
            by=by,
        )
        self.entries: dict[Node, _Entry] = {}
        # Who in the file has this number, e-mail or name.
        self.named: dict[tuple[str, str], list[Node]] = {}

    def judge(self) -> None:
        self._find()
        for draft in self.drafts:
            self._tell_apart(draft)
        managers = {
            node: self._manager_of(entry)
            for node, entry in self.entries.items()
            if "manager" in entry.draft.values
        }
        self._refuse_circles(managers)
        for node, entry in self.entries.items():
            self._take(node, entry, managers.get(node))
        self._doubt_those_who_leave()
        self._doubt_those_who_left()

    def _tell_apart(self, draft: Draft) -> None:
        """Who the row is about; a row about nobody, or about somebody named before, is refused."""
        unit = self._unit_of(draft)
        marks = Marks.of(draft, unit)
        if not marks.said:
            self._about_nobody(draft)
            return
        try:
            person = recognise(marks, self.people)
        except Unclear as problem:
            self.problem(draft.line, problem.column, draft.values[problem.column], str(problem))
            return
        if person is None:
            if other := namesake(marks, self.people):
                where = f", {other.home_unit.name}" if other.home_unit else ""
                reason = f"Somebody of this name is in the directory already{where}; this is taken for somebody else."
                self.doubt(draft.line, "name", draft.values["name"], reason)
            person = Contact()
        self._enter(draft, person, unit, marks)

    def _about_nobody(self, draft: Draft) -> None:
        unread = [problem for problem in self.result.problems if problem.line == draft.line]
        if not unread:
            reason = "A personnel number, an e-mail or a name is missing: it says who this is."
            self.problem(draft.line, "name", "", reason)

    def _enter(self, draft: Draft, person: Contact, unit: Unit | None, marks: Marks) -> None:
        node: Node = person.pk or f"line {draft.line}"
        keys = [(kind, text) for kind, text in (("number", marks.number), ("email", marks.email)) if text]
        if earlier := self._entered_before(node, keys, marks):
            name = next(key for key in ("personnel_number", "email", "name") if draft.values.get(key))
            reason = f"Line {earlier.draft.line} is about the same person."
            self.problem(draft.line, name, draft.values[name], reason)
            return
        self.entries[node] = _Entry(draft, person, unit)
        for key in (*keys, ("name", marks.name)):
            self.named.setdefault(key, []).append(node)

    def _entered_before(self, node: Node, keys: list, marks: Marks) -> _Entry | None:
        if node in self.entries:
            return self.entries[node]
        if keys:
            same = [node for key in keys for node in self.named.get(key, [])]
        else:
            same = [
                node
                for node in self.named.get(("name", marks.name), [])
                if (entry := self.entries[node]).person.pk is None
                and (entry.unit.pk if entry.unit else None) == marks.unit_id
            ]
        return self.entries[same[0]] if same else None

    def _unit_of(self, draft: Draft) -> Unit | None:
        code = draft.values.get("home_unit")
        if not code:
            return None
        unit = self.units.unit(code)
        if unit is None:
            self.unknown(draft, "home_unit", "No department has this code")
        return unit

    def _manager_of(self, entry: _Entry) -> Node | None:
        """Somebody of the file or of the directory. Who is named as before is not looked for."""
        draft, text = entry.draft, entry.draft.values["manager"]
        if not text:
            return None
        known = entry.person.manager if entry.person.pk else None
        if known and folded(text) in map(folded, (known.personnel_number, known.email, known.name)):
            return known.pk
        found = self._named(folded(text))
        if len(found) == 1:
            return found[0]
        if found:
            self.problem(
                draft.line, "manager", text, f"{len(found)} people fit this. Use the personnel number."
            )
        else:
            self.unknown(draft, "manager", "Nobody has this number, e-mail or name", ", here or in the file")
        return None

    def _named(self, key: str) -> list[Node]:
        """Everybody in the file and in the directory whose number this is, else whose e-mail, else whose name."""
        for kind, known in (
            ("number", self.people.numbered),
            ("email", self.people.reached_at),
            ("name", self.people.named),
        ):
            found = {*self.named.get((kind, key), ()), *(person.pk for person in known(key))}
            if found:
                return list(found)
        return []

    def _refuse_circles(self, managers: dict[Node, Node | None]) -> None:
        """Looks at who reports to whom as it would be: what the file says, on top of what stands."""
        seeds = {node for node in (*managers, *managers.values()) if isinstance(node, int)}
        above = resolve.managers_above(seeds)
        links: dict[Node, Node | None] = {node: manager for node, (manager, _) in above.items()}
        for circle in tree.circles(links | managers):
            path = path_of([self._name(node, above) for node in circle])
            for node in circle:
                if node in managers:
                    draft = self.entries[node].draft
                    reason = f"This would close a circle: {path}. Nobody can be their own manager."
                    self.problem(draft.line, "manager", draft.values["manager"], reason)

    def _name(self, node: Node, above: dict) -> str:
        return above[node][1] if node in above else self.entries[node].draft.values.get("name", str(node))

    def _take(self, node: Node, entry: _Entry, manager: Node | None) -> None:
        links = Links(entry.unit, manager, entry.draft.values.get("manager", ""))
        row = plan_row(entry.draft, entry.person, self.columns, links)
        if row.new or row.changes:
            for name, text, reason in judge(row, self.columns):
                # A cell that could not be read has been told already.
                if name in entry.draft.values or name not in self.headers:
                    self.problem(entry.draft.line, name, text, reason)
        self.met[node] = row.person
        if manager in self.people.by_id:
            self.met.setdefault(manager, self.people.by_id[manager])
        self.result.take(row)

    def _doubt_those_who_leave(self) -> None:
        """Whoever goes and holds responsibilities beyond that day: the file says nothing of who takes over."""
        label = self.columns["left_on"].label
        leaving = [row for row in self.result.changed if any(change.label == label for change in row.changes)]
        going = {row.person.pk: row for row in leaving if row.person.left_on}
        held = Assignment.objects.filter(contact__in=going)  # unscoped: of the people found
        beyond: Counter = Counter()
        for person, until in held.values_list("contact", "until"):
            beyond[person] += until is None or until > going[person].person.left_on
        for person, number in beyond.items():
            if number:
                row, what = going[person], count(number, "responsibility", "responsibilities")
                reason = f"{row.name} holds {what} beyond that day. Hand over what they hold on their page."
                self.doubt(row.line, "left_on", row.person.left_on.isoformat(), reason)

    def _doubt_those_who_left(self) -> None:
        """Whoever left and is named as if they were here: the file may know that they came back and not say so."""
        named = [
            entry
            for entry in self.entries.values()
            if entry.person.left_on and "left_on" not in entry.draft.values
        ]
        ids = [entry.person.pk for entry in named]
        rows = Contact.objects.filter(pk__in=ids)  # unscoped: of the people found
        gone = set(rows.filter(left_on__lt=Now()).values_list("pk", flat=True))
        for entry in named:
            if entry.person.pk in gone:
                day = f"{entry.person.left_on.day} {entry.person.left_on:%B %Y}"
                reason = (
                    f"They left on {day}, as the directory has it. Who is here again is said on their page."
                )
                name = next(
                    key for key in ("personnel_number", "email", "name") if entry.draft.values.get(key)
                )
                self.doubt(entry.draft.line, name, entry.draft.values[name], reason)
