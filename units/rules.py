"""What a unit's values must agree on, for forms and for sheets alike. Pure: no database, no clock."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

EARLIEST = date(1900, 1, 1)
LATEST = date(2199, 12, 31)
MAX_HEADCOUNT = 10_000_000
MAX_REVENUE = Decimal("99999999999999.99")
MAX_TEXT = 10_000
CODE = re.compile(r"[A-Za-z0-9._-]{1,100}")
# These are pages of the list; a unit of that code could not be opened.
RESERVED_CODES = frozenset(
    {"new", "import", "export.csv", "export.xlsx"}
    # What stands in the place of a code in addresses of a review.
    | {"edit", "drop", "rehearsal", "open", "nudge", "reassign", "close"}
)


def code_problem(code: str) -> str | None:
    """Why `code` cannot be a unit's code, or None."""
    if not CODE.fullmatch(code):
        return "A code has 1 to 100 letters, digits, dots, hyphens or underscores, without blanks."
    if code.lower() in RESERVED_CODES or not code.strip("."):
        return f"“{code}” is kept for a page of its own; choose another code."
    return None


def date_problem(day: date) -> str | None:
    """Why `day` is no date of an organisation's life, or None."""
    if day < EARLIEST:
        return f"{day:%d.%m.%Y} lies before 1900; is the year right?"
    if day > LATEST:
        return f"{day:%d.%m.%Y} lies after 2199; is the year right?"
    return None


def problems(values: Mapping[str, object]) -> dict[str, str]:
    """{field: sentence} of what does not agree between the values of one unit. Absent values are not judged."""
    return _of_dates(values) | _of_numbers(values) | _of_cover(values) | _of_override(values)


def _of_dates(values) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in ("opened_on", "closed_on"):
        day = values.get(name)
        if day and (problem := date_problem(day)):
            found[name] = problem
    opened, closed, status = values.get("opened_on"), values.get("closed_on"), values.get("status")
    if opened and closed and closed < opened:
        found.setdefault("closed_on", "It closed before it opened; one of the two dates is wrong.")
    if closed and status and status != "closed":
        found.setdefault(
            "closed_on", "It has a closing date but is not closed; choose “Closed”, or take the date off."
        )
    return found


def _of_numbers(values) -> dict[str, str]:
    found: dict[str, str] = {}
    people, revenue = values.get("headcount") or 0, values.get("annual_revenue") or 0
    if people > MAX_HEADCOUNT:
        found["headcount"] = f"More than {MAX_HEADCOUNT:,} people; is that a headcount?"
    if people < 0:
        found["headcount"] = "A number of people is 0 or more."
    if revenue > MAX_REVENUE:
        found["annual_revenue"] = "The amount is larger than the record can hold."
    if revenue < 0:
        found["annual_revenue"] = "Revenue is 0 or more."
    return found


def _of_cover(values) -> dict[str, str]:
    found: dict[str, str] = {}
    since, until = values.get("cover_from"), values.get("cover_until")
    if (since or until) and not values.get("owner_cover"):
        found["owner_cover"] = "Who covers in that time?"
    if since and until and until < since:
        found["cover_until"] = "The cover ends before it begins."
    return found


def _of_override(values) -> dict[str, str]:
    found: dict[str, str] = {}
    if values.get("risk_override") is not None:
        if not values.get("risk_override_reason"):
            found["risk_override_reason"] = "Why is the level set by hand?"
        if not values.get("risk_override_until"):
            found["risk_override_until"] = "Until when does it hold? A level set by hand needs an end."
    return found
