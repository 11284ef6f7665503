"""Reviews of records on the first page: what runs and what was said (the team), what waits for an answer (a head)."""

from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import JSONObject, Lower
from django.utils import timezone

from common.addresses import address
from common.words import day
from overview.agenda import Item
from overview.agenda_reviews import Running, Spoken, items_of
from overview.review import lacking
from reviews.choices import Outcome
from reviews.models import Cycle, PartReview, UnitReview
from units.depth import Ask, minutes

MOST = 20
LOOKING = 1  # minutes it takes to read the page


@dataclass(frozen=True)
class Confirm:
    """A review that waits for one's answer, as one of the things we ask."""

    unit_id: int
    name: str
    because: str
    href: str
    minutes: int

    action = "Look at it"

    @property
    def what(self) -> str:
        return f"Please confirm your record: {self.name}"


def waiting_for(user, missing: dict[int, tuple[Ask, ...]], *, today: date) -> list[Confirm]:
    """What waits for this person's answer, what is due first. `missing`: what the records they see lack. One query."""
    if not user.has_perm("reviews.answer_review"):
        return []
    rows = UnitReview.objects.visible_to(user).waiting_for(user).select_related("cycle", "unit")
    rows = rows.order_by("cycle__due_on", Lower("unit__name"), "pk")
    return [
        Confirm(
            row.unit_id,
            row.unit.name,
            f"Because “{row.cycle}” asks for it; please answer by {day(row.cycle.due_on, today=today, short=True)}.",
            address("review", row.cycle_id, row.unit.code),
            LOOKING + minutes(_sayable(missing.get(row.unit_id, ()))),
        )
        for row in rows.only("unit__code", "unit__name", "cycle__name", "cycle__due_on")[:MOST]
    ]


def _sayable(missing: tuple[Ask, ...]) -> tuple[Ask, ...]:
    """What the department itself can say in its review."""
    return tuple(ask for asks in lacking.by_part(missing).values() for ask in asks)


def items(user, *, today: date) -> list[Item]:
    if not user.has_perm("reviews.view_review"):
        return []
    spoken = said(user) if user.has_perm("reviews.run_cycle") else []
    return items_of(running(user), spoken, today=today)


def running(user) -> list[Running]:
    """Open reviews with how many have answered, and who waits longest. One query."""
    unanswered = Q(reviews__outcome="")
    waits = UnitReview.objects.filter(cycle=OuterRef("pk"), outcome="").order_by("asked_at", "pk")
    longest = waits.values(said=JSONObject(name="unit__name", on="asked_at__date"))[:1]
    rows = (
        Cycle.objects.visible_to(user)
        .open()
        .annotate(asked=Count("reviews"), left=Count("reviews", filter=unanswered))
        .annotate(longest=ArraySubquery(longest))
        .order_by("due_on", "pk")[:MOST]
    )
    return [_running(row, user) for row in rows if row.asked]


def _running(row: Cycle, user) -> Running:
    longest = row.longest[0] if row.longest else {"name": "", "on": None}
    on = date.fromisoformat(longest["on"]) if longest["on"] else None
    return Running(
        row.pk, row.name, row.due_on, row.asked - row.left, row.asked, row.run_by_id == user.pk,
        longest["name"] if on else "", on,
    )  # fmt: skip


def said(user) -> list[Spoken]:
    """Answers that leave something to settle: things no longer theirs, departments no longer theirs. One query."""
    open_drops = PartReview.objects.filter(review=OuterRef("pk"), dropped__contains=[{"settled": ""}])
    rows = (
        UnitReview.objects.visible_to(user)
        .annotate(drops=Exists(open_drops), dropped=ArraySubquery(open_drops.values("dropped")))
        .filter(Q(drops=True) | Q(outcome=Outcome.NOT_MINE, cycle__state="open"))
        .select_related("unit", "answered_by")
        .defer("shown")
        .order_by("answered_at", "pk")[:MOST]
    )
    return [_spoken(row) for row in rows]


def _spoken(row: UnitReview) -> Spoken:
    left = sum(not one["settled"] for dropped in row.dropped for one in dropped)
    return Spoken(
        row.pk,
        row.cycle_id,
        row.unit.code,
        row.unit.name,
        timezone.localdate(row.answered_at),
        row.spoke_with or row.answered_by.name,
        left,
        not left,
    )
