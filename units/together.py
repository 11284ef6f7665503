"""Departments that are changed together."""

from datetime import date

from accounts.audiences import may_read
from common.addresses import address
from common.history.undoing import CannotUndo
from desk.together.kinds import Kind
from units import tree
from units.actions.together import above, judge_change
from units.forms import UnitForm
from units.lists import UnitList
from units.models import Unit


class UnitsTogether(Kind):
    name = "units"
    url = "units_together"
    permission = "units.change_unit"
    model = Unit
    listing = UnitList
    list_url, list_label = "units:list", "Departments"
    one, many = "department", "departments"

    fields = (
        "owner", "strategic_importance", "exposure", "compliance_burden", "incident_history", "parent", "kind",
        "status", "work_mode", "risk_appetite", "depth_choice",
    )  # fmt: skip
    consequences = ("risk_level", "depth")
    follows = frozenset({"pinned"})
    related = ("parent", "owner")

    def form_for(self, user, today: date) -> UnitForm:
        return UnitForm(user=user)

    def facts(self, rows: list[Unit], values: dict, *, by) -> dict[int, str]:
        return above(values.get("parent"))

    def judge(self, row: Unit, changed: set[str], facts: dict[int, str], *, by) -> None:
        judge_change(row, changed, above_parent=facts)

    def note(self, row: Unit, changed: set[str], *, by) -> str:
        pinned = changed & set(row.pinned) and may_read(by, Unit, "pinned")
        return "Kept when the next file says otherwise." if pinned else ""

    def address(self, row: Unit) -> str:
        return address("department", row.code)

    def check_undone(self, ids: list[int]) -> None:
        tree.lock()
        if tree.circles({str(pk): parent and str(parent) for pk, parent, _ in tree.links_above(ids)}):
            raise CannotUndo("Departments were moved since: taking this back would put one below itself.")


UNITS_TOGETHER = UnitsTogether()
