"""The responsibilities the product knows by name. An organisation adds its own. Pure."""

from dataclasses import asdict, dataclass

HEAD, DEPUTY, AMBASSADOR, LIAISON = "head", "deputy", "ambassador", "liaison"
INCIDENT_CONTACT, PROCESS_OWNER, DATA_OWNER = "incident_contact", "process_owner", "data_owner"


@dataclass(frozen=True)
class BuiltIn:
    """`inherits`: the people of the unit above answer where a unit has none. `grants`: whoever holds it should be able
    to act for the unit. `critical`: several of these on one person are too many. `call_order`: the place among those
    called in an incident, None for not called. `by_department`: the department may name somebody itself."""

    code: str
    name: str
    description: str
    inherits: bool
    grants: bool
    critical: bool
    call_order: int | None
    by_department: bool

    def values(self) -> dict:
        return asdict(self)


# The reason that stands in the record for them.
CAME_ALONG = "Comes with the product"

BUILT_IN = (
    BuiltIn(HEAD, "Head", "Speaks for the department and decides.", True, True, True, 3, False),
    BuiltIn(DEPUTY, "Deputy", "Decides while the head is away.", True, True, True, 2, True),
    BuiltIn(
        AMBASSADOR, "Security ambassador", "Carries security into the department, and its worries back.",
        True, True, False, None, True,
    ),
    BuiltIn(
        LIAISON, "Liaison", "Stands between the department and the security team.", True, False, False, None, False
    ),
    BuiltIn(
        INCIDENT_CONTACT, "Incident contact", "Is called first when something happens.", True, False, True, 1, True
    ),
    BuiltIn(
        PROCESS_OWNER, "Process owner", "Answers for one process, from how it runs to how it recovers.",
        False, False, True, 4, True,
    ),
    BuiltIn(
        DATA_OWNER, "Data owner", "Decides who may see and change one body of data.", False, False, True, None, True
    ),
)  # fmt: skip
CODES = tuple(function.code for function in BUILT_IN)
# Held for one process or one asset, and those held for the department as a whole only.
OF_THINGS = {PROCESS_OWNER: "process", DATA_OWNER: "asset"}
OF_UNITS = (HEAD, DEPUTY, AMBASSADOR, LIAISON, INCIDENT_CONTACT)


def consequences(function) -> list[str]:
    """What follows from being named for it, in words."""
    found = [
        (function.inherits, "whoever is named above answers where there is nobody"),
        (function.grants, "should be able to act for the department"),
        (function.critical, "several of these are too many for one person"),
        (function.call_order is not None, f"called in an incident, place {function.call_order}"),
        (function.by_department, "the department names somebody itself"),
    ]
    return [text for holds, text in found if holds]
