"""Judging how far a department is with a practice, and correcting a judgement."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from common import words
from common.history import recording
from dialogues.models import Commitment, Insight
from reviews.models import AssessmentInsight, AssessmentPromise, MaturityAssessment
from units.choices import Status


@transaction.atomic
def assess(
    assessment: MaturityAssessment,
    *,
    insights: Iterable[Insight] = (),
    promises: Iterable[Commitment] = (),
    offered: tuple[set[int], set[int]] | None = None,
    on: date,
    by,
    reason: str,
) -> MaturityAssessment:
    """Writes a new or corrected judgement and what it rests on. `offered` are the ids of what we heard and of promises
    that whoever wrote could choose from: links to others stay. Raises ValidationError with sentences."""
    insights, promises = list(insights), list(promises)
    _refuse(assessment, on=on)
    if any(one.unit_id != assessment.unit_id for one in (*insights, *promises)):
        raise ValidationError("What we heard and promises are those of this department.")
    with recording(by=by, reason=reason):
        if assessment.pk is None:
            assessment.assessed_by = by
        assessment.full_clean()
        assessment.save()
        heard, promised = offered or (None, None)
        _link(AssessmentInsight, "insight", assessment, insights, heard)
        _link(AssessmentPromise, "commitment", assessment, promises, promised)
    return assessment


@transaction.atomic
def take_off(assessment: MaturityAssessment, *, by, reason: str) -> None:
    """Removes a judgement that never was one. The record keeps it."""
    with recording(by=by, reason=reason):
        for model in (AssessmentInsight, AssessmentPromise):
            for link in model.objects.filter(assessment=assessment):
                link.delete()
        assessment.delete()


def _refuse(assessment: MaturityAssessment, *, on: date) -> None:
    """Raises ValidationError for what cannot be, field by field."""
    wrong: dict[str, str] = {}
    if assessment.unit.status == Status.CLOSED:
        raise ValidationError(f"{assessment.unit} is closed; what was judged stays as it is.")
    retired = assessment.practice.retired_on
    asked_until = on if assessment.pk is None else assessment.assessed_on
    if retired and asked_until and retired <= asked_until:
        since = words.day(retired, today=on)
        raise ValidationError(f"“{assessment.practice}” is no longer asked since {since}.")
    if assessment.assessed_on and assessment.assessed_on > on:
        wrong["assessed_on"] = "This day lies ahead. A judgement says how it was on a day that has been."
    wrong |= _wrong_target(assessment)
    if wrong:
        raise ValidationError(wrong)


def _wrong_target(assessment: MaturityAssessment) -> dict[str, str]:
    level, target, by = assessment.level, assessment.target, assessment.target_on
    if target is not None and level is not None and target < level:
        return {"target": "This lies below where it stands. Leave it empty where it is good as it is."}
    if by and target is None:
        return {"target": "Say what it wants to reach by that day."}
    if by and assessment.assessed_on and by <= assessment.assessed_on:
        return {"target_on": "This lies before the day it was judged. Choose a later one."}
    return {}


def _link(model, name: str, assessment, wanted: list, offered: set[int] | None) -> None:
    """Makes the links those to `wanted`, as far as they were offered."""
    there = {getattr(link, f"{name}_id"): link for link in model.objects.filter(assessment=assessment)}
    chosen = {one.pk for one in wanted}
    for pk, link in there.items():
        if pk not in chosen and (offered is None or pk in offered):
            link.delete()
    for one in wanted:
        if one.pk not in there:
            model(assessment=assessment, **{name: one}).save()
