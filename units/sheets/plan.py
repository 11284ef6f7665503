"""What a file would do to the inventory: every row judged, nothing written.

A look at all rows finds which department each is about and below which one it is to lie; then each piece is judged.
The same is shown as a preview and, made again under lock, carried out (`desk.sheets.flow`).
"""

from common.sheets.converting import Draft
from common.sheets.mapping import ColumnMapping
from common.sheets.plan import Planner, path_of
from common.sheets.reading import Sheet
from units import tree
from units.models import Unit
from units.sheets import resolve
from units.sheets.columns import columns_for
from units.sheets.naming import codes_for_names
from units.sheets.resolve import Node
from units.sheets.rows import Parents, create, judge, update

A_FILE = "a file"


class UnitPlanner(Planner):
    """What `sheet` would do against the inventory as it is now. `by` is the user, or None for a job.

    Rows about known units stand under the unit's id, others under their folded code.
    """

    ahead = ("code", "name", "parent")

    def __init__(self, sheet: Sheet, mapping: ColumnMapping, *, by):
        super().__init__(sheet, mapping, columns_for(by))
        self.by = by
        self.source = mapping.name or A_FILE
        self.about: dict[int, Node] = {}  # by line
        self.parents: dict[int, Node | None] = {}  # by line, where it says something of it
        self.found = resolve.Found()
        self.nodes: dict[str, Node] = {}  # new ones, by folded code
        self.lines: dict[Node, int] = {}
        self.codes: dict[Node, str] = {}  # as it is kept, of a new one as the file has it
        self.called: dict[Node, str] = {}  # codes of the file that are former ones
        # What the file calls those that others are to lie below.
        self.names: dict[Node, str] = {}

    @property
    def new(self) -> list[str]:
        """Those that are not there yet."""
        return [node for node in self.lines if isinstance(node, str)]

    def survey(self) -> None:
        codes_for_names(self, by=self.by)
        self.found = resolve.find_known(
            {
                text
                for draft in self.drafts
                for name in ("code", "parent")
                if (text := draft.values.get(name))
            },
            by=self.by,
        )
        self.codes.update((unit.pk, unit.code) for unit in self.found.by_id.values())
        for draft in self.drafts:
            self._tell_apart(draft)
        for draft in self.drafts:
            if draft.line in self.about and "parent" in draft.values:
                self._find_parent(draft)
        self._note_names()
        self.drafts = []  # the tree takes as much room
        self._refuse_circles()
        self.found, self.nodes = resolve.Found(), {}

    def _tell_apart(self, draft: Draft) -> None:
        """Which unit a row is about; a row without a code, or about a unit named before, is refused."""
        code = draft.values.get("code")
        if not code:
            if code is not None or "code" not in self.headers:
                self.problem(draft.line, "code", "", "The code is missing; it says which department this is.")
            return
        unit, folded = self.found.unit(code), code.lower()
        node: Node = unit.pk if unit else folded
        if node in self.lines:
            self.problem(draft.line, "code", code, self._twice(node, folded))
            return
        self.lines[node], self.about[draft.line] = draft.line, node
        if unit is None:
            self.nodes[folded] = node
        if self.codes.setdefault(node, code).lower() != folded:
            self.called[node] = code

    def _twice(self, node: Node, folded: str) -> str:
        line, other = self.lines[node], self.called.get(node) or self.codes[node]
        if other.lower() == folded:
            return f"Line {line} has the same code."
        return f"Line {line} is about the same department, under its code “{other}”."

    def _find_parent(self, draft: Draft) -> None:
        text = draft.values["parent"]
        parent = self._node_of(text) if text else None
        if text and parent is None:
            where = ", neither in the file nor in the inventory"
            self.unknown(draft, "parent", "No department has this code", where)
        if "parent" in draft.values:
            self.parents[draft.line] = parent

    def _node_of(self, code: str) -> Node | None:
        if (node := self.nodes.get(code.lower())) is not None:
            return node
        unit = self.found.unit(code)
        return unit.pk if unit else None

    def _refuse_circles(self) -> None:
        """Looks at the tree as it would be: what the file says, on top of what stands."""
        links, codes = resolve.tree_above(self.found.by_id)
        self.codes |= codes
        moved = {
            node: parent
            for line, parent in self.parents.items()
            if not self._is_pinned(node := self.about[line], "parent")
        }
        for circle in tree.circles(links | moved):
            path = path_of([self.codes[node] for node in circle])
            reason = f"This would close a circle: {path}. Nothing can lie below itself."
            for node in circle:
                if node in moved:
                    self.problem(self.lines[node], "parent", self._code(moved[node]), reason)

    def _note_names(self) -> None:
        above = set(self.parents.values()) - {None}
        for draft in self.drafts:
            node, name = self.about.get(draft.line), draft.values.get("name")
            if name and node in above and not self._is_pinned(node, "name"):
                self.names[node] = name

    def _is_pinned(self, node: Node, name: str) -> bool:
        return node in self.found.by_id and name in self.found.by_id[node].pinned

    def judge(self) -> None:
        about = [(draft, node) for draft in self.drafts if (node := self.about.get(draft.line)) is not None]
        ids = [node for _, node in about if isinstance(node, int)]
        known = Unit.objects.in_bulk(ids) if ids else {}  # unscoped: found among what may be seen
        for draft, node in about:
            if draft.line not in self.parents:
                draft.values.pop("parent", None)  # nobody, and told
            self._take(draft, known.get(node))

    def forget(self) -> None:
        self.about, self.parents, self.codes = {}, {}, {}

    def _take(self, draft: Draft, known: Unit | None) -> None:
        parent = self.parents.get(draft.line)
        present = self._code(known.parent_id) if known else ""
        parents = Parents(parent, self._code(parent), present)
        if known is None:
            row = create(draft, self.columns, parents, source=self.source)
        else:
            row = update(known, draft, self.columns, parents, source=self.source)
        if row.new or row.changes:
            for name, text, reason in judge(row, self.columns):
                # A cell that could not be read has been told already.
                if name in draft.values or name not in self.headers:
                    self.problem(draft.line, name, text, reason)
        self.result.take(row)

    def _code(self, node: Node | None) -> str:
        return self.codes[node] if node is not None else ""
