"""Keeping agenda templates. A published edition is never changed: whoever wants another one writes a draft.

Everything locks the template first, so that two people who write at once do so one after the other.
"""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from common.history import recording
from dialogues.asking import current_edition
from dialogues.choices import FrameworkKind
from dialogues.models import Edition, Framework, Question

MOST_QUESTIONS = 60
ASKED = ("text", "help", "minutes", "objective_id", "unit_id", "unit_kind", "theme")


@transaction.atomic
def save_framework(framework: Framework, *, by, reason: str) -> Framework:
    """Writes a new or changed template. A new one begins with an empty draft."""
    new = framework.pk is None
    with recording(by=by, reason=reason):
        framework.full_clean()
        framework.save()
        if new:
            Edition(framework=framework, number=1).save()
    return framework


@transaction.atomic
def draft_of(framework: Framework, *, by, reason: str = "A new edition begun") -> Edition:
    """The draft of the template; where there is none, a copy of what is asked now."""
    _lock(framework)
    draft = framework.editions.filter(published_on__isnull=True).first()
    if draft:
        return draft
    current = current_edition(framework)
    with recording(by=by, reason=reason):
        draft = Edition(framework=framework, number=current.number + 1 if current else 1)
        draft.save()
        Question.objects.bulk_create_with_history(
            Question(edition=draft, position=place, **{name: getattr(one, name) for name in ASKED})
            for place, one in enumerate(current.questions.all() if current else (), start=1)
        )
    return draft


@transaction.atomic
def publish(edition: Edition, *, by, on: date, note: str | None = None) -> Edition:
    """From now on this is asked. Talks that were opened keep the agenda they have."""
    edition = _draft(edition)
    questions = list(edition.questions.all())
    if not questions:
        raise ValidationError("There is no question in it yet. Add at least one, then publish it.")
    if edition.framework.kind == FrameworkKind.CORE:
        _serve_objectives(questions)
    before = current_edition(edition.framework)
    if before and asked_in(before) == asked_in(edition):
        raise ValidationError("It asks exactly what is asked now. Change something, or throw the draft away.")
    with recording(by=by, reason=f"Published as edition {edition.number}"):
        edition.published_on = on
        if note is not None:
            edition.note = note
        edition.full_clean()
        edition.save()
    return edition


@transaction.atomic
def discard(edition: Edition, *, by, reason: str = "The draft was thrown away") -> None:
    edition = _draft(edition)
    if current_edition(edition.framework) is None:
        raise ValidationError("It is all there is of this template. Retire the template instead.")
    with recording(by=by, reason=reason):
        for question in edition.questions.all():
            question.delete()
        edition.delete()


@transaction.atomic
def save_question(question: Question, *, by, reason: str) -> Question:
    """Writes a question of a draft; a new one goes to the end."""
    edition = _draft(question.edition)
    present = list(edition.questions.all())
    if question.pk is None:
        if len(present) >= MOST_QUESTIONS:
            raise ValidationError(f"{MOST_QUESTIONS} questions are the most a template can hold.")
        question.position = max((one.position for one in present), default=0) + 1
    if any(one.pk != question.pk and one.text.lower() == question.text.lower() for one in present):
        raise ValidationError({"text": "This is asked in this edition already."})
    if edition.framework.kind == FrameworkKind.CORE and question.objective_id is None:
        raise ValidationError({"objective": "What everybody is asked serves an objective. Choose one."})
    with recording(by=by, reason=reason):
        question.full_clean()
        question.save()
    return question


@transaction.atomic
def remove_question(question: Question, *, by, reason: str = "No longer asked"):
    """Takes it out of the draft. Gives the group of the save, by which it can be taken back."""
    _draft(question.edition)
    with recording(by=by, reason=reason) as save:
        question.delete()
    return save.group


@transaction.atomic
def move_question(question: Question, *, steps: int, by) -> int:
    """Moves it up (-1) or down (+1) in its draft, as far as there is room. Gives its place, from 1."""
    edition = _draft(question.edition)
    order = list(edition.questions.values_list("pk", flat=True))
    now = order.index(question.pk)
    place = min(max(now + steps, 0), len(order) - 1)
    order.insert(place, order.pop(now))
    arrange(edition, order, by=by)
    return place + 1


@transaction.atomic
def arrange(edition: Edition, order: Sequence[int], *, by) -> None:
    """Puts the questions of a draft into this order of their ids. Refused where it is not exactly those."""
    edition = _draft(edition)
    rows = {question.pk: question for question in edition.questions.all()}
    if sorted(rows) != sorted(order):
        raise ValidationError(
            "The questions were changed meanwhile. Look at them again, then put them in order."
        )
    with recording(by=by, reason="Put in another order"):
        for place, pk in enumerate(order, start=1):
            rows[pk].position = place
        Question.objects.bulk_update_with_history(rows.values())


@transaction.atomic
def retire(framework: Framework, *, on: date, by, reason: str = "No longer offered") -> Framework:
    """Offers it no longer. Talks and series that have it go on with it."""
    framework = _lock(framework)
    if framework.kind == FrameworkKind.CORE:
        raise ValidationError("Every talk begins with it. Change what it asks instead.")
    with recording(by=by, reason=reason):
        framework.retired_on = on
        framework.save()
    return framework


@transaction.atomic
def bring_back(framework: Framework, *, by, reason: str = "Offered again") -> Framework:
    framework = _lock(framework)
    with recording(by=by, reason=reason):
        framework.retired_on = None
        framework.save()
    return framework


def asked_in(edition: Edition) -> list[tuple]:
    """What an edition asks, to be compared with another."""
    return [tuple(getattr(question, name) for name in ASKED) for question in edition.questions.all()]


def _lock(framework: Framework) -> Framework:
    return Framework.objects.select_for_update().get(pk=framework.pk)


def _draft(edition: Edition) -> Edition:
    """The edition, its template locked. Raises ValidationError once it is published or gone."""
    framework = Framework.objects.select_for_update().filter(pk=edition.framework_id).first()
    found = Edition.objects.filter(pk=edition.pk).first()
    if framework is None or found is None:
        raise ValidationError("This draft is gone: somebody threw it away.")
    if found.published_on:
        raise ValidationError("This edition is published and stays as it is. Begin a new one to change it.")
    found.framework = framework
    return found


def _serve_objectives(questions: Sequence[Question]) -> None:
    without = [question.text for question in questions if question.objective_id is None]
    if without:
        raise ValidationError(
            f"Each question for everybody serves an objective; this one does not: {without[0]}"
        )
