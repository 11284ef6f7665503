"""The columns of the list of departments. Cells are built in Python from lines (`units.lines`): a tag per cell would
cost more than everything else on the page."""

from django.db.models import Case, F, Value, When
from django.db.models.functions import Lower
from django.utils.safestring import mark_safe

from common import words
from common.html import filled
from common.lists import Column
from units.choices import Appetite, Depth, Kind, RiskLevel, Status, WorkMode
from units.depth import DEPTHS

DASH = mark_safe("–")
NOT_KNOWN = mark_safe('<span class="meta nowrap">not known yet</span>')
NOBODY = mark_safe('<span class="mk mk-wait">nobody named yet</span>')


RISK_GLYPHS = {
    level: filled('<span class="risk r{}">{}</span>', level, label) for level, label in RiskLevel.choices
}
KINDS = dict(Kind.choices)
DEPTH_LABELS = dict(Depth.choices)
WORK_MODES = dict(WorkMode.choices)
APPETITES = dict(Appetite.choices)
STATUS_MARKS = {
    Status.ACTIVE: mark_safe('<span class="mk mk-kept">active</span>'),
    Status.PLANNED: mark_safe('<span class="mk">planned</span>'),
    Status.CLOSED: mark_safe('<span class="mk mk-half">closed</span>'),
}
DEPTH_ORDER = Case(*(When(depth=depth, then=Value(step)) for step, depth in enumerate(DEPTHS)))


def _name(unit):
    closed = "" if unit.status == Status.ACTIVE else f" · {unit.status}"
    return filled(
        '<a href="{}">{}</a> <span class="small">{}{}</span>', unit.href, unit.name, unit.code, closed
    )


def _owner(unit):
    if unit.owner_id:
        return unit.owner_name
    return NOBODY if unit.status == Status.ACTIVE else DASH


def _parent(unit):
    return unit.parent_name or DASH


def _risk(unit):
    return RISK_GLYPHS.get(unit.risk, NOT_KNOWN)


def _importance(unit):
    return f"{unit.strategic_importance} of 5" if unit.strategic_importance else DASH


def _record(unit):
    found = unit.completeness
    if found.known == found.asked:
        return f"{found.known} of {found.asked}"
    return filled('<a href="{}#record">{} of {}</a>', unit.href, found.known, found.asked)


def _millions(unit):
    return None if unit.annual_revenue is None else unit.annual_revenue / 1_000_000


def _day(unit, name):
    return words.day(getattr(unit, name), today=unit.today, short=True)


COLUMNS = (
    Column("name", "Department", _name, Lower("name"), "name", main=True,
           value=lambda u: u.name),
    Column("kind", "Kind", lambda u: KINDS.get(u.kind, DASH), F("kind"), "kind"),
    Column("parent", "Belongs to", _parent, Lower("parent__name"), "parent"),
    Column("owner", "Our owner", _owner, Lower("owner__name"), "owner"),
    Column("risk", "Risk", _risk, F("risk"), "risk_level", falls=True, main=True),
    Column(
        "strategic_importance", "Importance", _importance, F("strategic_importance"), "strategic_importance",
        numeric=True, falls=True, value=lambda u: u.strategic_importance,
    ),
    Column("record", "Record", _record),
    Column("headcount", "People", lambda u: words.number(u.headcount), F("headcount"), "headcount",
           numeric=True, falls=True, value=lambda u: u.headcount),
    Column("annual_revenue", "Revenue, m", lambda u: words.millions(u.annual_revenue), F("annual_revenue"),
           "annual_revenue", numeric=True, falls=True, value=_millions),
    Column("status", "Status", lambda u: STATUS_MARKS[u.status], F("status"), "status", shown=False),
    Column("depth", "Depth", lambda u: DEPTH_LABELS[u.depth], DEPTH_ORDER, "depth", shown=False),
    Column("code", "Code", lambda u: u.code, Lower("code"), "code", shown=False),
    Column("work_mode", "Where people work", lambda u: WORK_MODES.get(u.work_mode, DASH), F("work_mode"),
           "work_mode", shown=False),
    Column("risk_appetite", "Takes risks", lambda u: APPETITES.get(u.risk_appetite, DASH), F("risk_appetite"),
           "risk_appetite", shown=False),
    Column("opened_on", "Exists since", lambda u: _day(u, "opened_on"), F("opened_on"), "opened_on", shown=False,
           value=lambda u: u.opened_on),
    Column("closed_on", "Closed on", lambda u: _day(u, "closed_on"), F("closed_on"), "closed_on", shown=False,
           value=lambda u: u.closed_on),
)  # fmt: skip


def columns_for(hidden: set[str]) -> list[Column]:
    """The columns of someone who may not read the fields `hidden`."""
    return [column for column in COLUMNS if column.field not in hidden or not column.field]
