"""Departments as a kind of sheet."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from common.history import bulk
from common.sheets.columns import Column
from desk.sheets.kinds import Kind
from units.lines import address_parts
from units.models import Unit
from units.sheets import closing, resolve
from units.sheets.columns import columns_for
from units.sheets.plan import UnitPlan, make_plan


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

    def make_plan(self, sheet, mapping, *, by) -> UnitPlan:
        return make_plan(sheet, mapping, by=by)

    def hold_back(self) -> None:
        resolve.hold_back_other_changes()

    def write(self, plan: UnitPlan) -> None:
        # Ids first, so that children and parents can be written in one go and in any order.
        bulk.give_ids([row.unit for row in plan.created])
        for row in (*plan.created, *plan.changed):
            if row.moves:
                row.unit.parent = plan.units[row.parent] if row.parent is not None else None
        Unit.objects.bulk_create_with_history([row.unit for row in plan.created])
        Unit.objects.bulk_update_with_history([row.unit for row in plan.changed])

    def retired(self, *, on: date) -> Mapping[type, Callable[[list], None]]:
        return {Unit: lambda units: closing.close_all(units, on=on)}

    def addresses(self, keys: Iterable[str], *, by) -> Mapping[str, str]:
        before, after = address_parts()
        return {code: f"{before}{code}{after}" for code in keys}


UNITS = UnitSheet()
