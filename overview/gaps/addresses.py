"""Where each step leads that closes a gap, as far as the reader may go there; else to where one can look."""

from django.urls import NoReverseMatch

from common.addresses import address
from overview.gaps.facts import Gap

# What the page of a step is called, what it needs of the reader, and where on it.
PAGES = {
    "confirm": ("dependency_edit", "units.change_value", "#confirmed"),
    "dependency": ("dependency_edit", "units.change_value", ""),
    "dependencies": ("unit_value", "units.view_unit", "#dependencies"),
    "people": ("unit_people", "contacts.appoint", ""),
    "access": ("unit_people", "contacts.appoint", ""),
    "impact": ("impact", "overview.view_impact", ""),
    "risk": ("units:risk", "units.override_risk", ""),
    "sheet": ("unit_sheet", "units.change_unit", ""),
    "person": ("contacts:person", "contacts.view_contact", ""),
}
BY_NUMBER = ("confirm", "dependency", "person")  # the others by the code of a department
NOT_BEGUN = "?owner=none&status=active&sort=-strategic_importance"


def step_of(to: str, ref: str, step: str, code: str, user) -> tuple[str, str]:
    """(address, words) of the step that is done on the page `to` of `ref`. `code`: of the unit it shows under, empty
    for none."""
    if to == "not-begun":
        return f"{address('units:list')}{NOT_BEGUN}", step
    name, needed, where = PAGES[to]
    if user.has_perm(needed):
        try:
            return f"{address(name, int(ref) if to in BY_NUMBER else ref)}{where}", step
        except NoReverseMatch:
            pass  # A room that this installation does not have.
    return (address("department", code), "Open the department") if code else (address("today"), "Look at it")


def about(gap: Gap, code: str) -> str:
    """The page of what the gap is about."""
    if code:
        return address("department", code)
    return address("contacts:person", int(gap.ref)) if gap.to == "person" else ""
