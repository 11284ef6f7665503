"""The columns of the sheets of assets and of processes, the same for files in and out."""

from dataclasses import dataclass
from functools import cached_property

from common.sheets.columns import Choice, Column, Level, Reference, Several, Text, plain
from common.sheets.problems import CellProblem
from units.choices import AssetKind, Bucket, Classification, Handled, Harm, ImpactCategory, Scale
from units.hours import read_hours, say_hours

MAX_TEXT = 2000


@dataclass(frozen=True, kw_only=True, eq=False)
class Hours(Column):
    """A time as people say it, such as 4 h or 2 days; whole hours inside."""

    def parse(self, text: str) -> int | None:
        try:
            return read_hours(text)
        except ValueError as problem:
            raise CellProblem(str(problem)) from None

    def show(self, value) -> str:
        return "0 h" if value == 0 else say_hours(value).replace(",", "")


@dataclass(frozen=True, kw_only=True, eq=False)
class Moment(Hours):
    """One of the six times at which impact is asked for."""

    def parse(self, text: str) -> int | None:
        hours = super().parse(text)
        if hours is not None and hours not in Bucket.values:
            listed = ", ".join(label for _, label in Bucket.choices)
            raise CellProblem(f"Impact is asked for after {listed}; this is none of them.")
        return hours


@dataclass(frozen=True, kw_only=True, eq=False)
class Severity(Level):
    """0 to 4, or its word."""

    @cached_property
    def known(self) -> dict[str, object]:
        words = {plain(label.partition(" ")[2]): value for value, label in self.choices}
        return super().known | words

    @property
    def listed(self) -> str:
        return "0 none, 1 minor, 2 felt, 3 serious, 4 severe"


@dataclass(frozen=True, kw_only=True, eq=False)
class YesNo(Choice):
    choices: tuple = ((True, "yes"), (False, "no"))

    def show(self, value) -> str:
        return self.labels.get(value, "")

    @property
    def listed(self) -> str:
        return "yes, no"


UNIT = Reference(
    name="unit", label="Department", elsewhere=True, by_name=True,
    aliases=("unit code", "department code", "code", "org code", "department", "business unit"),
)  # fmt: skip

ASSETS: tuple[Column, ...] = (
    UNIT,
    Text(name="name", label="Name", limit=200, keeps=True, aliases=("asset", "asset name", "title", "system")),
    Choice(
        name="kind", label="Kind", choices=AssetKind.choices, keeps=True, aliases=("type", "asset type"),
        synonyms={
            "application": AssetKind.SYSTEM, "software": AssetKind.SYSTEM, "service": AssetKind.SYSTEM,
            "information": AssetKind.DATA, "dataset": AssetKind.DATA, "database": AssetKind.DATA,
            "building": AssetKind.FACILITY, "site": AssetKind.FACILITY, "location": AssetKind.FACILITY,
            "vendor": AssetKind.SUPPLIER, "third party": AssetKind.SUPPLIER, "staff": AssetKind.PEOPLE,
        },
    ),
    Choice(
        name="classification", label="Classification", choices=Classification.choices,
        aliases=("confidentiality", "information classification"),
        synonyms={"secret": Classification.RESTRICTED, "strictly confidential": Classification.RESTRICTED},
    ),
    Level(
        name="criticality", label="Criticality", choices=Scale.choices, aliases=("importance", "critical"),
    ),
    Several(
        name="handles", label="What it holds", choices=Handled.choices,
        aliases=("data", "data types", "data categories"),
    ),
    Text(
        name="description", label="Description", limit=MAX_TEXT, lines=True,
        aliases=("notes", "comment", "remarks"),
    ),
)  # fmt: skip

BUCKETS: dict[str, int] = {label: hours for hours, label in Bucket.choices}


def _after(label: str) -> Severity:
    shorter = label.replace(" hours", "h").replace(" days", "d").replace(" day", "d")
    shorter = shorter.replace(" weeks", "w").replace(" week", "w").replace(" month", "m")
    return Severity(
        name=label, label=f"After {label}", choices=Harm.choices, aliases=(f"after {label}", shorter)
    )


PROCESSES: tuple[Column, ...] = (
    UNIT,
    Text(name="name", label="Name", limit=200, keeps=True, aliases=("process", "process name", "activity")),
    Hours(
        name="mtd", label="Longest it can be down",
        aliases=("mtpd", "maximum tolerable downtime", "mtd hours", "max downtime"),
    ),
    Hours(name="rto", label="Is to run again within", aliases=("recovery time objective", "rto hours")),
    Hours(name="rpo", label="Data lost at most", aliases=("recovery point objective", "rpo hours")),
    YesNo(
        name="sensitive", label="Handles sensitive data", keeps=True,
        aliases=("sensitive data", "handles sensitive", "confidential data"),
        synonyms={"y": True, "n": False, "x": True, "1": True, "0": False},
    ),
    Text(
        name="security_implications", label="What security has to do with it", limit=MAX_TEXT, lines=True,
        aliases=("security", "security notes"),
    ),
    Reference(
        name="assets", label="Assets used", elsewhere=True, joined_by="; ",
        aliases=("systems", "uses", "resources", "applications"),
    ),
    Choice(
        name="category", label="Kind of harm", choices=ImpactCategory.choices,
        aliases=("impact category", "impact type", "impact", "harm"),
        synonyms={
            "finance": ImpactCategory.FINANCIAL, "money": ImpactCategory.FINANCIAL,
            "operations": ImpactCategory.OPERATIONAL, "legal": ImpactCategory.REGULATORY,
            "compliance": ImpactCategory.REGULATORY, "contract": ImpactCategory.CONTRACTUAL,
            "reputation": ImpactCategory.REPUTATIONAL, "safety": ImpactCategory.HARM,
            "health and safety": ImpactCategory.HARM,
        },
    ),
    Severity(name="severity", label="How bad", choices=Harm.choices, exported=False, aliases=("impact level",)),
    Moment(name="from", label="From when", exported=False, aliases=("from when", "after", "timeframe", "bucket")),
    *(_after(label) for label in BUCKETS),
)  # fmt: skip

# Columns of a sheet whose field has another name.
FIELDS = {"mtd": "mtd_hours", "rto": "rto_hours", "rpo": "rpo_hours", "sensitive": "handles_sensitive"}
