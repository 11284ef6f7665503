"""The answer of a department: confirmed, changed, no longer theirs; or handed to somebody else to answer."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from common.history import recording
from contacts.models import Contact
from reviews import letters, reviewers, wording
from reviews.choices import ByRight, Channel, Outcome, Part, PartAnswer
from reviews.models import PartReview, UnitReview

ANSWERED = {
    Outcome.CONFIRMED: "The record was confirmed in a review",
    Outcome.CHANGED: "The record was looked through in a review",
    Outcome.NOT_MINE: "Somebody said in a review that the department is no longer theirs",
}
HANDED_ON = "Given to somebody else to answer"
ANOTHERS = "This is the review of a department that you may not act for."
WHOSE = "Say whose answer it is."
FOR_THEMSELVES = "Whoever acts for the department answers on the page."
NOT_ALL_CORRECT = "Not every part is still correct, so it is not confirmed as it stands; say what changed."
SAY_WHY = "Say in a sentence why, so that we know whom to ask instead."
SAY_WHY_TO = "Say in a sentence why; they read it."
SAME = "{} is the one to answer already."

# How a part was answered, and what was said about it.
Parts = Mapping[str, tuple[str, str]]


def fingerprint(shown: dict) -> str:
    """SHA-256 of the canonical JSON of what was on the screen."""
    text = json.dumps(shown, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic
def answer(
    review: UnitReview, *, outcome: str, parts: Parts, shown: dict, remarks: str = "", by, at: datetime,
    channel: str = Channel.PAGE, spoke_with: str = "", dropped: Mapping[str, list] | None = None,
    instead_of: datetime | None = None,
) -> UnitReview:  # fmt: skip
    """Keeps the answer with what was on the screen. `parts`: those that were asked, each with its answer and a note;
    `dropped`: what of a part they say is no longer theirs. `instead_of`: when the answer was given that this one takes
    the place of; the record keeps both.

    Raises ValidationError, with sentences, where it cannot be answered (any more), or not so.
    """
    found = _ready(review, by, at, instead_of)
    _refuse_channel(found, by, channel, spoke_with)
    rows = [
        PartReview(
            review=found,
            part=Part(part),
            answer=PartAnswer(said),
            note=note.strip()[:500],
            dropped=(dropped or {}).get(part, []),
        )
        for part, (said, note) in parts.items()
    ]
    if outcome == Outcome.CONFIRMED and any(row.answer != PartAnswer.CORRECT for row in rows):
        raise ValidationError(NOT_ALL_CORRECT)
    found.outcome, found.answered_at, found.answered_by = Outcome(outcome), at, by
    found.channel, found.spoke_with = channel, spoke_with.strip()[:200]
    found.remarks, found.shown, found.shown_sha256 = remarks.strip(), shown, fingerprint(shown)
    with recording(by=by, reason=ANSWERED[found.outcome]):
        found.full_clean()
        found.save()
        for row in found.parts.all() if instead_of else ():
            row.delete()
        PartReview.objects.bulk_create_with_history(rows)
    return found


@transaction.atomic
def not_mine(
    review: UnitReview, *, note: str, by, at: datetime, shown: dict | None = None,
    channel: str = Channel.PAGE, spoke_with: str = "", instead_of: datetime | None = None,
) -> UnitReview:  # fmt: skip
    """The department is no longer theirs. Whoever runs the review reads the note and asks somebody else."""
    if not note.strip():
        raise ValidationError({"note": SAY_WHY})
    return answer(
        review, outcome=Outcome.NOT_MINE, parts={}, shown=shown or {}, remarks=note, by=by, at=at,
        channel=channel, spoke_with=spoke_with, instead_of=instead_of,
    )  # fmt: skip


@transaction.atomic
def delegate(review: UnitReview, *, to: Contact, note: str, by, at: datetime) -> UnitReview:
    """Somebody else answers this time and gets the mail; the note goes along and stays with the review."""
    found = _ready(review, by, at)
    if not note.strip():
        raise ValidationError({"note": SAY_WHY_TO})
    if found.reviewer_id == to.pk:
        raise ValidationError({"to": SAME.format(to.name)})
    if why := reviewers.hindrance(to, found.unit, on=timezone.localdate(at)):
        raise ValidationError({"to": why})
    found.reviewer, found.by_right, found.note = to, ByRight.CHOSEN, note.strip()
    found.asked_at, found.nudged_at = at, None
    with recording(by=by, reason=HANDED_ON):
        found.full_clean()
        found.save()
    letters.ask(
        found.cycle,
        [found],
        kind=letters.ASKED,
        at=at,
        due_at=at,
        by=by,
        occasion=f"given:{found.pk}:{at:%Y%m%dT%H%M%S%f}",
    )
    return found


def answers_for_themselves(review: UnitReview, user) -> bool:
    """Whether an answer of `user` is the department's own, and not one that the team writes down for it."""
    mine = review.reviewer is not None and review.reviewer.user_id == user.pk
    return mine or not user.has_perm("units.view_every_unit")


def _ready(review: UnitReview, by, at: datetime, instead_of: datetime | None = None) -> UnitReview:
    """The review as it is now, locked; ValidationError where nothing can be answered in it, or not by them."""
    rows = UnitReview.objects.select_for_update(of=("self",)).select_related(
        "cycle", "unit", "reviewer", "answered_by"
    )
    found = rows.get(pk=review.pk)
    today = timezone.localdate(at)
    if not reviewers.may_answer(by, found.unit):
        raise ValidationError(ANOTHERS)
    if why := wording.not_open(found.cycle, today=today):
        raise ValidationError(why)
    if found.outcome and found.answered_at != instead_of:
        raise ValidationError(f"{wording.answered_line(found, today=today)} Nothing was changed by you now.")
    return found


def _refuse_channel(review: UnitReview, by, channel: str, spoke_with: str) -> None:
    own = answers_for_themselves(review, by)
    if (channel == Channel.PAGE and not own) or (channel != Channel.PAGE and not spoke_with.strip()):
        raise ValidationError({"spoke_with": WHOSE})
    if channel == Channel.PHONE and own:
        raise ValidationError({"channel": FOR_THEMSELVES})
