"""Promises: the list, one of them, and the answers to it: yes, no, kept, dropped, taken back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from common import asof, choosing
from common.filtered import list_context
from common.html import filled
from common.htmx import answered, changed, go, say, vary_on_htmx, wants_part
from common.kept_views import keeps_views
from common.lists import links, without
from common.past import past_days
from dialogues import promise_words, promising
from dialogues.actions import promises as actions
from dialogues.forms.promise import BecauseForm
from dialogues.models import Commitment
from dialogues.promise_list import PromiseList, buttons
from dialogues.promising import Step
from dialogues.together import PROMISES_TOGETHER

TEAM_VIEWS = (
    ("Not settled", ""), ("Mine", "mine=1"), ("We owe", "side=we"), ("They owe", "side=they"),
    ("Waiting", "waiting=1"), ("Wait for a yes", "state=proposed"),
    ("Settled", "state=kept&state=dropped&state=declined"),
)  # fmt: skip
VIEWS = tuple(
    ({"We owe": "We owe you", "They owe": "You owe"}.get(label, label), query) for label, query in TEAM_VIEWS
)
SAID = {
    Step.ACCEPT: "Accepted: “{}”.", Step.DECLINE: "Declined: “{}”.", Step.KEEP: "Kept: “{}”.",
    Step.DROP: "Dropped: “{}”.",
}  # fmt: skip


@requires("dialogues.view_talk")
@require_safe
@vary_on_htmx
@keeps_views("Promises")
@past_days
def promises(request):
    listing, user = PromiseList(request), request.user
    team = user.has_perm("units.view_every_unit")
    answers = user.has_perm("dialogues.promise")
    context = list_context(listing)
    if answers:
        context["rows"] = [
            (row, filled("{}<td>{}</td>", cells, buttons(row, user))) for row, cells in context["rows"]
        ]
    context |= choosing.chosen_together(context, listing, PROMISES_TOGETHER)
    here = without(request.GET, "columns", "filters").removeprefix("?")
    context |= {
        "views": links(TEAM_VIEWS if team else VIEWS, here=here),
        "team": team,
        "answers": answers,
    }
    return render(request, "dialogues/promises.html", context)


@requires("dialogues.view_talk")
@require_safe
@vary_on_htmx
@past_days
def promise(request, pk: int):
    return render(request, "dialogues/promise.html", _page(request, promise_or_404(request, pk)))


@requires("dialogues.promise")
@require_POST
def promise_answer(request, pk: int):
    """One of the answers; declining and dropping say why, on the page of the promise."""
    found = promise_or_404(request, pk)
    try:
        step = Step(request.POST.get("answer", ""))
    except ValueError as error:
        raise Http404 from error
    if refused := _refused(step, found, request.user):
        return answered(request, refused, "promise", to=reverse("promise", args=[pk]), level="error")
    if step in (Step.DECLINE, Step.DROP):
        form = BecauseForm(request.POST)
        if not form.is_valid():
            return render(request, "dialogues/promise.html", _page(request, found, form, step), status=422)
        return _take(request, step, found, because=form.cleaned_data["because"])
    return _take(request, step, found)


@requires("dialogues.promise")
@require_POST
def promise_undo(request, pk: int):
    """Takes back the latest answer."""
    found, to = promise_or_404(request, pk), reverse("promise", args=[pk])
    if refused := _refused(Step.UNDO, found, request.user):
        return answered(request, refused, "promise", to=to, level="error")
    actions.undo(found, by=request.user)
    return answered(request, f"Taken back: “{found.text}”.", "promise", to=to)


def promise_or_404(request, pk: int) -> Commitment:
    rows = Commitment.objects.visible_to(request.user)
    return get_object_or_404(
        rows.select_related("unit", "user", "contact", "session", "accepted_by", "settled_by"), pk=pk
    )


def _refused(step: Step, found: Commitment, user) -> str:
    """Why this person cannot take the step; nothing where they can."""
    if said := promising.refusal(step, found.state):
        return said
    team = user.has_perm("units.view_every_unit")
    return (
        ""
        if promising.may(step, found, user, team=team)
        else "This is for whoever made the promise to answer."
    )


def _take(request, step: Step, found: Commitment, **said):
    act = {
        Step.ACCEPT: actions.accept,
        Step.DECLINE: actions.decline,
        Step.KEEP: actions.keep,
        Step.DROP: actions.drop,
    }
    to = reverse("promise", args=[found.pk])
    try:
        act[step](found, by=request.user, at=timezone.now(), **said)
    except ValidationError as error:  # somebody answered in between
        return answered(request, error.messages[0], "promise", to=to, level="error")
    text, undo = SAID[step].format(found.text), reverse("promise_undo", args=[found.pk])
    if wants_part(request):
        return changed(say(HttpResponse(status=204), text, undo=undo), "promise")
    messages.success(request, text, extra_tags=undo)
    return go(request, to)


def _page(request, found: Commitment, form=None, step: Step | None = None) -> dict:
    user, today = request.user, asof.day()
    team = user.has_perm("units.view_every_unit")
    answers = user.has_perm("dialogues.promise")
    open_steps = {one.value: answers and promising.may(one, found, user, team=team) for one in Step}
    return {
        "promise": found,
        "side": promise_words.side(found, team=team),
        "who": promise_words.who(found),
        "mark": promise_words.mark(found, today=today),
        "can": open_steps,
        "because": form or BecauseForm(),
        "asked": step or (Step.DECLINE if open_steps["decline"] else Step.DROP),
        "team": team,
        "ask": user.has_perm("dialogues.plan_talk") and promising.can_be_asked_for(found, today=today),
        "wanted": promise_words.wanted(found, today=today),
    }


def to_promise(request, found: Commitment, text: str):
    messages.success(request, text)
    return redirect("promise", found.pk)
