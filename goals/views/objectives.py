"""Entering, changing and retiring an objective. The page that lists them also shows what serves them, so it lives
where questions do."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.access import requires
from goals.actions import objectives as actions
from goals.choices import CsfFunction
from goals.forms.objective import ObjectiveForm
from goals.models import Objective
from goals.views.keeping import Page, change_row, enter_row


def _page(title: str, submit: str) -> Page:
    goals = reverse("goals")
    return Page(title, submit, goals, [("Goals", goals)])


def _row(objective: Objective) -> str:
    return f"{reverse('goals')}#objective-{objective.pk}"


@requires("goals.manage_objectives")
def objective_new(request):
    asked = request.GET.get("function", "")
    initial = {"function": asked} if asked in CsfFunction.values else {}
    form = ObjectiveForm(request.POST if request.method == "POST" else None, initial=initial)
    page = _page("New objective", "Enter the objective")
    return enter_row(request, form, page, save=actions.save_objective, to=_row)


@requires("goals.manage_objectives")
def objective_edit(request, pk: int):
    rows = Objective.objects.visible_to(request.user).filter(pk=pk)
    return change_row(
        request,
        rows,
        ObjectiveForm,
        lambda objective: _page("Edit an objective", "Save the objective"),
        save=actions.save_objective,
        to=_row,
    )


@requires("goals.manage_objectives")
@require_POST
def objective_retire(request, pk: int):
    """No longer pursued, or pursued again."""
    rows = Objective.objects.visible_to(request.user).select_for_update()
    objective = get_object_or_404(rows, pk=pk)
    if objective.retired_on:
        actions.bring_back(objective, by=request.user)
        text = f"“{objective}” is pursued again."
    else:
        actions.retire(objective, on=timezone.localdate(), by=request.user)
        text = f"“{objective}” is no longer pursued. What served it keeps naming it."
    messages.success(request, text)
    return redirect(_row(objective))
