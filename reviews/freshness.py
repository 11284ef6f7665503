"""How old what we know of each part of a record may grow before a review asks for it again. Pure."""

from dataclasses import dataclass
from datetime import date

# Days. People move within months; what a department is there for hardly does within a year.
LIMITS: dict[str, int] = {
    "people": 120,
    "needs": 200,
    "value": 200,
    "aims": 400,
    "shape": 400,
    "rules": 400,
}
# The part that is looked at more closely, one after another from review to review.
ROTATION = ("needs", "value", "people", "rules", "aims", "shape")


@dataclass(frozen=True)
class Age:
    """How old one part is. `since` is when it was last confirmed or changed; None where neither ever happened."""

    part: str
    since: date | None
    days: int | None
    stale: bool


def limit_of(part: str) -> int:
    return LIMITS[part]


def age(part: str, *, last_confirmed: date | None, changed_at: date | None, on: date) -> Age:
    """What somebody confirmed or wrote down is as new as that; what lies ahead of the day counts as of the day."""
    known = [day for day in (last_confirmed, changed_at) if day is not None]
    if not known:
        return Age(part, None, None, True)
    since = min(max(known), on)
    days = (on - since).days
    return Age(part, since, days, days > LIMITS[part])


def stale(part: str, last_confirmed: date | None, changed_at: date | None, on: date) -> bool:
    """Whether a review has to ask for this part, and not only to show it."""
    return age(part, last_confirmed=last_confirmed, changed_at=changed_at, on=on).stale


def next_in_depth(part: str) -> str:
    """Which part is looked at more closely in the review after one that looked at `part`; none stays none."""
    if part not in ROTATION:
        return part
    return ROTATION[(ROTATION.index(part) + 1) % len(ROTATION)]
