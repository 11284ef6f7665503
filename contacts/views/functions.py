"""The list of responsibilities: what each means, and keeping it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from common import asof
from common.past import past_days
from contacts.actions.functions import bring_back, retire, save_function
from contacts.forms.function import FunctionForm
from contacts.functions import consequences
from contacts.models import Assignment, Function
from units.views.conflicts import both_versions, sent_data


@requires("contacts.view_contact")
@require_safe
@past_days
def functions(request):
    """Every responsibility with how many people hold it now, of those the reader knows of."""
    held = Assignment.objects.visible_to(request.user).current(on=asof.day())
    held = (
        held.filter(function=OuterRef("pk"))
        .order_by()
        .values("function")
        .annotate(n=Count("contact", distinct=True))
    )
    rows = Function.objects.visible_to(request.user).annotate(holders=Coalesce(Subquery(held.values("n")), 0))
    rows = list(rows.order_by("retired", "position", "name"))
    for row in rows:
        row.consequences = consequences(row)
    return render(request, "contacts/functions.html", {"rows": rows})


@requires("contacts.manage_functions")
def new_function(request):
    form = FunctionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _saved(request, form):
        return redirect("contacts:functions")
    return render(request, "contacts/function_new.html", {"form": form}, status=422 if form.errors else 200)


@requires("contacts.manage_functions")
def edit_function(request, pk: int):
    function = _function_or_404(request, pk, lock=request.method == "POST")
    revision = function.revision
    if request.method != "POST":
        form = FunctionForm(instance=function, revision=revision)
        return render(request, "contacts/function_edit.html", {"form": form, "function": function})
    theirs = FunctionForm(instance=_function_or_404(request, pk))
    form = FunctionForm(sent_data(request, theirs), instance=function, revision=revision)
    if form.is_stale(revision):
        return both_versions(
            request, "contacts/function_stale.html", mine=form, theirs=theirs, opened=None, revision=revision,
            last=function.history.first(), function=theirs.instance,
        )  # fmt: skip
    if form.is_valid() and _saved(request, form):
        return redirect("contacts:functions")
    context = {"form": form, "function": theirs.instance}
    return render(request, "contacts/function_edit.html", context, status=422)


@requires("contacts.manage_functions")
@require_POST
def retire_function(request, pk: int):
    """Gives a responsibility to nobody any more, or takes that back."""
    function = _function_or_404(request, pk, lock=True)
    try:
        if function.retired:
            bring_back(function, by=request.user, reason="Given to people again")
            messages.success(request, f"{function.name} can be given to people again.")
        else:
            reason = "No longer given to anybody"
            retire(function, on=timezone.localdate(), by=request.user, reason=reason)
            messages.success(
                request, f"{function.name} is no longer given to anybody. The record keeps who held it."
            )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("contacts:functions")


def _function_or_404(request, pk: int, *, lock: bool = False) -> Function:
    rows = Function.objects.visible_to(request.user)
    return get_object_or_404(rows.select_for_update() if lock else rows, pk=pk)


def _saved(request, form: FunctionForm) -> bool:
    reason = form.cleaned_data["reason"]
    saved = form.made(lambda: save_function(form.instance, by=request.user, reason=reason))
    if saved:
        messages.success(request, f"{saved.name} is saved.")
    return saved is not None
