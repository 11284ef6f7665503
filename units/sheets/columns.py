"""The columns of the inventory's sheet, the same for files in and out."""

from django.utils.text import capfirst

from accounts.audiences import hidden_fields
from common.sheets.columns import Amount, Choice, Column, Day, Level, Reference, Text, Whole
from units import rules
from units.choices import Appetite, Kind, Scale, Status, WorkMode
from units.models import Unit


def _label(name: str) -> str:
    return capfirst(str(Unit._meta.get_field(name).verbose_name))


def _level(name: str, *aliases: str) -> Level:
    return Level(name=name, label=_label(name), choices=Scale.choices, aliases=aliases)


COLUMNS: tuple[Column, ...] = (
    Text(
        name="code", label="Code", limit=100, check=rules.code_problem, keeps=True, joined_by="-",
        aliases=("slug", "unit code", "department code", "short code", "key", "identifier", "id", "cost centre"),
    ),
    Text(
        name="name", label="Name", limit=300, keeps=True,
        aliases=("title", "unit name", "department name", "unit", "department", "organisation", "organization"),
    ),
    Choice(
        name="kind", label="Kind", choices=Kind.choices,
        aliases=("type", "format", "category", "unit type"),
        synonyms={
            "business unit": Kind.DIVISION, "directorate": Kind.DIVISION, "ministry": Kind.DEPARTMENT,
            "office": Kind.DEPARTMENT, "section": Kind.TEAM, "group": Kind.TEAM, "squad": Kind.TEAM,
            "company": Kind.SUBSIDIARY, "legal entity": Kind.SUBSIDIARY, "agency": Kind.SUBSIDIARY,
            "shared services": Kind.SHARED_SERVICE, "service": Kind.SHARED_SERVICE,
            "partner": Kind.EXTERNAL_PARTNER, "supplier": Kind.EXTERNAL_PARTNER, "vendor": Kind.EXTERNAL_PARTNER,
        },
    ),
    Reference(
        name="parent", label=_label("parent"), by_name=True,
        aliases=("parent code", "reports to", "part of", "parent unit", "parent department", "parent organisation"),
    ),
    Choice(
        name="status", label="Status", choices=Status.choices, keeps=True,
        aliases=("state",),
        synonyms={
            "live": Status.ACTIVE, "open": Status.ACTIVE, "current": Status.ACTIVE, "in use": Status.ACTIVE,
            "inactive": Status.CLOSED, "ended": Status.CLOSED, "dissolved": Status.CLOSED, "retired": Status.CLOSED,
            "future": Status.PLANNED, "joining": Status.PLANNED, "upcoming": Status.PLANNED,
        },
    ),
    Day(name="opened_on", label=_label("opened_on"), aliases=("opened", "opened on", "founded", "start date")),
    Day(name="closed_on", label=_label("closed_on"), aliases=("closed", "closed at", "end date", "dissolved")),
    Whole(name="headcount", label=_label("headcount"), aliases=("employees", "staff", "fte", "head count")),
    Amount(name="annual_revenue", label=_label("annual_revenue"), aliases=("revenue", "turnover", "sales")),
    _level("strategic_importance", "importance", "criticality"),
    _level("exposure", "threat exposure"),
    _level("compliance_burden"),
    _level("incident_history"),
    Choice(
        name="risk_appetite", label=_label("risk_appetite"), choices=Appetite.choices, aliases=("risk appetite",)
    ),
    Choice(
        name="work_mode", label=_label("work_mode"), choices=WorkMode.choices, aliases=("work mode",),
        synonyms={"office": WorkMode.ON_SITE, "onsite": WorkMode.ON_SITE, "home": WorkMode.REMOTE},
    ),
    Text(
        name="purpose", label=_label("purpose"), limit=rules.MAX_TEXT, lines=True,
        aliases=("description", "mission", "objectives"),
    ),
    Text(
        name="security_view", label=_label("security_view"), limit=rules.MAX_TEXT, lines=True,
        aliases=("security view",),
    ),
    Text(
        name="notes", label=_label("notes"), limit=rules.MAX_TEXT, lines=True, exported=False, collects=True,
        aliases=("note", "comment", "comments", "remarks"),
    ),
)  # fmt: skip

BY_NAME = {column.name: column for column in COLUMNS}


def columns_for(user) -> list[Column]:
    """The columns whose values `user` may read; all of them for a job that acts for nobody."""
    if user is None:
        return list(COLUMNS)
    hidden = hidden_fields(user, Unit)
    return [column for column in COLUMNS if column.name not in hidden]


def exported_for(user) -> list[Column]:
    """The columns of a file handed to `user`."""
    return [column for column in columns_for(user) if column.exported]
