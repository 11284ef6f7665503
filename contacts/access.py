"""Where access and responsibility do not agree, and what would settle it. Pure: it proposes, nothing is granted here.

Whoever holds a responsibility that should come with access ought to be able to act for the unit; whoever may act for a
unit ought to hold one there or above.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

GRANT, WITHDRAW, INVITE, BLOCKED = "grant", "withdraw", "invite", "blocked"
# These act for every unit, or for none by the nature of what they are here for.
EVERYWHERE, NOWHERE = {"ciso", "admin"}, {"auditor": "an auditor", "responder": "a responder on duty"}


@dataclass(frozen=True)
class Holds:
    """Somebody who holds, for the unit, a responsibility that should come with access."""

    unit: Hashable
    contact: Hashable
    name: str
    function: str
    user: Hashable | None = None
    active: bool = True
    role: str = "head"
    email: str = ""


@dataclass(frozen=True)
class Acts:
    """A user who may act for the unit. `former`: what they held there before; `left`: the day they left, in words."""

    unit: Hashable
    user: Hashable
    name: str
    active: bool = True
    known: bool = True
    former: str = ""
    left: str = ""


@dataclass(frozen=True)
class Step:
    """One thing to do. `sure` where nothing speaks against it, so that it is ticked from the start."""

    kind: str
    who: Hashable
    name: str
    because: str
    sure: bool = True
    email: str = ""

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.who}"


@dataclass
class Proposal:
    """Everything to settle about one unit."""

    unit: Hashable
    steps: list[Step] = field(default_factory=list)

    def of(self, kind: str) -> list[Step]:
        return [step for step in self.steps if step.kind == kind]

    @property
    def doable(self) -> list[Step]:
        """What can be done here and now."""
        return self.of(GRANT) + self.of(WITHDRAW)

    @property
    def told(self) -> list[Step]:
        """What needs a step elsewhere first."""
        return self.of(INVITE) + self.of(BLOCKED)


def compare(
    holding: Iterable[Holds], acting: Iterable[Acts], above: Mapping[Hashable, Sequence[Hashable]]
) -> dict[Hashable, Proposal]:
    """The proposals by unit; none for a unit where nothing is to settle. `above`: the units above each one."""
    found: dict[Hashable, Proposal] = {}
    holding, acting = list(holding), list(acting)
    may_act = {(one.unit, one.user) for one in acting}
    entitled = {(one.unit, one.user) for one in holding if one.user is not None}
    steps = defaultdict(dict)
    for one in holding:
        if step := _for_holder(one, may_act, above.get(one.unit, ())):
            steps[one.unit].setdefault(step.key, step)
    for one in acting:
        path = (one.unit, *above.get(one.unit, ()))
        if not one.active or one.left or not any((unit, one.user) in entitled for unit in path):
            step = Step(WITHDRAW, one.user, one.name, *_why_withdraw(one))
            steps[one.unit][step.key] = step
    for unit, by_key in steps.items():
        found[unit] = Proposal(unit, list(by_key.values()))
    return found


def _for_holder(one: Holds, may_act: set, above: Sequence) -> Step | None:
    if one.user is None:
        return Step(
            INVITE, one.contact, one.name, f"{one.function}, and has no sign-in yet", False, one.email
        )
    if one.role in EVERYWHERE and one.active:
        return None
    if not one.active:
        return Step(BLOCKED, one.user, one.name, f"{one.function}, and can no longer sign in", sure=False)
    if any((unit, one.user) in may_act for unit in (one.unit, *above)):
        return None
    if one.role in NOWHERE:
        because = f"{one.function}, and signs in as {NOWHERE[one.role]}"
        return Step(BLOCKED, one.user, one.name, because, sure=False)
    return Step(GRANT, one.contact, one.name, one.function)


def _why_withdraw(one: Acts) -> tuple[str, bool]:
    if not one.active:
        return "can no longer sign in", True
    if one.left:
        return f"left on {one.left}", True
    if one.former:
        return f"no longer {one.former}", True
    if not one.known:
        return "is not in the directory", False
    return "holds no such responsibility here or above", False
