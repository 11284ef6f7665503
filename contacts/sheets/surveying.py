"""A look at all rows of a file of people before any is judged: whom each is about, and who their manager is to be.

People of the directory stand under their id, new ones under their line. Of everybody no more is held than that takes.
"""

from common.sheets.converting import Draft
from common.sheets.plan import Planner, path_of
from contacts.sheets import resolve
from contacts.sheets.departments import Departments
from contacts.sheets.recognising import Marks, Unclear, namesake, recognise
from contacts.sheets.resolve import Known, folded
from contacts.sheets.rows import Node
from units import tree
from units.models import Unit

MARKS = ("personnel_number", "email", "name")
CIRCLE = "This would close a circle: {}. Nobody can be their own manager."


class Survey:
    """By line: who the row is about, their department and their manager, where the row says something of it."""

    def __init__(self, planner: Planner, *, by):
        self.planner = planner
        self.about: dict[int, Node] = {}
        self.units: dict[int, Unit | None] = {}
        self.managers: dict[int, Node | None] = {}
        self.lines: dict[Node, int] = {}
        # What the file calls those who are to be somebody's manager.
        self.names: dict[Node, str] = {}
        said = lambda name: {draft.values.get(name) or "" for draft in planner.drafts}  # noqa: E731
        managers = said("manager")
        self._departments = Departments(said("home_unit"), by=by, by_name=planner.lenient)
        self._people = resolve.find(
            numbers=said("personnel_number") | managers,
            emails=said("email") | managers,
            names=said("name") | managers,
            by=by,
        )
        self._bosses = resolve.marks_of(person.manager_id for person in self._people.by_id.values())
        # Who in the file has this number, e-mail or name.
        self._named: dict[str, dict[str, tuple[Node, ...]]] = {"number": {}, "email": {}, "name": {}}
        self._namesakes: list[tuple[Draft, Known]] = []

    def carry_out(self) -> None:
        drafts = self.planner.drafts
        for draft in drafts:
            self._tell_apart(draft)
        self._doubt_namesakes()
        for draft in drafts:
            if draft.line in self.about and "manager" in draft.values:
                self._find_manager(draft)
        self._refuse_circles()
        above = set(self.managers.values()) - {None}
        for draft in drafts:
            if (name := draft.values.get("name")) and (node := self.about.get(draft.line)) in above:
                self.names[node] = name
        del self._people, self._named, self._bosses, self._departments, self._namesakes  # large

    @property
    def new(self) -> list[str]:
        return [node for node in self.lines if isinstance(node, str)]

    def _tell_apart(self, draft: Draft) -> None:
        """Who the row is about; a row about nobody, or about somebody named before, is refused."""
        planner, unit = self.planner, self._unit_of(draft)
        marks = Marks.of(draft, unit)
        if not marks.said:
            if draft.line not in planner.unread:
                reason = "A personnel number, an e-mail or a name is missing: it says who this is."
                planner.problem(draft.line, "name", "", reason)
            return
        try:
            person = recognise(marks, self._people)
        except Unclear as problem:
            planner.problem(draft.line, problem.column, draft.values[problem.column], str(problem))
            return
        if person is None and (other := namesake(marks, self._people)):
            self._namesakes.append((draft, other))
        self._enter(draft, person, unit, marks)

    def _unit_of(self, draft: Draft) -> Unit | None:
        code = draft.values.get("home_unit")
        unit = self._departments.unit(code) if code else None
        if code and unit is None:
            self.planner.unknown(draft, "home_unit", "No department has this code")
        if "home_unit" in draft.values:
            self.units[draft.line] = unit
        return unit

    def _doubt_namesakes(self) -> None:
        names = resolve.names_of_units(other.home_unit_id for _, other in self._namesakes)
        for draft, other in self._namesakes:
            where = f", {names[other.home_unit_id]}" if other.home_unit_id else ""
            reason = (
                f"Somebody of this name is in the directory already{where}; this is taken for somebody else."
            )
            self.planner.doubt(draft.line, "name", draft.values["name"], reason)

    def _enter(self, draft: Draft, person: Known | None, unit: Unit | None, marks: Marks) -> None:
        node: Node = person.pk if person else f"line {draft.line}"
        keys = [(kind, text) for kind, text in (("number", marks.number), ("email", marks.email)) if text]
        if earlier := self._entered_before(node, keys, marks):
            name = next(key for key in MARKS if draft.values.get(key))
            reason = f"Line {earlier} is about the same person."
            self.planner.problem(draft.line, name, draft.values[name], reason)
            return
        self.lines[node], self.about[draft.line] = draft.line, node
        for kind, text in (*keys, ("name", marks.name)):
            self._named[kind][text] = (*self._named[kind].get(text, ()), node)

    def _entered_before(self, node: Node, keys: list, marks: Marks) -> int | None:
        """The line of an earlier row about the same person."""
        if node in self.lines:
            return self.lines[node]
        if keys:
            same = [node for kind, text in keys for node in self._named[kind].get(text, ())]
        else:
            namesakes = self._named["name"].get(marks.name, ())
            same = [node for node in namesakes if isinstance(node, str) and self._home(node) == marks.unit_id]
        return self.lines[same[0]] if same else None

    def _home(self, node: Node) -> int | None:
        unit = self.units.get(self.lines[node])
        return unit.pk if unit else None

    def _find_manager(self, draft: Draft) -> None:
        """Somebody of the file or of the directory. Who is named as before is not looked for."""
        text = draft.values["manager"]
        found = self._fitting(text, self.about[draft.line]) if text else [None]
        if len(found) > 1:
            reason = f"{len(found)} people fit this. Use the personnel number."
            self.planner.problem(draft.line, "manager", text, reason)
        elif not found:
            reason = "Nobody has this number, e-mail or name"
            self.planner.unknown(draft, "manager", reason, ", here or in the file")
        if "manager" in draft.values:
            self.managers[draft.line] = found[0] if len(found) == 1 else None

    def _fitting(self, text: str, node: Node) -> list[Node]:
        known = self._people.by_id.get(node)
        key = folded(text)
        if known and known.manager_id and key in map(folded, self._bosses[known.manager_id]):
            return [known.manager_id]
        return self._all_named(key)

    def _all_named(self, key: str) -> list[Node]:
        """Everybody in the file and in the directory whose number this is, else whose e-mail, else whose name."""
        people = self._people
        for kind, known in (
            ("number", people.numbered),
            ("email", people.reached_at),
            ("name", people.named),
        ):
            found = {*self._named[kind].get(key, ()), *(person.pk for person in known(key))}
            if found:
                return list(found)
        return []

    def _refuse_circles(self) -> None:
        """Looks at who reports to whom as it would be: what the file says, on top of what stands."""
        managers = {self.about[line]: manager for line, manager in self.managers.items()}
        seeds = {node for node in (*managers, *managers.values()) if isinstance(node, int)}
        above = resolve.managers_above(seeds)
        links: dict[Node, Node | None] = {node: manager for node, (manager, _) in above.items()}
        circles = tree.circles(links | managers)
        drafts = {draft.line: draft for draft in self.planner.drafts} if circles else {}
        for circle in circles:
            named = [
                above[node][1] if node in above else drafts[self.lines[node]].values.get("name", str(node))
                for node in circle
            ]
            for node in circle:
                if node in managers:
                    draft = drafts[self.lines[node]]
                    self.planner.problem(
                        draft.line, "manager", draft.values["manager"], CIRCLE.format(path_of(named))
                    )
