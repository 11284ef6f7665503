"""What a department cannot lose, written in the rows of its page. Only what one reads is read again meanwhile."""

from overview.department import sections
from overview.department.facts import Department
from units.value_facts import UnitValue
from units.views.value_tables import tables

ROWS_SHOWN = 25
VALUE = sections.VALUE
EDITING = sections.Section(
    VALUE.id, "overview/department/_value_rows.html", VALUE.label, lambda department: None, ("value-rows",)
)


def asked(request) -> bool:
    return request.GET.get("edit") == VALUE.id


def shown(department: Department, request) -> sections.Shown | None:
    """The section to write in, the most critical rows first; None where the reader may only read."""
    reader = department.reader
    if not reader.may("units.change_value"):
        return None
    whole = request.GET.get("all") == "1"
    most = None if whole else ROWS_SHOWN
    found = UnitValue(department.unit, reader.user, today=reader.today)
    facts = tables(reader.user, department.unit, found, most=most)
    facts["new_asset"].focused()
    facts |= {
        "query": f"edit={VALUE.id}{'&all=1' if whole else ''}",
        "strip": sections.shown(sections.STRIP, department),
        "assets": len(found.assets),
        "processes": len(found.processes),
        "more": max(0, len(found.assets) - ROWS_SHOWN) + max(0, len(found.processes) - ROWS_SHOWN),
        "whole": whole,
    }
    return sections.Shown(EDITING, facts)
