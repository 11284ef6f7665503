"""Departments as a kind of sheet."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from common.sheets.columns import Column
from common.sheets.plan import Plan
from desk.sheets.kinds import Kind
from desk.sheets.linked import write_linked
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
        write_linked(
            Unit, plans, link="parent", new=planner.new, names=planner.names,
            node_of=lambda row: row.unit.code.lower(),
        )  # fmt: skip

    def retired(self, *, on: date) -> Mapping[type, Callable[[list], None]]:
        return {Unit: lambda units: closing.close_all(units, on=on)}

    def addresses(self, keys: Iterable[str], *, by) -> Mapping[str, str]:
        before, after = address_parts()
        return {code: f"{before}{code}{after}" for code in keys}


UNITS = UnitSheet()
