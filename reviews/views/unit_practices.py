"""The practices of one department: where it stands and how that came about; one practice with everything said of it."""

from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.access import requires
from common import asof
from common.past import past_days
from dialogues.models import Commitment, Insight
from reviews import unit_practices as reading
from reviews.choices import Assessor, MilLevel
from reviews.levels import level_word, moved_words, target_words
from reviews.maturity import move
from reviews.models import AssessmentInsight, AssessmentPromise, MaturityAssessment, Practice
from units.choices import Status
from units.doors import unit_or_404


@requires("reviews.view_practice")
@require_safe
@past_days
def unit_practices(request, code: str):
    unit, user, on = unit_or_404(request.user, code), request.user, asof.day()
    page = reading.read(unit, user, on=on)
    context = {
        "unit": unit,
        "page": page,
        "summary": reading.summary(page),
        "judges": judges(user, unit),
        "team": user.has_perm("units.view_every_unit"),
        "keeps": user.has_perm("reviews.keep_practices"),
        "first": next((row for row in page.rows if not (row.team or row.department)), None),
    }
    return render(request, "reviews/unit_practices.html", context)


@requires("reviews.view_practice")
@require_safe
@past_days
def unit_practice(request, code: str, pk: int):
    """Everything both sides said of one practice, the latest first."""
    unit, user, on = unit_or_404(request.user, code), request.user, asof.day()
    practice = get_object_or_404(Practice.objects.visible_to(user), pk=pk)
    said = _said(unit, practice, user, on=on)
    retired = bool(practice.retired_on and practice.retired_on <= on)
    if retired and not said:
        raise Http404("This practice is no longer asked.")
    context = {
        "unit": unit,
        "practice": practice,
        "levels": [(level.label, text) for level in MilLevel if (text := practice.looks_like(level))],
        "sides": [(side, [one for one in said if one.assessor == side]) for side in reading.SIDES],
        "retired": retired,
        "judges": judges(user, unit) and not retired,
        "may_change": {one.pk for one in said if may_change(user, one)} if judges(user, unit) else set(),
        "team": user.has_perm("units.view_every_unit"),
    }
    return render(request, "reviews/unit_practice.html", context)


def judges(user, unit) -> bool:
    return user.has_perm("reviews.assess_practice") and unit.status != Status.CLOSED


def may_change(user, assessment: MaturityAssessment) -> bool:
    """The team corrects every judgement; somebody of a department what the department said of itself."""
    return user.has_perm("units.view_every_unit") or assessment.assessor == Assessor.DEPARTMENT


def _said(unit, practice, user, *, on) -> list[MaturityAssessment]:
    """Each with its `word`, what it `moved` from and wants to reach, and what it rests on as far as `user` may read
    that."""
    seen = MaturityAssessment.objects.visible_to(user).filter(unit=unit, practice=practice).until(on)
    heard = AssessmentInsight.objects.filter(insight__in=Insight.objects.visible_to(user))
    promised = AssessmentPromise.objects.filter(commitment__in=Commitment.objects.visible_to(user))
    rows = list(
        seen.select_related("assessed_by")
        .order_by("assessed_on", "pk")
        .prefetch_related(
            Prefetch("insight_links", heard.select_related("insight").order_by("pk")),
            Prefetch("promise_links", promised.select_related("commitment").order_by("pk")),
        )
    )
    before: dict[tuple, int] = {}
    for row in rows:
        key = row.assessor, row.scale
        row.word = level_word(row.level, row.scale)
        row.moved = moved_words(move(row.level, before[key]), before[key]) if key in before else ""
        row.aim = target_words(row, today=on)
        before[key] = row.level
    return rows[::-1]
