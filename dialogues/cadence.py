"""How often to talk with a department, and why. A suggestion: the rhythm that is chosen stands beside it. Pure.

Ours: risk sets the step, importance and what is open shorten it. Nobody is ever left alone for longer than half a year.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

STEPS = (30, 45, 60, 91, 182)  # days
BY_RISK = {5: 0, 4: 1, 3: 3, 2: 4, 1: 4}
RISK_WORDS = {1: "very low", 2: "low", 3: "moderate", 4: "high", 5: "very high"}
STEP_WORDS = {
    30: "every month",
    45: "every six weeks",
    60: "every two months",
    91: "every quarter",
    182: "twice a year",
}
MANY_PROMISES = 3
UNKNOWN = 3


@dataclass(frozen=True)
class Milestone:
    name: str
    due_on: date


@dataclass(frozen=True)
class Cadence:
    """`due_in` days from today, negative for waiting since so many days; None where nobody has talked yet."""

    every_days: int
    reasons: tuple[str, ...]
    due_in: int | None

    @property
    def words(self) -> str:
        return STEP_WORDS[self.every_days]

    @property
    def waiting(self) -> int:
        """For how many days a talk is due."""
        return max(0, -(self.due_in or 0))


def suggest(
    *,
    risk: int | None,
    importance: int | None,
    open_promises: int = 0,
    days_since: int | None = None,
    milestones: Sequence[Milestone] = (),
    today: date | None = None,
) -> Cadence:
    """`risk` and `importance` 1–5 or None for not known yet; `days_since` the last talk or touch; `milestones` ahead
    count with `today` where they come within the step."""
    step, reasons = _by_risk(risk)
    sooner, because = 0, []
    if importance is not None and importance >= 4:
        sooner, because = sooner + 1, [*because, f"it matters a lot to the organisation ({importance} of 5)"]
    if open_promises >= MANY_PROMISES:
        sooner, because = sooner + 1, [*because, f"{open_promises} promises are open"]
    near = _near(milestones, today, STEPS[max(0, step - sooner)])
    if near:
        sooner, because = (
            sooner + 1,
            [*because, f"“{near.name}” is due on {near.due_on.day} {near.due_on:%B}"],
        )
    every = STEPS[max(0, step - sooner)]
    return Cadence(every, (*reasons, *because), None if days_since is None else every - days_since)


def _by_risk(risk: int | None) -> tuple[int, list[str]]:
    if risk is None:
        return UNKNOWN, ["its risk is not known yet"]
    return BY_RISK[risk], [f"its risk is {RISK_WORDS[risk]}"]


def _near(milestones: Sequence[Milestone], today: date | None, within: int) -> Milestone | None:
    ahead = [one for one in milestones if today and 0 <= (one.due_on - today).days <= within]
    return min(ahead, key=lambda one: one.due_on, default=None)
