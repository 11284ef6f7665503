"""Closing a talk, and opening it again to correct it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.access import requires
from common.words import clock, count
from dialogues import states
from dialogues.actions.closing import ClosedAlready, Outcome, close_session, correct_session
from dialogues.choices import ItemState
from dialogues.closing_page import ClosingPage
from dialogues.doors import talk_or_404
from dialogues.states import Step

WRITTEN_SINCE = (
    "Somebody wrote on in the notes since you opened this page. What you chose is still here; what is new was added "
    "below: look at it, then close."
)
AS_IT_STANDS = (
    "The five days to correct this talk are over: it is closed as it stands, without what is changed here."
)


@requires("dialogues.log_talk")
def session_close(request, pk: int):
    """What becomes of every point and what is kept. Where somebody closed the talk meanwhile, what was chosen here
    stays and can be added to what they kept."""
    talk, at = talk_or_404(request.user, pk), timezone.now()
    data = request.POST if request.method == "POST" else None
    said = states.refusal(Step.CLOSE, talk.state, at=at)
    if said and (data is None or talk.state != states.CLOSED):
        messages.info(request, said)
        return redirect("session", pk)
    adding = bool(said) and data.get("adding") == "1"
    page = ClosingPage(talk, request.user, data)
    if not (said or states.correctable(talk.closed_at, at)):
        return (
            _as_it_stands(request, talk, at)
            if data is not None
            else _show(request, page, problem=AS_IT_STANDS)
        )
    if data is None:
        return _show(request, page)
    if said and not adding:
        return _show(request, page, status=409, closed=talk)
    if page.written_since and not adding:
        page.is_valid()
        return _show(request, page, status=409, problem=WRITTEN_SINCE)
    if not page.is_valid():
        return _show(request, page, status=422, closed=talk if said else None)
    return _close(request, page, at=at, adding=adding)


def _as_it_stands(request, talk, at):
    """It was opened again to correct it, and left so for too long."""
    try:
        close_session(talk, settled={}, kept=(), by=request.user, at=at)
    except ValidationError as error:  # somebody closed it in between
        messages.info(request, error.messages[0])
    else:
        messages.info(request, AS_IT_STANDS)
    return redirect("session", talk.pk)


def _close(request, page: ClosingPage, *, at, adding: bool):
    talk = page.session
    try:
        outcome = close_session(
            talk, settled=page.settled(), kept=page.kept(), there=page.there(), by=request.user, at=at,
            correcting=adding,
        )  # fmt: skip
    except ClosedAlready:
        return _show(request, page, status=409, closed=talk_or_404(request.user, talk.pk))
    except ValidationError as error:
        return _show(request, page, status=422, problem=" ".join(error.messages))
    messages.success(request, told(outcome))
    return redirect("session", talk.pk)


@requires("dialogues.log_talk")
@require_POST
def session_correct(request, pk: int):
    talk = talk_or_404(request.user, pk)
    try:
        correct_session(talk, by=request.user, at=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.info(
            request, "The talk is open again. What was kept stays; close it again when you are done."
        )
    return redirect("session", pk)


def told(outcome: Outcome) -> str:
    """Closed: 9 points = 3 done + 0 dropped + 6 carried; 4 things heard, 2 promises."""
    parts = f"{outcome.done} done + {outcome.dropped} dropped + {outcome.carried} carried"
    came = [count(len(outcome.heard), "thing heard", "things heard"), count(len(outcome.promises), "promise")]
    return f"Closed: {count(outcome.points, 'point')} = {parts}; {', '.join(came)}."


def _show(request, page: ClosingPage, *, status: int = 200, closed=None, problem: str = ""):
    counts = page.counts
    context = {
        "page": page,
        "session": page.session,
        "problem": problem,
        "closed": closed,
        "closed_clock": clock(closed.closed_at) if closed else "",
        "can_add": bool(closed)
        and states.may(Step.CORRECT, closed.state, at=timezone.now(), closed_at=closed.closed_at),
        "total": len(page.points),
        "done": counts[ItemState.DONE],
        "dropped": counts[ItemState.DROPPED],
        "carried": counts[ItemState.CARRIED],
        "sent": page.data is not None,
    }
    return render(request, "dialogues/close.html", context, status=status)
