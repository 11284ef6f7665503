"""Judging a practice of a department, correcting a judgement, taking one off that never was one."""

from dataclasses import dataclass
from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.access import requires
from goals.views.keeping import Page, change_row, enter_row
from reviews.actions import assessing
from reviews.choices import Assessor
from reviews.forms.assessment import AssessmentForm
from reviews.models import MaturityAssessment, Practice
from reviews.views.unit_practices import judges
from units.doors import unit_or_404

FORM = "reviews/assess.html"


@dataclass
class JudgingPage(Page):
    """`following` is the practice one may go on to."""

    following: Practice | None = None


@requires("reviews.assess_practice")
def assessment_new(request, code: str, pk: int):
    """A new judgement, proposed from the one before. Saving may lead on to the next practice."""
    on = timezone.localdate()
    unit = unit_or_404(request.user, code, lock=request.method == "POST")
    practice = get_object_or_404(Practice.objects.visible_to(request.user), pk=pk)
    if refused := _not_now(request, unit, practice, on):
        return refused
    assessment = MaturityAssessment(unit=unit, practice=practice)
    form = AssessmentForm(
        request.POST if request.method == "POST" else None,
        instance=assessment,
        initial=_as_before(request.user, assessment) | {"assessed_on": on},
        user=request.user,
        today=on,
    )
    following = _following(request.user, practice, on)
    page = _page(assessment, f"{practice}", "Save the judgement", following)
    to = partial(_then, following=following if "next" in request.POST else None)
    return enter_row(request, form, page, save=_saving(on), to=to)


@requires("reviews.assess_practice")
def assessment_edit(request, code: str, pk: int):
    unit = unit_or_404(request.user, code, lock=request.method == "POST")
    if not judges(request.user, unit):
        raise Http404("A closed department is not judged.")
    on = timezone.localdate()
    return change_row(
        request,
        _changeable(request.user, unit).filter(pk=pk),
        partial(AssessmentForm, user=request.user, today=on),
        lambda row: _page(row, f"{row.practice}: correct a judgement", "Save the judgement"),
        save=_saving(on),
        to=_then,
    )


@requires("reviews.assess_practice")
@require_POST
def assessment_remove(request, code: str, pk: int):
    unit = unit_or_404(request.user, code, lock=True)
    if not judges(request.user, unit):
        raise Http404("A closed department is not judged.")
    assessment = get_object_or_404(_changeable(request.user, unit), pk=pk)
    to = _then(assessment)
    assessing.take_off(assessment, by=request.user, reason="Taken off the page of practices")
    messages.success(request, "The judgement is taken off. The record keeps that it was there.")
    return redirect(to)


def _changeable(user, unit):
    rows = MaturityAssessment.objects.visible_to(user).filter(unit=unit).select_related("unit", "practice")
    return rows if user.has_perm("units.view_every_unit") else rows.filter(assessor=Assessor.DEPARTMENT)


def _not_now(request, unit, practice, on):
    """Where nothing can be judged: back to what was, with the reason."""
    if not judges(request.user, unit):
        messages.error(request, f"{unit} is closed; what was judged stays as it is.")
    elif practice.retired_on and practice.retired_on <= on:
        messages.error(request, f"“{practice}” is no longer asked, so it cannot be judged anew.")
    else:
        return None
    return redirect("unit_practices", unit.code)


def _as_before(user, assessment: MaturityAssessment) -> dict:
    """The aim that was set last by whoever judges now."""
    side = Assessor.TEAM if user.has_perm("units.view_every_unit") else Assessor.DEPARTMENT
    own = MaturityAssessment.objects.visible_to(user).filter(
        unit=assessment.unit, practice=assessment.practice, assessor=side, scale=assessment.scale
    )
    last = own.order_by("-assessed_on", "-pk").first()
    return {"level": last.level, "target": last.target, "target_on": last.target_on} if last else {}


def _saving(on):
    def save(row: MaturityAssessment, *, by, reason: str) -> MaturityAssessment:
        return assessing.assess(
            row,
            insights=row.rests_on,
            promises=row.leads_on,
            offered=row.offered,
            on=on,
            by=by,
            reason=reason,
        )

    return save


def _following(user, practice: Practice, on) -> Practice | None:
    """The one after it among those in use."""
    rows = list(Practice.objects.visible_to(user).in_use(on=on))
    at = [row.pk for row in rows].index(practice.pk)
    return rows[at + 1] if at + 1 < len(rows) else None


def _then(row: MaturityAssessment, *, following: Practice | None = None) -> str:
    if following:
        return reverse("assessment_new", args=[row.unit.code, following.pk])
    return reverse("unit_practice", args=[row.unit.code, row.practice_id])


def _page(row: MaturityAssessment, title: str, submit: str, following: Practice | None = None) -> JudgingPage:
    unit = row.unit
    crumbs = [
        (unit.name, reverse("department", args=[unit.code])),
        ("Practices", reverse("unit_practices", args=[unit.code])),
    ]
    return JudgingPage(title, submit, _then(row), crumbs, row.practice.why, FORM, following)
