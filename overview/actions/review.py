"""Answering the review of a department: the answer with what was on the screen, and what follows for dependencies.

What a department says is no longer theirs stays on the list until the security team takes it off or keeps it.
"""

from collections import defaultdict
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from common.history import recording
from overview.review.form import AnswerForm
from overview.review.page import ReviewPage
from overview.review.statements import side_of
from reviews.actions.answers import answer
from reviews.choices import Channel, Outcome, PartAnswer
from reviews.models import PartReview, UnitReview
from units.actions.assets import remove_asset
from units.actions.confirming import confirm, take_back
from units.actions.dependencies import remove_dependency
from units.actions.processes import remove_process
from units.models import Asset, Dependency, Process

REMOVE = {
    "dependency": (Dependency, remove_dependency),
    "asset": (Asset, remove_asset),
    "process": (Process, remove_process),
}
KEPT, REMOVED = "kept", "removed"
MOST_SAID = 300
GONE = "This was settled meanwhile."


@transaction.atomic
def answer_review(
    page: ReviewPage, form: AnswerForm, *, by, at: datetime, instead_of: datetime | None = None
) -> UnitReview:
    """One save: the answer of every part, what was shown, and a yes to each dependency that kept its tick.

    Raises ValidationError where it cannot be answered (any more).
    """
    given, parts, dropped = form.cleaned_data, form.answers(), form.dropped()
    correct = all(choice == PartAnswer.CORRECT for choice, _ in parts.values())
    with recording(by=by, reason=f"Answered in the review “{page.cycle}”"):
        found = answer(
            page.review,
            outcome=Outcome.CONFIRMED if correct else Outcome.CHANGED,
            parts=parts,
            shown=page.shown(dropped, at=at),
            remarks=given["remarks"],
            channel=given.get("channel") or Channel.PAGE,
            spoke_with=given.get("spoke_with", ""),
            dropped=_proposed(page, dropped),
            by=by,
            at=at,
            instead_of=instead_of,
        )
        _acknowledge(page, dropped, by=by, at=at)
    return found


def _proposed(page: ReviewPage, dropped: set[str]) -> dict[str, list]:
    found = defaultdict(list)
    for part, one in page.ticks:
        if one.key in dropped and one.removable:
            kind, _, pk = one.key.partition(":")
            found[part].append({"kind": kind, "pk": int(pk), "label": str(one)[:MOST_SAID], "settled": ""})
    return found


def _acknowledge(page: ReviewPage, dropped: set[str], *, by, at: datetime) -> None:
    """The department says yes to what it left ticked, and takes back its yes to the rest."""
    shown = {one.row.pk: one for _, one in page.ticks if one.kind == "dependency"}
    rows = Dependency.objects.filter(pk__in=shown).order_by("pk")
    rows = list(rows.select_related("consumer", "provider").select_for_update(of=("self",), no_key=True))
    sides = [(row, side_of(row, page.unit)) for row in rows]
    kept = [one for one in sides if f"dependency:{one[0].pk}" not in dropped]
    off = [one for one in sides if f"dependency:{one[0].pk}" in dropped]
    reason = f"Answered in the review “{page.cycle}”"
    confirm(kept, at=at, by=by, reason=reason)
    take_back(off, by=by, reason=reason)


@transaction.atomic
def settle(part: PartReview, *, number: int, remove: bool, by) -> str:
    """Takes off the list, or keeps, one thing that they say is no longer theirs; gives its words.

    Raises ValidationError where it is settled already, or still in use elsewhere.
    """
    part = PartReview.objects.select_for_update(of=("self",)).select_related("review__cycle").get(pk=part.pk)
    said = part.dropped[number] if 0 <= number < len(part.dropped) else None
    if said is None or said["settled"]:
        raise ValidationError(GONE)
    reason = f"Said in the review “{part.review.cycle}”: no longer theirs"
    with recording(by=by, reason=reason if remove else "Kept, though they said it is no longer theirs"):
        if remove:
            model, act = REMOVE[said["kind"]]
            row = model.objects.filter(pk=said["pk"]).first()
            if row is not None:
                act(row, by=by, reason=reason)
        part.dropped = [
            {**one, "settled": (REMOVED if remove else KEPT) if place == number else one["settled"]}
            for place, one in enumerate(part.dropped)
        ]
        part.save()
    return said["label"]
