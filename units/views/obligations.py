"""The catalogue of obligations. Naming one on a unit is in `binding`."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce, Lower
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.access import requires
from common.past import past_days
from units.actions.obligations import remove_obligation, save_obligation
from units.choices import Status
from units.forms.obligations import ObligationForm
from units.models import Obligation, UnitObligation
from units.views.conflicts import both_versions, sent_data

MOST_BOUND = 200


@require_safe
@requires("units.view_obligations")
@past_days
def obligations(request):
    """Every entry with the number of open units it binds."""
    binding = (
        UnitObligation.objects.visible_to(request.user)
        .filter(obligation=OuterRef("pk"))
        .exclude(unit__status=Status.CLOSED)
        .order_by()
        .values("obligation")
        .annotate(n=Count("pk"))
    )
    rows = Obligation.objects.visible_to(request.user).order_by(Lower("name"))
    rows = rows.annotate(binds=Coalesce(Subquery(binding.values("n")), 0))
    return render(request, "units/obligations.html", {"rows": rows})


@require_safe
@requires("units.view_obligations")
@past_days
def obligation(request, pk: int):
    """One entry and whom it binds."""
    entry = get_object_or_404(Obligation.objects.visible_to(request.user), pk=pk)
    bound = (
        UnitObligation.objects.visible_to(request.user)
        .filter(obligation=entry)
        .exclude(unit__status=Status.CLOSED)
        .select_related("unit")
        .order_by(Lower("unit__name"), "pk")
    )
    context = {"entry": entry, "bound": bound[:MOST_BOUND], "total": bound.count()}
    return render(request, "units/obligation.html", context)


@requires("units.manage_obligations")
def new_obligation(request):
    form = ObligationForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        entry = _saved(request, form)
        if entry is not None:
            return redirect("obligation", entry.pk)
    return render(request, "units/obligation_new.html", {"form": form}, status=422 if form.errors else 200)


@requires("units.manage_obligations")
def edit_obligation(request, pk: int):
    rows = Obligation.objects.visible_to(request.user)
    # Locked while a change is saved, so that the version compared is the version overwritten.
    rows = rows.select_for_update() if request.method == "POST" else rows
    entry = get_object_or_404(rows, pk=pk)
    revision = entry.revision
    if request.method != "POST":
        form = ObligationForm(instance=entry, revision=revision)
        return render(request, "units/obligation_edit.html", {"form": form, "entry": entry})
    theirs = ObligationForm(instance=Obligation.objects.visible_to(request.user).get(pk=pk))
    form = ObligationForm(sent_data(request, theirs), instance=entry, revision=revision)
    if form.is_stale(revision):
        last = entry.history.first()
        return both_versions(
            request, "units/obligation_stale.html", mine=form, theirs=theirs, opened=None, revision=revision,
            last=last, entry=entry,
        )  # fmt: skip
    if form.is_valid() and _saved(request, form) is not None:
        return redirect("obligation", pk)
    return render(request, "units/obligation_edit.html", {"form": form, "entry": entry}, status=422)


def _saved(request, form: ObligationForm) -> Obligation | None:
    reason = form.cleaned_data["reason"]
    entry = form.made(lambda: save_obligation(form.instance, by=request.user, reason=reason))
    if entry:
        messages.success(request, f"{entry.name} is saved.")
    return entry


@requires("units.manage_obligations")
def delete_obligation(request, pk: int):
    """Takes an entry that binds nobody out of the catalogue, after a question."""
    entry = get_object_or_404(Obligation.objects.visible_to(request.user), pk=pk)
    if request.method != "POST":
        return render(request, "units/obligation_delete.html", {"entry": entry})
    try:
        remove_obligation(entry, by=request.user, reason="Taken out of the catalogue of obligations")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("obligation", pk)
    messages.success(request, f"{entry.name} is no longer in the catalogue.")
    return redirect("obligations")
