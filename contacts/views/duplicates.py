"""People entered twice: the list, putting two entries together, saying that they are two people, taking it back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import requires
from common import words
from common.history.undoing import CannotUndo
from contacts.actions import merging
from contacts.doors import contact_or_404
from contacts.duplicates import duplicates as pairs_seen_by
from contacts.forms.merging import choices, values
from contacts.models import Absence, Contact, PathwayStep, Stance

PAGE_SIZE = 50


@requires("contacts.merge_contact")
@require_safe
def duplicates(request):
    """Pairs of entries that may be one person, the surest first."""
    pairs = pairs_seen_by(request.user)
    shown = pairs[:PAGE_SIZE]
    people = Contact.objects.visible_to(request.user).select_related("home_unit")
    people = people.in_bulk({pk for pair in shown for pk in (pair.first, pair.second)})
    rows = [(people[pair.first], people[pair.second], pair.because) for pair in shown]
    return render(
        request, "contacts/duplicates.html", {"rows": rows, "total": len(pairs), "shown": PAGE_SIZE}
    )


@requires("contacts.merge_contact")
@require_POST
def distinct(request, pk: int, other: int):
    """These are two people; they are not offered again."""
    first, second = contact_or_404(request.user, pk), contact_or_404(request.user, other)
    if first != second:
        merging.dismiss(first, second, by=request.user, reason="Looked at: two people, not one")
        messages.success(request, f"{first} and {second} are two people; they are not listed again.")
    return redirect("contacts:duplicates")


@requires("contacts.merge_contact")
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request, pk: int, other: int):
    """Field by field: what the entry that stays takes from which, and what goes along."""
    keep, gone = contact_or_404(request.user, pk), contact_or_404(request.user, other)
    if keep == gone or keep.merged_into_id or gone.merged_into_id:
        messages.error(request, "One of the two is part of another entry already.")
        return redirect("contacts:duplicates")
    sent, today = request.method == "POST", timezone.localdate()
    chosen = choices(keep, gone, data=request.POST if sent else None, today=today)
    problems = _stale(request, keep, gone) if sent else []
    if sent and not problems:
        problems = _merge(request, keep, gone, chosen)
        if not problems:
            return redirect("contacts:person", keep.pk)
    context = {
        "keep": keep,
        "gone": gone,
        "differ": [one for one in chosen if not one.same],
        "same": [one for one in chosen if one.same],
        "moves": _moves(gone, request.user),
        "problems": problems,
    }
    return render(request, "contacts/merge.html", context, status=422 if problems else 200)


def _stale(request, keep, gone) -> list[str]:
    if (request.POST.get("revisions")) == f"{keep.revision}-{gone.revision}":
        return []
    return ["Somebody changed one of the two since you opened this page. What you chose is kept; look again."]


def _merge(request, keep, gone, chosen) -> list[str]:
    try:
        with transaction.atomic():
            joined = merging.merge(
                keep,
                gone,
                values=values(keep, gone, chosen),
                by=request.user,
                reason=request.POST.get("reason", "").strip()[:500] or f"{gone} was entered twice",
            )
    except ValidationError as error:
        return error.messages
    messages.success(request, " ".join([f"The two entries of {keep} are one now.", *joined]))
    return []


def _moves(gone: Contact, user) -> list[str]:
    """What goes along with the entry, as far as `user` may know."""
    counted = [
        (gone.assignments.count(), "responsibility", "responsibilities, those over included"),
        (Absence.objects.visible_to(user).filter(contact=gone).count(), "absence", "absences"),
        (
            Absence.objects.visible_to(user).filter(cover=gone).count(),
            "absence they cover",
            "absences they cover",
        ),
        (
            PathwayStep.objects.filter(contact=gone).count(),
            "place among those to call",
            "places among those to call",
        ),
        (gone.reports.count(), "person they manage", "people they manage"),
        (
            Stance.objects.visible_to(user).filter(contact=gone).count(),
            "note on engagement",
            "notes on engagement",
        ),
    ]
    return [words.count(number, one, many) for number, one, many in counted if number]


@requires("contacts.merge_contact")
@require_http_methods(["GET", "HEAD", "POST"])
def unmerge(request, pk: int):
    """Takes back that this entry became part of another, unless that would destroy what was done since."""
    gone = contact_or_404(request.user, pk)
    if gone.merged_into_id is None:
        messages.info(request, f"{gone} is an entry of its own.")
        return redirect("contacts:person", pk)
    if request.method == "POST":
        try:
            merging.unmerge(gone, by=request.user, reason=f"{gone}: two people after all")
        except CannotUndo as error:
            messages.error(request, str(error))
        else:
            messages.success(request, f"{gone} has an entry of their own again.")
            return redirect("contacts:person", pk)
    planned = merging.plan_unmerge(gone)
    status = 409 if request.method == "POST" else 200
    return render(request, "contacts/unmerge.html", {"gone": gone, "planned": planned}, status=status)
