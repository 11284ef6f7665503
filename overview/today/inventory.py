"""What the agenda of the team asks of the inventory: departments something may be due for, and how many of what."""

from datetime import date

from django.db.models import Case, Count, Exists, F, OuterRef, Q, Value, When
from django.db.models.expressions import RawSQL
from django.db.models.functions import Lower

from overview.agenda import COVER_AHEAD, OVERRIDE_AHEAD, OVERRIDE_BEHIND, Department
from units.choices import RiskLevel, Status
from units.completeness import RELATED, completeness_of, incomplete
from units.depth import FULL, LIGHT, STANDARD
from units.models import Unit

# More than this cannot be looked at in a week; the lists say the rest.
MOST = 40
IMPORTANT = 4

# Whoever may act for a department also acts for everything below it.
STEWARDED = """
WITH RECURSIVE branch(id) AS (
    SELECT unit_id FROM units_stewardship
    UNION SELECT child.id FROM units_unit child JOIN branch ON child.parent_id = branch.id
) SELECT id FROM branch
"""


def _acted_for() -> RawSQL:
    return RawSQL(STEWARDED, [])  # noqa: S611  constant SQL


def due(user, hidden: set[str], *, today: date) -> list[Department]:
    """Departments of which something may be due, the most pressing first; one query."""
    mine = Q(pk__in=Unit.objects.looked_after_by(user, on=today).values("pk"))
    opened = ~Q(status=Status.CLOSED)
    override = opened & Q(
        risk_override__isnull=False,
        risk_override_until__range=(today - OVERRIDE_BEHIND, today + OVERRIDE_AHEAD),
    )
    cover = opened & Q(owner_cover__isnull=False, cover_until__range=(today, today + COVER_AHEAD))
    orphans = Q(
        Exists(Unit.objects.visible_to(user).filter(parent=OuterRef("pk")).current()), status=Status.CLOSED
    )
    close_by = opened & (Q(strategic_importance__gte=IMPORTANT) | mine)
    lacking = close_by & (Q(owner__isnull=True) | ~Q(pk__in=_acted_for()) | incomplete(hidden))
    rows = (
        Unit.objects.visible_to(user)
        .filter(override | cover | orphans | lacking)
        .annotate(
            pressing=Case(When(override, then=Value(0)), When(cover, then=Value(1)), When(orphans, then=Value(2)),
                          default=Value(3)),
            mine=Case(When(mine, then=Value(True)), default=Value(False)),
            has_acting=Case(When(pk__in=_acted_for(), then=Value(True)), default=Value(False)),
            has_stewards=RELATED["stewards"],
            has_obligations=RELATED["obligations"],
            open_children=_open_children(user),
        )
        .select_related("owner", "owner_cover")
        .defer("notes", "team_notes", "words", "sources", "pinned")
        .order_by("pressing", "-mine", F("strategic_importance").desc(nulls_last=True), Lower("name"), "pk")
    )  # fmt: skip
    return [_department(unit, hidden) for unit in rows[:MOST]]


def _open_children(user):
    children = Unit.objects.visible_to(user).filter(parent=OuterRef("pk")).current().order_by()
    counted = children.values("parent").annotate(n=Count("pk")).values("n")
    return Case(When(status=Status.CLOSED, then=counted), default=Value(0))


def _department(unit: Unit, hidden: set[str]) -> Department:
    known = completeness_of(unit, stewards=unit.has_stewards, obligations=unit.has_obligations, hidden=hidden)
    return Department(
        id=unit.pk,
        code=unit.code,
        name=unit.name,
        importance=unit.strategic_importance,
        mine=unit.mine,
        closed=unit.status == Status.CLOSED,
        closed_on=unit.closed_on,
        open_children=unit.open_children or 0,
        worked_out=unit.risk_level,
        override=unit.risk_override,
        override_until=unit.risk_override_until,
        override_reason=unit.risk_override_reason,
        owner=unit.owner.name if unit.owner_id else "",
        cover=unit.owner_cover.name if unit.owner_cover_id else "",
        cover_until=unit.cover_until,
        has_acting=unit.has_acting,
        known=known.known,
        asked=known.asked,
        missing=tuple(ask.label for ask in known.missing),
    )


def totals(user, hidden: set[str], *, today: date) -> dict:
    """Open departments by risk and by how complete their record is; those without owner or steward. One query."""
    lacking = incomplete(hidden)
    counts = {f"risk_{level}": Count("pk", filter=Q(risk=level)) for level in RiskLevel.values}
    for depth in (LIGHT, STANDARD, FULL):
        counts[depth] = Count("pk", filter=Q(depth=depth))
        counts[f"{depth}_lacking"] = Count("pk", filter=Q(depth=depth) & lacking)
    return (
        Unit.objects.visible_to(user)
        .current()
        .with_risk(on=today)
        .aggregate(
            open=Count("pk"),
            without_owner=Count("pk", filter=Q(owner__isnull=True)),
            without_acting=Count("pk", filter=~Q(pk__in=_acted_for())),
            **counts,
        )
    )
