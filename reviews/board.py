"""The departments of one review as a list: who answers, how it stands, how it came."""

from collections import defaultdict
from functools import cached_property

import django_filters as df
from django.db.models import Count, F, Q
from django.db.models.functions import Lower
from django.utils.safestring import SafeString

from common import words
from common.addresses import address
from common.filtered import YES, AnyOf, FilteredList
from common.html import filled
from common.lists import Column
from reviews import standing, wording
from reviews.choices import ByRight, Channel, Outcome, PartAnswer
from reviews.models import Cycle, PartReview, UnitReview
from reviews.reviewers import given
from units.filters import CodeFilter
from units.models import Unit

DASH = "–"
WAITING = "waiting"
STATES = [(WAITING, "No answer yet"), *[one for one in Outcome.choices if one[0] != Outcome.NO_ANSWER]]


class ReviewFilter(CodeFilter):
    q = df.CharFilter(method="by_words", label="Words")
    state = AnyOf(choices=STATES, method="by_state", label="Answer")
    right = AnyOf(choices=ByRight.choices, field_name="by_right", label="Why they")
    how = AnyOf(choices=Channel.choices, field_name="channel", label="How it came")
    stuck = df.ChoiceFilter(choices=YES, method="by_stuck", label="Nobody who can answer")
    below = df.CharFilter(method="by_branch", label="In the branch of (code)")

    def by_words(self, queryset, name, value):
        for word in value.split()[:8]:
            queryset = queryset.filter(Q(unit__name__icontains=word) | Q(reviewer__name__icontains=word))
        return queryset

    def by_state(self, queryset, name, value):
        wanted = {"" if one == WAITING else one for one in value}
        return queryset.filter(outcome__in=wanted | ({Outcome.NO_ANSWER} if "" in wanted else set()))

    def by_stuck(self, queryset, name, value):
        return queryset.unanswered().filter(stuck(self.today))

    def by_branch(self, queryset, name, value):
        unit = self.unit_coded(name, value)
        return queryset.filter(unit__in=Unit.objects.below(unit.pk).values("pk")) if unit else queryset


def stuck(today) -> Q:
    """Whoever was asked is not here or cannot sign in any more."""
    return (
        Q(reviewer__isnull=True) | Q(reviewer__user__isnull=True) | Q(reviewer__left_on__lt=today)
        | Q(reviewer__user__is_active=False) | Q(reviewer__user__access_ends_on__lt=today)
    )  # fmt: skip


def _unit(row) -> SafeString:
    name = filled('<a href="{}">{}</a>', address("review", row.cycle_id, row.unit.code), row.unit.name)
    return name + filled(' <span class="small meta only-phone">{}</span>', _who(row))


def _who(row) -> SafeString | str:
    if row.reviewer is None:
        return SafeString('<span class="mk mk-wait">nobody named yet</span>')
    who = filled("{}", row.reviewer.name)
    if row.by_right not in ("", ByRight.HEAD):
        who += filled('<br><span class="small meta">{}</span>', row.get_by_right_display().lower())
    return who + filled('<br><span class="mk mk-wait">{}</span>', row.problem) if row.problem else who


def _state(row) -> SafeString:
    if row.outcome == Outcome.CONFIRMED:
        return SafeString('<span class="mk mk-kept">confirmed</span>')
    if row.outcome == Outcome.CHANGED:
        what = ", ".join(part.get_part_display().lower() for part in row.differs)
        return filled('<span class="mk mk-kept">changed</span> <span class="small meta">{}</span>', what)
    if row.outcome == Outcome.NOT_MINE:
        return SafeString('<span class="mk mk-wait">no longer theirs</span>')
    if row.outcome == Outcome.NO_ANSWER:
        return SafeString('<span class="mk">no answer yet</span>')
    again = f", asked again {words.day(row.nudged_at, today=row.today, short=True)}" if row.nudged_at else ""
    since = words.day(row.asked_at, today=row.today, short=True)
    return filled(
        '<span class="mk mk-wait">waiting since {}</span><span class="small meta">{}</span>', since, again
    )


