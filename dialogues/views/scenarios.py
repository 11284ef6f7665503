"""Cases: the list, one of them, entering, changing and retiring one."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from common.filtered import list_context
from common.kept_views import keeps_views
from common.past import past_days
from dialogues.actions import cases as actions
from dialogues.forms.scenario import ScenarioForm
from dialogues.models import Scenario
from dialogues.scenario_list import ASSETS, UNITS, ScenarioList
from dialogues.views.tabs import tabs
from goals.views.keeping import Page, change_row, enter_row


@requires("dialogues.view_library")
@require_safe
@keeps_views("Cases")
@past_days
def scenarios(request):
    listing = ScenarioList(request)
    context = list_context(listing)
    context["empty"] = not context["rows"] and not Scenario.objects.visible_to(request.user).exists()
    return render(request, "dialogues/scenarios.html", context | {"tabs": tabs(request)})


@requires("dialogues.view_library")
@require_safe
@past_days
def scenario(request, pk: int):
    rows = Scenario.objects.visible_to(request.user).select_related("objective")
    case = get_object_or_404(rows, pk=pk)
    fits = [
        ("Departments", ", ".join(UNITS[kind] for kind in case.unit_kinds) or "any kind"),
        ("Those who hold", ", ".join(ASSETS[kind] for kind in case.asset_kinds) or "anything"),
        ("Themes", ", ".join(f"#{theme}" for theme in case.themes) or "none in particular"),
        ("Serves", case.objective.name if case.objective else "–"),
    ]
    asks = [line.strip() for line in case.ask.splitlines() if line.strip()]
    return render(request, "dialogues/scenario.html", {"case": case, "fits": fits, "asks": asks})


@requires("dialogues.keep_library")
def scenario_new(request):
    form = ScenarioForm(request.POST if request.method == "POST" else None)
    page = Page("New case", "Enter the case", reverse("dialogues:scenarios"), _crumbs())
    return enter_row(request, form, page, save=actions.save_scenario, to=_address)


@requires("dialogues.keep_library")
def scenario_edit(request, pk: int):
    return change_row(
        request,
        Scenario.objects.visible_to(request.user).filter(pk=pk),
        ScenarioForm,
        lambda case: Page(f"Edit “{case}”", "Save the case", _address(case), _crumbs()),
        save=actions.save_scenario,
        to=_address,
    )


@requires("dialogues.keep_library")
@require_POST
def scenario_retire(request, pk: int):
    """Offered no longer, or offered again."""
    case = get_object_or_404(Scenario.objects.visible_to(request.user).select_for_update(), pk=pk)
    if case.retired_on:
        actions.bring_back(case, by=request.user)
        messages.success(request, f"“{case}” is offered again.")
    else:
        actions.retire(case, on=timezone.localdate(), by=request.user)
        messages.success(request, f"“{case}” is no longer offered.")
    return redirect(_address(case))


def _crumbs() -> list[tuple[str, str]]:
    return [("Cases", reverse("dialogues:scenarios"))]


def _address(case: Scenario) -> str:
    return reverse("dialogues:scenario", args=[case.pk])
