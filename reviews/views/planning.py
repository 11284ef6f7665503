"""Planning a review: a new one, changing the plan, and how many departments it would ask."""

from datetime import timedelta
from types import SimpleNamespace

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from common.htmx import vary_on_htmx
from reviews import planning, scope
from reviews.actions import plans
from reviews.choices import CycleState
from reviews.doors import cycle_or_404
from reviews.forms.cycle import CycleForm
from reviews.models import Cycle
from units.filters import UnitFilter
from units.models import Unit

STALE = "Somebody changed this review in between; look at it again, then save."
AHEAD, LONG = timedelta(days=14), timedelta(days=21)


@requires("reviews.run_cycle")
def cycle_new(request):
    today = timezone.localdate()
    cycle = Cycle(run_by=request.user, scope=scope.USUAL)
    if request.method != "POST":
        return _show(request, CycleForm(instance=cycle, today=today, initial=_usual(today)), cycle.scope)
    return _saved(request, CycleForm(request.POST, instance=cycle, today=today), plans.plan_cycle)


@requires("reviews.run_cycle")
def cycle_edit(request, pk: int):
    cycle = cycle_or_404(request.user, pk, lock=request.method == "POST")
    if cycle.state != CycleState.PLANNED:
        messages.info(request, plans.ONLY_PLANNED.format(cycle))
        return redirect("reviews:cycle", pk)
    today, revision = timezone.localdate(), cycle.revision
    if request.method != "POST":
        return _show(request, CycleForm(instance=cycle, today=today, revision=revision), cycle.scope)
    form = CycleForm(request.POST, instance=cycle, today=today, revision=revision)
    if form.is_stale(revision):
        form.add_error(None, STALE)
        form.data = form.data.copy()
        form.data["revision"] = str(revision)
        return _show(request, form, scope.written(request.POST, request.user))
    return _saved(request, form, plans.change_cycle)


@requires("reviews.run_cycle")
@require_POST
def cycle_drop(request, pk: int):
    cycle = cycle_or_404(request.user, pk)
    try:
        plans.drop_cycle(cycle, by=request.user)
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
        return redirect("reviews:cycle", pk)
    messages.success(request, f"The plan “{cycle}” was dropped; nobody was asked.")
    return redirect("reviews:list")


@requires("reviews.run_cycle")
@require_safe
@vary_on_htmx
def scope_preview(request):
    """How many departments the conditions in the form mean."""
    return render(
        request, "reviews/_scope.html", _meant(scope.written(request.GET, request.user), request.user)
    )


def _saved(request, form: CycleForm, action):
    chosen = scope.written(request.POST, request.user)
    form.instance.scope = chosen
    if form.is_valid() and (kept := form.made(lambda: action(form.instance, by=request.user))):
        return redirect("reviews:rehearsal", kept.pk)
    return _show(request, form, chosen)


def _show(request, form: CycleForm, chosen: str):
    everything = Unit.objects.visible_to(request.user).current().with_risk(on=timezone.localdate())
    narrow = UnitFilter(QueryDict(chosen), everything, request=SimpleNamespace(user=request.user), whole=True)
    for name in ("mine", "status"):
        narrow.form.fields.pop(name, None)
    cycle = form.instance if form.instance.pk else None
    if cycle:
        cycle = Cycle.objects.visible_to(request.user).get(pk=cycle.pk)
    context = {"form": form, "narrow": narrow.form, "cycle": cycle} | _meant(chosen, request.user)
    return render(request, "reviews/plan.html", context, status=422 if form.errors else 200)


def _meant(chosen: str, user) -> dict:
    meant = scope.read(chosen, user)
    return {"meant": meant, "number": meant.units.count(), "chosen": chosen}


def _usual(today) -> dict:
    """A Monday in two weeks, three weeks long, called after its season."""
    opens_on = today + AHEAD
    opens_on += timedelta(days=-opens_on.weekday() % 7)
    name = f"{planning.season(opens_on).capitalize()} review {opens_on.year}"
    return {"name": name, "opens_on": opens_on, "due_on": opens_on + LONG}
