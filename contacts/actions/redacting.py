"""Making unreadable what may no longer be known of people: in the directory, and in the record of the past."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from common.history import recording, wording
from contacts.models import Contact, Stance
from desk.models import Redaction
from desk.redaction import redact

NAME = "Former colleague"
IDENTIFYING = ("name", "email", "phone", "personnel_number")
EMPTIED = {
    "name": NAME, "email": "", "phone": "", "phone_confirmed_on": None, "personnel_number": "", "title": "",
    "location": "", "time_zone": "", "preferred_channel": "", "manager": None, "user": None,
}  # fmt: skip


@transaction.atomic
def redact_people(
    ids: Iterable[int], *, rule: str, reason: str, by=None, actor: str = "", at: datetime
) -> Redaction:
    """People who left become “Former colleague”, with every entry that was merged into theirs. Their home department
    and what they were responsible for stay, and so does what they did as somebody who signs in.

    Raises ValidationError where one of them has not left, or the reason names one: it would stay for ever.
    """
    people = _with_merged(ids)
    for person in people:
        _refuse_if_named(person, reason)
    ids = [person.pk for person in people]
    with recording(by=by, actor=actor, reason=reason):
        stances = Stance.objects.filter(contact__in=ids).values_list("pk", flat=True)
        remove_stances(list(stances), rule=rule, reason=reason, by=by, actor=actor, at=at)
        return redact(
            Contact,
            ids,
            EMPTIED,
            label=NAME,
            identifying=IDENTIFYING,
            marks={"redacted_on": timezone.localdate(at)},
            rule=rule,
            reason=reason,
            by=by,
            actor=actor,
            at=at,
        )


@transaction.atomic
def remove_stances(
    ids: Iterable[int], *, rule: str, reason: str, by=None, actor: str = "", at: datetime
) -> Redaction | None:
    """Removes readings of engagement, and blanks what the record kept of them."""
    ids = list(ids)
    if not ids:
        return None
    with recording(by=by, actor=actor, reason=reason):
        for stance in Stance.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk"):
            stance.delete()
        return redact(
            Stance,
            ids,
            {"current": None, "desired": None, "note": ""},
            rule=rule,
            reason=reason,
            by=by,
            actor=actor,
            at=at,
        )


def _with_merged(ids: Iterable[int]) -> list[Contact]:
    """The people, locked, with the entries that were merged into theirs, at any remove."""
    asked = set(ids)
    found, wanted = {}, Q(pk__in=asked)
    while wanted:
        rows = (
            Contact.objects.select_for_update(of=("self",))
            .filter(wanted)
            .exclude(pk__in=found)
            .order_by("pk")
        )
        fresh = {row.pk: row for row in rows}
        found |= fresh
        wanted = Q(merged_into__in=list(fresh)) if fresh else None
    for pk in asked:
        if pk not in found or found[pk].left_on is None:
            raise ValidationError("Only who has left can be made unreadable.")
    return list(found.values())


def _refuse_if_named(person: Contact, reason: str) -> None:
    words = {getattr(person, name) for name in IDENTIFYING} - {NAME}
    if wording.without(reason, words, "") != reason:
        raise ValidationError({"reason": "Leave the person out of the reason: it stays in the record."})
