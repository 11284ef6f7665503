"""Departments as a kind of sheet."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from common.history import bulk
from common.sheets.columns import Column
from common.sheets.plan import Plan
from desk.sheets.kinds import Kind
from units.lines import address_parts
from units.models import Unit
from units.sheets import closing, resolve
from units.sheets.columns import columns_for
from units.sheets.plan import UnitPlanner


class UnitSheet(Kind):
    name = "units"
    url = "units:import"
    permission = "units.import_unit"
    command = "import_units"

    one, many = "department", "departments"
    list_label = "Departments"
    list_url, export_url = "units:list", "units:export_csv"
    advice = (
        "One column holds a code that stays the same from file to file: it tells which department a line is about.",
        "A column that is not in the file changes nothing. An empty cell empties the field, but never a code, a name "
        "or a status.",
        "What was changed here by hand since is kept and listed.",
    )
    name_help = "Shown beside every value it brings, for example “HR system”."

    ending = closing.UNITS_ENDING

    def columns_for(self, user) -> list[Column]:
        return columns_for(user)

    def missing(self, targets: set[str]) -> list[str]:
        if "code" not in targets:
            return ["Say which column holds the code: it tells which department a row is about."]
        return []

    def planner(self, sheet, mapping, *, by) -> UnitPlanner:
        return UnitPlanner(sheet, mapping, by=by)

    def hold_back(self) -> None:
        resolve.hold_back_other_changes()

    def write(self, plans: Iterable[Plan], planner: UnitPlanner) -> None:
        # Ids first, so that children and parents can be written in any order.
        new = planner.new
        ids = dict(zip(new, bulk.take_ids(Unit, len(new)), strict=True))
        # A parent may not be written yet; what it will be called is all that the record asks of it.
        above = {node: Unit(pk=ids.get(node, node), name=name) for node, name in planner.names.items()}
        for plan in plans:
            for row in plan.created:
                row.unit.pk = ids[row.unit.code.lower()]
            for row in (*plan.created, *plan.changed):
                if row.moves and row.parent in above:
                    row.unit.parent = above[row.parent]
                elif row.moves:
                    row.unit.parent_id = row.parent
            Unit.objects.bulk_create_with_history([row.unit for row in plan.created])
            Unit.objects.bulk_update_with_history([row.unit for row in plan.changed])

    def retired(self, *, on: date) -> Mapping[type, Callable[[list], None]]:
        return {Unit: lambda units: closing.close_all(units, on=on)}

    def addresses(self, keys: Iterable[str], *, by) -> Mapping[str, str]:
        before, after = address_parts()
        return {code: f"{before}{code}{after}" for code in keys}


UNITS = UnitSheet()
