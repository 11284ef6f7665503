"""What happened since somebody was last here: saves of the record, levels that went up, incidents."""

from datetime import date, datetime, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject, Lower
from django.utils import timezone

from contacts.functions import CAME_ALONG
from overview.agenda import INCIDENT_RECENT, SERIOUS
from overview.agenda_facts import Happened, Rise
from overview.record import lines, saves
from overview.record.branches import Condition, branches_for
from units.choices import RiskLevel, Severity
from units.models import Incident, IncidentUnit, Unit

# Whoever was away for longer looks at the record itself.
FURTHEST = timedelta(days=30)
LINES = 6
RISES = 200
RISE_COLUMNS = (
    "history_changes__risk_level", "code", "name", "history_actor", "history_change_reason", "history_date",
    "history_id",
)  # fmt: skip
RANKS = {label: level for level, label in RiskLevel.choices}


def since(user, *, now: datetime) -> datetime:
    """The last visit, or a month ago for whoever was never here or away for longer."""
    earliest = now - FURTHEST
    visit = user.previous_sign_in_at
    return max(visit, earliest) if visit else earliest


def changed(user, after: datetime, *, today: date) -> list:
    """The latest saves since then; large ones folded into one line. What the product brought along is no news."""
    narrow = not user.has_perm("units.view_every_unit")
    recent = Condition(
        "history_date > %s AND (history_change_reason LIKE %s) IS NOT TRUE",
        (after, f"{CAME_ALONG}%"),
        selective=False,
    )
    page = saves.read_page(branches_for(user), [recent], narrow=narrow, size=LINES, fold=3)
    return lines.shown(page.saves, user, today=today)


def rises(user, after: datetime) -> list[Rise]:
    """Departments whose level is higher than it was then, the latest first."""
    versions = Unit.visible_versions(Unit.history.model.objects.all(), user)
    rows = versions.filter(history_date__gt=after, history_changes__has_key="risk_level").order_by(
        "-history_date", "-history_id"
    )
    latest: dict[int, list] = {}
    for unit_id, *row in rows.values_list("id", *RISE_COLUMNS)[:RISES]:
        if unit_id in latest:
            latest[unit_id].append(row)
        else:
            latest[unit_id] = [row]
    found = (_rise(unit_id, changes) for unit_id, changes in latest.items())
    return [rise for rise in found if rise is not None]


def _rise(unit_id: int, changes: list) -> Rise | None:
    """What the changes of one level, the latest first, came to; None where it is not higher than before."""
    was, now = changes[-1][0][0], changes[0][0][1]
    if RANKS.get(now, 0) <= RANKS.get(was, max(RANKS.values())):
        return None
    (_, code, name, actor, reason, at, version) = next(
        change for change in changes if RANKS.get(change[0][1], 0) > RANKS.get(change[0][0], 0)
    )
    return Rise(unit_id, code, name, was, now, actor, reason or "", timezone.localdate(at), version)


def incidents(user, *, today: date, most: int = 5) -> list[Happened]:
    """The latest incidents with the departments they touched, as far as the person sees them; one query."""
    touched = (
        IncidentUnit.objects.filter(incident=OuterRef("pk"), unit__in=Unit.objects.visible_to(user))
        .order_by(Lower("unit__name"))
        .values(said=JSONObject(name="unit__name", code="unit__code"))
    )
    rows = (
        Incident.objects.visible_to(user)
        .filter(occurred_on__range=(today - timedelta(days=90), today))
        .annotate(touched=ArraySubquery(touched))
        .order_by("-occurred_on", "-pk")[:most]
    )
    return [
        Happened(
            incident.pk,
            incident.title,
            incident.occurred_on,
            Severity(incident.severity).label,
            tuple(unit["name"] for unit in incident.touched),
            incident.touched[0]["code"] if incident.touched else "",
        )
        for incident in rows
    ]


def pressing(found: list[Happened], *, today: date) -> list[Happened]:
    """Incidents recent and serious enough to need somebody."""
    return [
        incident
        for incident in found
        if today - incident.on <= INCIDENT_RECENT and int(incident.severity.split()[0]) >= SERIOUS
    ]