def _when(row) -> SafeString | str:
    if not row.answered:
        return DASH
    who = row.answered_by.name if row.answered_by else ""
    return filled(
        '<span class="nowrap">{}</span> <span class="small meta">{}{}</span>',
        words.day(row.answered_at, today=row.today, short=True), who, wording.how(row),
    )  # fmt: skip


def _said(row) -> str:
    said = [*(part.note for part in row.differs), row.remarks, row.note]
    return " · ".join(filter(None, said)) or DASH


COLUMNS = (
    Column("unit", "Department", _unit, Lower("unit__name"), main=True),
    Column("who", "Who answers", _who, Lower("reviewer__name")),
    Column("state", "Answer", _state, F("outcome"), main=True),
    Column("answered_at", "When, by whom", _when, F("answered_at"), falls=True),
    Column("said", "Said and noted", _said, None),
)  # fmt: skip


class Board(FilteredList):
    filter_class = ReviewFilter
    columns = COLUMNS
    sort = "unit"
    then = (Lower("unit__name"), F("id"))

    def __init__(self, request, cycle: Cycle):
        self.cycle = cycle
        super().__init__(request)

    def everything(self):
        return UnitReview.objects.visible_to(self.user).filter(cycle=self.cycle)

    def load(self, ids: list[int]) -> list[UnitReview]:
        rows = UnitReview.objects.filter(pk__in=ids).select_related(
            "unit", "reviewer__user", "answered_by", "cycle"
        )
        rows = list(rows.defer("shown", "unit__words", "unit__purpose", "unit__sources", "unit__pinned"))
        differs = _differing([row.pk for row in rows if row.outcome == Outcome.CHANGED])
        problems = self._problems([row for row in rows if not row.outcome])
        for row in rows:
            row.today, row.problem = self.today, problems.get(row.pk, "")
            row.differs = differs[row.pk]
        return rows

    def _problems(self, waiting: list[UnitReview]) -> dict[int, str]:
        """Why whoever was asked cannot answer any more; for those who can do something about it."""
        if not waiting or not self.user.has_perm("reviews.run_cycle"):
            return {}
        until = max(self.today, self.cycle.due_on)
        also = [row.reviewer for row in waiting if row.reviewer]
        ground = standing.read([row.unit for row in waiting], on=self.today, until=until, also=also)
        return {
            row.pk: given(row.reviewer, row.unit, ground, today=self.today).problem
            for row in waiting
            if row.reviewer
        }

    @cached_property
    def totals(self) -> "Totals":
        """Over the whole review, whatever the list shows."""
        return totals(self.everything())


def _differing(ids: list[int]) -> dict[int, list[PartReview]]:
    """The parts of these that are not as they were."""
    found = defaultdict(list)
    for part in PartReview.objects.filter(review__in=ids).exclude(answer=PartAnswer.CORRECT).order_by("pk"):
        found[part.review_id].append(part)
    return found


class Totals(dict):
    """How many by outcome, the waiting under an empty one."""

    @property
    def all(self) -> int:
        return sum(self.values())

    @property
    def waiting(self) -> int:
        return self.get("", 0)

    @property
    def answered(self) -> int:
        return self.all - self.waiting - self.get(Outcome.NO_ANSWER, 0)

    @property
    def said(self) -> str:
        """18 confirmed, 3 changed, 1 no longer mine, 4 no answer yet."""
        labels = [(Outcome(key).label.lower(), self.get(key, 0)) for key in Outcome.values]
        if self.waiting:
            labels[-1] = (labels[-1][0], labels[-1][1] + self.waiting)
        return ", ".join(f"{words.number(number)} {label}" for label, number in labels if number)


def totals(reviews) -> Totals:
    return Totals(reviews.order_by().values_list("outcome").annotate(n=Count("*")))


def totals_by_cycle(reviews) -> dict[int, Totals]:
    found: dict[int, Totals] = {}
    for cycle, outcome, number in reviews.order_by().values_list("cycle", "outcome").annotate(n=Count("*")):
        found.setdefault(cycle, Totals())[outcome] = number
    return found
