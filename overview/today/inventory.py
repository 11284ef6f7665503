"""What the agenda of the team asks of the inventory: departments something may be due for, and how many of what."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Case, Count, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Lower

from overview.agenda import COVER_AHEAD, OVERRIDE_AHEAD, OVERRIDE_BEHIND
from overview.agenda_facts import Department
from units.choices import Status
from units.completeness import completeness_of, incomplete, known_facts
from units.models import Unit
from units.queries import looked_after

# More than this cannot be looked at in a week; the lists say the rest.
MOST = 40
IMPORTANT = 4


def due(user, hidden: set[str], *, today: date) -> list[Department]:
    """The most pressing of the departments of which something may be due, in no order; one query."""
    mine = looked_after(user, on=today)
    opened = ~Q(status=Status.CLOSED)
    override = opened & Q(
        risk_override__isnull=False,
        risk_override_until__range=(today - OVERRIDE_BEHIND, today + OVERRIDE_AHEAD),
    )
    cover = opened & Q(owner_cover__isnull=False, cover_until__range=(today, today + COVER_AHEAD))
    orphans = Q(Exists(_open_parts(user)), status=Status.CLOSED)
    close_by = opened & (Q(strategic_importance__gte=IMPORTANT) | mine)
    lacking = close_by & (Q(owner__isnull=True) | incomplete(hidden))
    pressing = (
        Unit.objects.visible_to(user)
        .filter(override | cover | orphans | lacking)
        .order_by(
            Case(When(override, then=0), When(cover, then=1), When(status=Status.CLOSED, then=2), default=3),
            Case(When(mine, then=0), default=1),
            F("strategic_importance").desc(nulls_last=True),
            Lower("name"),
            "pk",
        )
    )
    # The few in question are found among narrow rows; only they are loaded whole.
    rows = (
        Unit.objects.visible_to(user)
        .filter(pk__in=pressing.values("pk")[:MOST])
        .annotate(
            mine=_yes(mine),
            facts=known_facts(),
            open_children=_open_children(user),
        )
        .select_related("owner", "owner_cover")
        .defer("notes", "team_notes", "words", "sources", "pinned")
    )
    return [_department(unit, hidden) for unit in rows]


def _open_parts(user):
    return Unit.objects.visible_to(user).filter(parent=OuterRef("pk")).current().order_by()


def _open_children(user):
    counted = _open_parts(user).values("parent").annotate(n=Count("pk")).values("n")
    return Case(When(status=Status.CLOSED, then=counted), default=Value(0))


def _department(unit: Unit, hidden: set[str]) -> Department:
    known = completeness_of(unit, known=unit.facts, hidden=hidden)
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
        has_head="head" in unit.facts,
        has_acting="stewards" in unit.facts,
        known=known.known,
        asked=known.asked,
        missing=tuple(ask.label for ask in known.missing),
    )


@dataclass
class Totals:
    """Open departments, counted in the ways the page needs."""

    open: int = 0
    without_owner: int = 0
    by_risk: Counter = field(default_factory=Counter)  # level, None for not known
    by_depth: Counter = field(default_factory=Counter)
    lacking: Counter = field(default_factory=Counter)  # by depth


def totals(user, hidden: set[str], *, today: date) -> Totals:
    """One query that groups by everything asked; the few groups are added up here."""
    groups = (
        Unit.objects.visible_to(user)
        .current()
        .with_risk(on=today)
        .annotate(lacks=_yes(incomplete(hidden)), ownerless=_yes(Q(owner__isnull=True)))
        .order_by()
        .values_list("risk", "depth", "lacks", "ownerless")
        .annotate(number=Count("pk"))
    )
    found = Totals()
    for risk, depth, lacks, ownerless, number in groups:
        found.open += number
        found.without_owner += number * ownerless
        found.by_risk[risk] += number
        found.by_depth[depth] += number
        found.lacking[depth] += number * lacks
    return found


def _yes(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False))
