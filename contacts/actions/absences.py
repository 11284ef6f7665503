"""Entering, changing and removing when somebody is away."""

from django.core.exceptions import ValidationError
from django.db import transaction

from common.history import recording
from common.words import whole_day
from contacts.models import Absence, Contact


@transaction.atomic
def save_absence(absence: Absence, *, by, reason: str) -> Absence:
    """Writes a new or changed absence. Raises ValidationError where the person is away already in that time, or where
    who covers will have left."""
    # One person's absences are judged one after another.
    Contact.objects.select_for_update(no_key=True).get(pk=absence.contact_id)
    with recording(by=by, reason=reason):
        absence.full_clean()
        _refuse_overlap(absence)
        _refuse_cover_gone(absence)
        absence.save()
    return absence


@transaction.atomic
def remove_absence(absence: Absence, *, by, reason: str) -> None:
    with recording(by=by, reason=reason):
        absence.delete()


def _refuse_overlap(absence: Absence) -> None:
    others = Absence.objects.filter(contact=absence.contact_id).exclude(pk=absence.pk)
    other = others.filter(since__lte=absence.until, until__gte=absence.since).first()
    if other:
        said = f"{whole_day(other.since)} to {whole_day(other.until)}"
        raise ValidationError({"since": f"They are away already from {said}; change that absence instead."})


def _refuse_cover_gone(absence: Absence) -> None:
    cover = absence.cover
    if cover and cover.left_on and cover.left_on < absence.until:
        raise ValidationError(
            {"cover": f"{cover} leaves before that time is over; name somebody who is here."}
        )
