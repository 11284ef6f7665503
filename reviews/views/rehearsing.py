"""Before a review opens: who would get which mail, what stands in the way and how it is settled; then opening it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from common.lists import Link, page_at, page_number
from common.words import count
from reviews import letters, reviewers, standing
from reviews.actions import opening, plans
from reviews.choices import CycleState
from reviews.doors import cycle_or_404
from reviews.forms.asking import GiveForm, LeaveOutForm
from reviews.models import Cycle
from reviews.rehearsal import Rehearsal, rehearse
from units.models import Unit

SHOWN = (("To settle", "problems"), ("Asked", "asked"), ("Left out", "left_out"))
MOST_AT_ONCE = 200


@requires("reviews.run_cycle")
@require_safe
def rehearsal(request, pk: int):
    cycle = cycle_or_404(request.user, pk)
    if cycle.state != CycleState.PLANNED:
        return redirect("reviews:cycle", pk)
    found = _rehearsed(cycle)
    here = request.GET.get("show") or ("problems" if found.problems else "asked")
    rows = getattr(found, here) if here in dict(SHOWN).values() else found.asked
    page = page_at(page_number(request.GET, []), len(rows), lambda start, end: rows[start:end])
    context = {
        "cycle": cycle, "rehearsal": found, "page": page, "here": here, "number": len(rows),
        "views": [
            Link(f"{label} {len(getattr(found, name))}", f"?show={name}", here == name) for label, name in SHOWN
        ],
        "letter": letters.sample(cycle, found.asked[0]) if found.asked else None,
        "today": timezone.localdate(),
    }  # fmt: skip
    return render(request, "reviews/rehearsal.html", context)


@requires("reviews.run_cycle")
def settle(request, pk: int):
    """Somebody else answers for the departments named in the address, or they are left out."""
    cycle = cycle_or_404(request.user, pk)
    if cycle.state != CycleState.PLANNED:
        return redirect("reviews:cycle", pk)
    units = _units(request)
    if not units:
        messages.info(request, "Choose the departments first.")
        return redirect("reviews:rehearsal", pk)
    on = _on(cycle)
    ground = standing.read(units, on=on, until=max(cycle.due_on, on))
    step, data = request.POST.get("step", ""), request.POST
    give = GiveForm(data if step == "give" else None, user=request.user, near=_near(units, ground))
    leave = LeaveOutForm(data if step == "leave" else None)
    if request.method == "POST" and _settled(request, cycle, units, step, give, leave, on):
        return redirect("reviews:rehearsal", pk)
    chosen = [(unit, reviewers.choose(unit, ground, today=timezone.localdate())) for unit in units]
    context = {
        "cycle": cycle, "chosen": chosen, "units": units, "give": give, "leave": leave,
        "arranged": cycle.arrangements.visible_to(request.user).filter(unit__in=units).exists(),
        "troubles": give if give.errors else leave, "may_invite": request.user.has_perm("accounts.manage_users"),
    }  # fmt: skip
    status = 422 if give.errors or leave.errors else 200
    return render(request, "reviews/settle.html", context, status=status)


@requires("reviews.run_cycle")
@require_POST
def cycle_open(request, pk: int):
    cycle = cycle_or_404(request.user, pk)
    now = timezone.now()
    try:
        opened = opening.open_cycle(cycle, by=request.user, at=now)
    except ValidationError as refused:
        for sentence in refused.messages[:5]:
            messages.error(request, sentence)
        return redirect("reviews:rehearsal", pk)
    if opened.opened_at == now:
        number = opened.reviews.visible_to(request.user).count()
        messages.success(request, f"“{opened}” is open; {count(number, 'department')} asked.")
    else:
        messages.info(request, f"“{opened}” was open already; nobody was asked twice.")
    return redirect("reviews:cycle", pk)


def _rehearsed(cycle: Cycle) -> Rehearsal:
    return rehearse(cycle, on=_on(cycle), today=timezone.localdate())


def _on(cycle: Cycle):
    """The day on which it would open."""
    return max(cycle.opens_on, timezone.localdate())


def _units(request) -> list[Unit]:
    codes = (request.POST if request.method == "POST" else request.GET).getlist("unit")[:MOST_AT_ONCE]
    codes = [code for code in codes if "\0" not in code]
    return list(Unit.objects.visible_to(request.user).filter(code__in=codes).order_by("name", "pk"))


def _near(units: list[Unit], ground: standing.Ground) -> list:
    """Who could answer as they are, by right, for the first of them."""
    people = {held.contact.pk: held.contact for unit in units[:10] for held in reviewers.able(unit, ground)}
    return sorted(people.values(), key=lambda one: one.name.lower())


def _settled(request, cycle: Cycle, units: list[Unit], step: str, give, leave, on) -> bool:
    by = request.user
    try:
        if step == "give" and give.is_valid():
            said = give.cleaned_data
            plans.let_answer(cycle, units, who=said["who"], reason=said["note"], by=by, on=on)
            messages.success(request, f"{said['who'].name} answers for {_named(units)}.")
            return True
        if step == "leave" and leave.is_valid():
            plans.leave_out(cycle, units, reason=leave.cleaned_data["reason"], by=by)
            messages.success(request, f"Left out: {_named(units)}.")
            return True
        if step == "undo":
            plans.undo_arrangement(cycle, units, by=by)
            messages.success(request, f"By right again: {_named(units)}.")
            return True
    except ValidationError as refused:
        form = give if step == "give" else leave
        if not form.is_bound:
            messages.error(request, refused.messages[0])
            return True
        form.add_error("who" if step == "give" else "reason", refused.messages)
        return False
    if step not in ("give", "leave"):
        raise Http404
    return False


def _named(units: list[Unit]) -> str:
    return units[0].name if len(units) == 1 else count(len(units), "department")
