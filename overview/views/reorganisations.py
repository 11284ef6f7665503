"""Reorganisations: the list, one of them, calling off and taking back. Planning is in `overview.views.planning`."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from common import asof
from common.filtered import list_context
from common.forms import ReasonMixin, SrrmForm
from common.history.undoing import CannotUndo
from common.kept_views import keeps_views
from common.past import past_days
from desk.later import later_of, why_not
from overview.actions.reorganising import cancel, in_the_way, take_back
from overview.models import Reorganisation
from overview.reorganising.listing import ReorganisationList
from overview.reorganising.reading import story

MOST_LATER = 20


class TakeBackForm(ReasonMixin, SrrmForm):
    """Why a reorganisation is taken back."""

    reason_label = "Why it is taken back"


def reorganisation_or_404(user, pk: int, *, lock: bool = False) -> Reorganisation:
    rows = Reorganisation.objects.visible_to(user)
    if lock:
        rows = rows.select_for_update(of=("self",))
    event = rows.select_related("prepared_by").filter(pk=pk).first()
    if event is None:
        raise Http404("No such reorganisation.")
    return event


@requires("overview.view_reorganisation")
@require_safe
@keeps_views("Reorganisations")
@past_days
def reorganisations(request):
    listing = ReorganisationList(request)
    context = list_context(listing)
    seen = Reorganisation.objects.visible_to(request.user)
    context["empty"] = not context["rows"] and not seen.exists()
    return render(request, "overview/reorganisations/list.html", context)


@requires("overview.view_reorganisation")
@require_safe
@past_days
def reorganisation(request, pk: int):
    event = reorganisation_or_404(request.user, pk)
    context = story(event, request.user, today=asof.day())
    return render(request, "overview/reorganisations/detail.html", context)


@requires("overview.reorganise")
@require_POST
def reorganisation_cancel(request, pk: int):
    event = reorganisation_or_404(request.user, pk, lock=True)
    try:
        cancel(event, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, "Called off. Nothing was changed by it.")
    return redirect("reorganisation", event.pk)


@requires("overview.reorganise")
def reorganisation_undo(request, pk: int):
    """What would be lost is said before; then it is one new change that restores what was there."""
    event = reorganisation_or_404(request.user, pk, lock=request.method == "POST")
    if event.state != Reorganisation.State.DONE or event.save_group is None:
        messages.info(request, "There is nothing to take back.")
        return redirect("reorganisation", event.pk)
    form = TakeBackForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            take_back(event, by=request.user, at=timezone.now(), reason=form.cleaned_data["reason"])
        except CannotUndo as error:
            form.add_error(None, why_not(error, request.user))
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, "Taken back. Everything is as it was before.")
            return redirect("reorganisation", event.pk)
    if form.errors:
        status = 422
    found = in_the_way(event)
    later = later_of(found, request.user)
    context = story(event, request.user, today=timezone.localdate()) | {
        "form": form, "later": later[:MOST_LATER], "more": len(later) > MOST_LATER, "refused": found.refused,
        "touched": len(found.objects),
    }  # fmt: skip
    return render(request, "overview/reorganisations/undo.html", context, status=status)
