"""Where the rows of Today lead, as far as the person may go there."""

from django.urls import reverse

from overview import talk_addresses
from overview.agenda import Item
from overview.gaps.addresses import step_of
from overview.record.addresses import department_page
from overview.today.inventory import Totals
from units.choices import RiskLevel
from units.depth import FULL, LIGHT, STANDARD

# What each action needs; without it the row leads to the department page, to look.
NEEDS = {
    "risk": "units.override_risk",
    "edit": "units.change_unit",
    "people": "contacts.change_contact",
    "ask": "dialogues.plan_talk",
    "review": "reviews.run_cycle",
}
OPEN = "status=active&status=planned"  # what Today counts
LABELS = {LIGHT: "Light records", STANDARD: "Standard records", FULL: "Full records"}


def of_item(item: Item, user) -> tuple[str, str, str]:
    """(address of whom it is about, address of the action, words of the action)."""
    about = department_page(item.code) if item.code else ""
    if item.to == "gap":
        to, _, ref = item.ref.partition(":")
        return about, *step_of(to, ref, item.action, item.code, user)
    needed = NEEDS.get(item.to)
    if needed and not user.has_perm(needed):
        return about, about, "Open the department"
    listing = reverse("units:list")
    pages = {
        "risk": lambda: reverse("units:risk", args=[item.ref]),
        "edit": lambda: reverse("units:edit", args=[item.ref]),
        "unit": lambda: f"{department_page(item.ref)}#risk",
        "incident": lambda: reverse("incident", args=[item.ref]),
        "people": lambda: reverse("unit_people", args=[item.ref]),
        "call": lambda: reverse("call:card", args=[item.ref]),
        "parts": lambda: f"{listing}?parent={item.ref}",
        "no-owner": lambda: f"{listing}?owner=none",
        "promise": lambda: reverse("promise", args=[item.ref]),
        "ask": lambda: reverse("promise_ask", args=[item.ref]),
        "session": lambda: reverse("session", args=[item.ref]),
        "reorganisation": lambda: reverse("reorganisation", args=[item.ref]),
        "cycle": lambda: reverse("reviews:cycle", args=[item.ref]),
        "review": lambda: reverse("review", args=item.ref.split(":", 1)),
        "plan": lambda: talk_addresses.plan(user, item.ref),
    }
    to = pages[item.to]()
    return about or to, to or about, item.action


def risks(totals: Totals) -> list[dict]:
    """Open departments by level, the highest first, and those of no known level."""
    listing = reverse("units:list")
    found = [
        {
            "level": level.value,
            "label": level.label,
            "count": totals.by_risk[level.value],
            "href": f"{listing}?risk={level.value}&{OPEN}",
        }
        for level in reversed(RiskLevel)
    ]
    unknown = {"level": 0, "label": "Not known yet", "count": totals.by_risk[None]}
    return [*found, {**unknown, "href": f"{listing}?risk_known=0&{OPEN}"}]


def records(totals: Totals) -> list[dict]:
    """Records to complete, by depth, the deepest first."""
    listing = reverse("units:list")
    return [
        {
            "label": LABELS[depth],
            "complete": totals.by_depth[depth] - totals.lacking[depth],
            "count": totals.by_depth[depth],
            "href": f"{listing}?depth={depth}&incomplete=1",
        }
        for depth in (FULL, STANDARD, LIGHT)
        if totals.by_depth[depth]
    ]
