"""The catalogue of practices: reading it, bringing in the ready-made dozen, entering, changing, moving, retiring."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from common import asof
from common.htmx import say, vary_on_htmx, wants_part
from common.past import past_days
from common.words import count
from goals.choices import CsfFunction
from goals.views.keeping import Page, change_row, enter_row
from reviews.actions import practices as actions
from reviews.choices import MilLevel
from reviews.forms.practice import PracticeForm
from reviews.models import Practice
from reviews.models.practice import MOST_PRACTICES

STEPS = {"up": -1, "down": 1}


@requires("reviews.view_practice")
@require_safe
@past_days
def practice_catalogue(request):
    return render(request, "reviews/catalogue.html", _catalogue(request.user, on=asof.day()))


@requires("reviews.keep_practices")
def practice_new(request):
    asked = request.GET.get("function", "")
    initial = {"function": asked} if asked in CsfFunction.values else {}
    form = PracticeForm(request.POST if request.method == "POST" else None, initial=initial)
    save = partial(actions.save_practice, on=timezone.localdate())
    return enter_row(request, form, _page("New practice", "Enter the practice"), save=save, to=_row)


@requires("reviews.keep_practices")
def practice_edit(request, pk: int):
    return change_row(
        request,
        Practice.objects.visible_to(request.user).filter(pk=pk),
        PracticeForm,
        lambda practice: _page("Edit a practice", "Save the practice"),
        save=partial(actions.save_practice, on=timezone.localdate()),
        to=_row,
    )


@requires("reviews.keep_practices")
@require_POST
def practice_retire(request, pk: int):
    """No longer asked, or asked again."""
    practice = get_object_or_404(Practice.objects.visible_to(request.user).select_for_update(), pk=pk)
    on = timezone.localdate()
    try:
        if practice.retired_on and practice.retired_on <= on:
            actions.bring_back(practice, on=on, by=request.user)
            messages.success(request, f"“{practice}” is asked again.")
        else:
            actions.retire(practice, on=on, by=request.user)
            messages.success(
                request, f"“{practice}” is no longer asked. What was judged stays in the record."
            )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(_row(practice))


@requires("reviews.keep_practices")
@vary_on_htmx
@require_POST
def practice_move(request, pk: int):
    """One place up or down. By htmx the list comes back, in which the pressed button keeps the focus."""
    on = timezone.localdate()
    practice = get_object_or_404(Practice.objects.visible_to(request.user).in_use(on=on), pk=pk)
    place = actions.move(practice, steps=STEPS.get(request.POST.get("to", ""), 0), on=on, by=request.user)
    if wants_part(request, "_practices_in_use"):
        answer = render(request, "reviews/_practices_in_use.html", _catalogue(request.user, on=on))
        return say(answer, f"“{practice}” is number {place} now.")
    return redirect(_row(practice))


@requires("reviews.keep_practices")
@require_POST
def practices_bring(request):
    """Brings in what of the ready-made dozen is not there yet."""
    brought = actions.bring(on=timezone.localdate(), by=request.user)
    if brought.new:
        messages.success(
            request,
            f"Brought in: {count(brought.new, 'practice')}. Change whatever you would put differently.",
        )
    elif not brought.left_out:
        messages.info(request, "Every ready-made practice is here already; nothing was changed.")
    if brought.left_out:
        messages.warning(request, f"No room for: {', '.join(brought.left_out)}. {actions.FULL}")
    return redirect("practice_catalogue")


def _catalogue(user, *, on) -> dict:
    rows = list(Practice.objects.visible_to(user))
    levels = [(level, level.label) for level in MilLevel]
    for row in rows:
        row.levels = [(label, text) for level, label in levels if (text := row.looks_like(level))]
    in_use = [row for row in rows if row.retired_on is None or row.retired_on > on]
    return {
        "in_use": in_use,
        "retired": [row for row in rows if row not in in_use],
        "full": len(in_use) >= MOST_PRACTICES,
        "most": MOST_PRACTICES,
        "keeps": user.has_perm("reviews.keep_practices"),
    }


def _page(title: str, submit: str) -> Page:
    catalogue = reverse("practice_catalogue")
    crumbs = [("Practices", reverse("practices")), ("Catalogue", catalogue)]
    return Page(title, submit, catalogue, crumbs)


def _row(practice: Practice) -> str:
    return f"{reverse('practice_catalogue')}#practice-{practice.pk}"
