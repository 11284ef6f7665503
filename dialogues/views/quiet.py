"""When departments want no talks."""

from django.contrib import messages
from django.db.models.functions import Lower
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from common import asof
from common.past import past_days
from common.words import count
from dialogues.actions.quiet import remove_quiet, save_quiet
from dialogues.forms.quiet import QuietForm
from dialogues.models import QuietTime
from dialogues.views.prefilled import from_address

MOST = 500


@requires("dialogues.view_talk")
@require_safe
@past_days
def quiet_times(request):
    seen = QuietTime.objects.visible_to(request.user).select_related("unit")
    rows = seen.filter(until__gte=asof.day()).order_by("since", Lower("unit__name"), "pk")[:MOST]
    return render(request, "dialogues/quiet_times.html", {"rows": rows})


@requires("dialogues.plan_talk")
def quiet_new(request):
    quiet = QuietTime()
    initial = {"unit": next(iter(from_address(request).get("units", [])), None)}
    data = request.POST if request.method == "POST" else None
    form = QuietForm(data, instance=quiet, user=request.user, initial=initial)
    if data is not None and form.is_valid() and _kept(request, form):
        return redirect("dialogues:quiet_times")
    return render(request, "dialogues/quiet.html", {"form": form}, status=422 if form.errors else 200)


@requires("dialogues.plan_talk")
def quiet_edit(request, pk: int):
    rows = QuietTime.objects.visible_to(request.user)
    locked = rows.select_for_update(of=("self",)) if request.method == "POST" else rows
    quiet = get_object_or_404(locked, pk=pk)
    revision = quiet.revision
    data = request.POST if request.method == "POST" else None
    form = QuietForm(data, instance=quiet, user=request.user, revision=revision)
    if data is not None and form.is_stale(revision):
        messages.error(request, "Somebody changed this quiet time in between. Please look again.")
        return redirect("dialogues:quiet_edit", pk)
    if data is not None and form.is_valid() and _kept(request, form):
        return redirect("dialogues:quiet_times")
    context = {"form": form, "quiet": rows.select_related("unit").get(pk=pk)}
    return render(request, "dialogues/quiet.html", context, status=422 if form.errors else 200)


@requires("dialogues.plan_talk")
@require_POST
def quiet_remove(request, pk: int):
    quiet = get_object_or_404(QuietTime.objects.visible_to(request.user), pk=pk)
    counts = remove_quiet(quiet, by=request.user, at=timezone.now())
    messages.success(request, f"Removed. {_followed(counts)}")
    return redirect("dialogues:quiet_times")


def _kept(request, form: QuietForm) -> bool:
    counts = form.made(lambda: save_quiet(form.instance, by=request.user, at=timezone.now()))
    if counts is None:
        return False
    messages.success(request, f"Saved. {_followed(counts)}")
    return True


def _followed(counts) -> str:
    moved, out = counts.changed, counts.left_out
    if not moved and not out:
        return "No planned talk falls into it."
    return f"{count(moved, 'talk')} moved, {out} left out."
