"""The columns of the sheet of dependencies, the same for files in and out."""

from common.sheets.columns import Choice, Column, Day, Level, Reference, Text
from units.choices import Classification, DependencyKind, Scale

KEPT_AS_WORDS = "is kept as words and listed"

DEPENDENCIES: tuple[Column, ...] = (
    Reference(
        name="consumer", label="Who needs it (code)", elsewhere=True, by_name=True,
        aliases=("unit", "department", "from", "source", "depends", "dependent", "consumer code", "unit code"),
    ),
    Reference(
        name="provider", label="Who provides it (code)", elsewhere=True, by_name=True, otherwise=KEPT_AS_WORDS,
        aliases=("to", "target", "depends on", "supplier", "provider code", "upstream"),
    ),
    Text(
        name="provider_named", label="Who provides it, in words", limit=300, keeps=True,
        aliases=("provider name", "supplier name", "provider in words"),
    ),
    Choice(
        name="kind", label="What kind", choices=DependencyKind.choices, keeps=True,
        aliases=("type", "dependency type", "category"),
        synonyms={
            "data": DependencyKind.DATA_FLOW, "information": DependencyKind.DATA_FLOW,
            "system": DependencyKind.SERVICE, "it service": DependencyKind.SERVICE, "staff": DependencyKind.PEOPLE,
            "site": DependencyKind.FACILITY, "building": DependencyKind.FACILITY,
            "supply": DependencyKind.SUPPLY_CHAIN, "goods": DependencyKind.SUPPLY_CHAIN,
        },
    ),
    Text(name="flows", label="What flows", limit=300, aliases=("what", "flow", "description", "content")),
    Choice(
        name="classification", label="Classification", choices=Classification.choices,
        aliases=("confidentiality", "information classification"),
        synonyms={"secret": Classification.RESTRICTED, "strictly confidential": Classification.RESTRICTED},
    ),
    Level(
        name="criticality", label="Criticality", choices=Scale.choices,
        aliases=("importance", "critical", "how critical"),
    ),
    Text(
        name="shared_risk", label="Risk they share", limit=2000, lines=True,
        aliases=("risk", "shared risks", "joint risk"),
    ),
    Text(name="fallback", label="If it fails", limit=300, aliases=("workaround", "alternative", "if it fails")),
    Day(
        name="fallback_tested_on", label="Last tried on",
        aliases=("last tried", "tested on", "last tested", "fallback tested"),
    ),
)  # fmt: skip
