"""What a file would do to the inventory: every row judged, nothing written.

The same plan is shown as a preview and, made again under lock, carried out (`desk.sheets.flow`).
"""

from dataclasses import dataclass, field

from common.sheets.converting import Draft
from common.sheets.mapping import ColumnMapping
from common.sheets.plan import Plan, Planner, path_of
from common.sheets.reading import Sheet
from units import tree
from units.models import Unit
from units.sheets import resolve
from units.sheets.columns import columns_for
from units.sheets.naming import codes_for_names
from units.sheets.resolve import Node
from units.sheets.rows import Parents, create, judge, update

A_FILE = "a file"


@dataclass
class UnitPlan(Plan):
    """A plan with every unit it speaks of."""

    units: dict[Node, Unit] = field(default_factory=dict)


def make_plan(sheet: Sheet, mapping: ColumnMapping, *, by) -> UnitPlan:
    """The plan for `sheet` against the inventory as it is now. `by` is the user, or None for a job."""
    return _UnitPlanner(sheet, mapping, by).plan()


class _UnitPlanner(Planner):
    """Working memory of one plan; the steps in the order of `plan`."""

    def __init__(self, sheet: Sheet, mapping: ColumnMapping, by):
        super().__init__(sheet, mapping, columns_for(by), UnitPlan)
        codes_for_names(self, by=by)
        self.source = mapping.name or A_FILE
        self.found = resolve.find(self._codes_named(), by=by)
        self.links, self.codes = resolve.tree_above(self.found.by_id.values())
        # {folded code in the file: node}; rows about known units stand under the unit's id.
        self.nodes: dict[str, Node] = {}
        self.drafts_by_node: dict[Node, Draft] = {}

    def plan(self) -> UnitPlan:
        self._tell_rows_apart()
        parents = {
            node: self._parent_of(draft)
            for node, draft in self.drafts_by_node.items()
            if "parent" in draft.values
        }
        self._refuse_circles(parents)
        for node, draft in self.drafts_by_node.items():
            self._take(node, draft, parents.get(node))
        return self.finished()

    def _codes_named(self) -> set[str]:
        return {
            text for draft in self.drafts for name in ("code", "parent") if (text := draft.values.get(name))
        }

    def _tell_rows_apart(self) -> None:
        """Which unit each row is about; a row without a code, or about a unit named before, is refused."""
        for draft in self.drafts:
            code = draft.values.get("code")
            if not code:
                if code is not None or "code" not in self.headers:
                    self.problem(
                        draft.line, "code", "", "The code is missing; it says which department this is."
                    )
                continue
            unit = self.found.unit(code)
            node: Node = unit.pk if unit else code.lower()
            if earlier := self.drafts_by_node.get(node):
                self.problem(draft.line, "code", code, _twice(earlier, code))
                continue
            self.drafts_by_node[node] = draft
            self.nodes[code.lower()] = node

    def _parent_of(self, draft: Draft) -> Node | None:
        text = draft.values["parent"]
        if not text:
            return None
        if (node := self.nodes.get(text.lower())) is not None:
            return node
        if unit := self.found.unit(text):
            return unit.pk
        where = ", neither in the file nor in the inventory"
        self.unknown(draft, "parent", "No department has this code", where)
        return None

    def _refuse_circles(self, parents: dict[Node, Node | None]) -> None:
        """Looks at the tree as it would be: what the file says, on top of what stands."""
        moved = {node: parent for node, parent in parents.items() if not self._pinned(node, "parent")}
        for circle in tree.circles(self.links | moved):
            path = path_of([self._code(node) for node in circle])
            for node in circle:
                if node in moved:
                    draft = self.drafts_by_node[node]
                    reason = f"This would close a circle: {path}. Nothing can lie below itself."
                    self.problem(draft.line, "parent", draft.values["parent"], reason)

    def _pinned(self, node: Node, name: str) -> bool:
        return node in self.found.by_id and name in self.found.by_id[node].pinned

    def _code(self, node: Node | None) -> str:
        """The code of a known unit as it is kept, of a new one as the file has it."""
        if node is None:
            return ""
        return self.codes.get(node) or self.drafts_by_node[node].values["code"]

    def _take(self, node: Node, draft: Draft, parent: Node | None) -> None:
        known = self.found.by_id.get(node)
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
        self.result.units[node] = row.unit
        if parent is not None and parent in self.found.by_id:
            self.result.units.setdefault(parent, self.found.by_id[parent])
        self.result.take(row)


def _twice(earlier: Draft, code: str) -> str:
    other = earlier.values["code"]
    if other.lower() == code.lower():
        return f"Line {earlier.line} has the same code."
    return f"Line {earlier.line} is about the same department, under its code “{other}”."
