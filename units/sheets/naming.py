"""Whom a file means that names departments by what they are called, not by their codes. A name that several have is
an error, never a guess. Two or three queries for a whole file.
"""

from collections.abc import Iterable, Mapping

from django.db.models.functions import Lower

from common.sheets.columns import Reference
from common.sheets.converting import Draft
from common.sheets.plan import Planner
from units.choices import Status
from units.models import Unit
from units.sheets import resolve
from units.sheets.resolve import Node

SHOWN = 6
NOBODY = "No department is called so"


def folded(name: str) -> str:
    return " ".join(name.split()).lower()


def codes_for_names(planner: Planner, *, by) -> None:
    """In every row the names of departments become their codes, where the mapping says that names stand there."""
    columns = [
        column
        for column in planner.columns.values()
        if isinstance(column, Reference) and column.by_name and planner.mapping.by_name(column.name)
    ]
    if not columns:
        return
    wanted = {
        text for draft in planner.drafts for column in columns if (text := draft.values.get(column.name))
    }
    # Rows of this file can be meant where it is a file of departments.
    inside = any(not column.elsewhere for column in columns)
    called = Called(wanted, planner.drafts if inside else (), by=by)
    for draft in planner.drafts:
        for column in columns:
            if text := draft.values.get(column.name):
                _settle(planner, called, draft, column, text)


def _settle(planner: Planner, called: "Called", draft: Draft, column: Reference, text: str) -> None:
    meant = called.all(text, but=called.node_of(draft) if not column.elsewhere else None)
    if len(meant) == 1:
        [draft.values[column.name]] = meant.values()
    elif meant:
        planner.problem(draft.line, column.name, text, _ambiguous(called, meant))
        planner.settled.add((draft.line, column.name))
        del draft.values[column.name]
    else:
        where = "" if column.elsewhere else ", neither in the file nor in the inventory"
        planner.nobody_called(draft, column.name, NOBODY, where)


def _ambiguous(called: "Called", meant: Mapping[Node, str]) -> str:
    labels = [called.label(node, code) for node, code in meant.items()]
    more = f" and {len(labels) - SHOWN} more" if len(labels) > SHOWN else ""
    return f"{len(labels)} departments are called so: {', '.join(labels[:SHOWN])}{more}. Use their codes."


class Called:
    """Departments of the inventory and of a file by what they are called: {node: code} for each name."""

    def __init__(self, wanted: Iterable[str], drafts: Iterable[Draft], *, by):
        keys = {folded(text) for text in wanted if "\0" not in text}
        self.by_name: dict[str, dict[Node, str]] = {}
        self.closed: set[Node] = set()
        self.lines: dict[Node, int] = {}
        own = {code: draft for draft in drafts if (code := draft.values.get("code"))}
        self.own = resolve.find_known(own, by=by)
        for code, draft in own.items():
            self._take(self._node(code), code, draft.values.get("name") or "", keys)
            self.lines.setdefault(self._node(code), draft.line)
        rows = Unit.objects.visible_to(by) if by is not None else Unit.objects.all()  # unscoped: a job
        found = rows.alias(folded=Lower("name")).filter(folded__in=keys)
        for pk, code, name, status in found.order_by("code").values_list("pk", "code", "name", "status"):
            self._take(pk, code, name, keys)
            if status == Status.CLOSED:
                self.closed.add(pk)

    def _node(self, code: str) -> Node:
        unit = self.own.unit(code)
        return unit.pk if unit else code.lower()

    def _take(self, node: Node, code: str, name: str, keys: set[str]) -> None:
        if (key := folded(name)) in keys:
            self.by_name.setdefault(key, {}).setdefault(node, code)

    def node_of(self, draft: Draft) -> Node | None:
        code = draft.values.get("code")
        return self._node(code) if code else None

    def all(self, name: str, *, but: Node | None) -> Mapping[Node, str]:
        """Everybody of that name; the row that asks only where nobody else has it, as nothing belongs to itself."""
        found = self.by_name.get(folded(name), {})
        return {node: code for node, code in found.items() if node != but} or found

    def label(self, node: Node, code: str) -> str:
        if isinstance(node, str):
            return f"{code} (line {self.lines[node]})"
        return f"{code} (closed)" if node in self.closed else code
