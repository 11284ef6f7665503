"""One talk: planning it without a series, moving it, cancelling it or it and all later ones, saying that it did not
take place. Its own page stands on the roof."""

from functools import partial
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.access import requires
from common.words import count, moment
from dialogues import invitations, states
from dialogues.actions.sessions import cancel, mark_missed, move, plan_session, skip
from dialogues.doors import KEPT_TO_ITS_PEOPLE, talk_or_404
from dialogues.forms.session import CallOffForm, MoveForm, SessionForm
from dialogues.models import Session
from dialogues.quiet_times import quiet_for
from dialogues.states import Step
from dialogues.views.prefilled import from_address


@requires("dialogues.plan_talk")
def session_new(request):
    now = timezone.now()
    data = request.POST if request.method == "POST" else None
    form = SessionForm(
        data, instance=Session(), user=request.user, today=timezone.localdate(now), now=now,
        initial=from_address(request),
    )  # fmt: skip
    if data is not None and form.is_valid():
        plan = partial(plan_session, form.instance, **form.sides, by=request.user, at=now)
        if talk := form.made(plan):
            messages.success(request, f"“{talk.title}” is planned.")
            _say_particulars(request, talk)
            if Session.objects.visible_to(request.user).filter(pk=talk.pk).exists():
                return redirect("session", talk.pk)
            messages.info(request, KEPT_TO_ITS_PEOPLE)
            return redirect("dialogues:list")
    return render(request, "dialogues/session_new.html", {"form": form}, status=422 if form.errors else 200)


@requires("dialogues.plan_talk")
def session_move(request, pk: int):
    talk, now = talk_or_404(request.user, pk), timezone.now()
    refused = states.refusal(Step.CHANGE, talk.state, at=now, closed_at=talk.closed_at)
    data = request.POST if request.method == "POST" else None
    form = MoveForm(data, talk=talk, zone=ZoneInfo(talk.time_zone), now=now)
    if data is not None and not refused and form.is_valid():
        said = form.cleaned_data
        there = {name: said[name] for name in ("starts_at", "minutes", "place", "reason")}
        if moved := form.made(lambda: move(talk, **there, by=request.user, at=now)):
            messages.success(request, f"Moved to {moment(moved.starts_at, today=timezone.localdate(now))}.")
            _say_particulars(request, moved)
            return redirect("session", pk)
    context = {"form": form, "talk": talk, "refused": refused}
    return render(request, "dialogues/session_move.html", context, status=_status(form, refused, data))


@requires("dialogues.plan_talk")
def session_cancel(request, pk: int):
    talk, now = talk_or_404(request.user, pk), timezone.now()
    refused = states.refusal(Step.CALL_OFF, talk.state, at=now, closed_at=talk.closed_at)
    data = request.POST if request.method == "POST" else None
    recurring = bool(talk.series_id and talk.planned_for)
    form = CallOffForm(data, recurring=recurring)
    if data is not None and not refused and form.is_valid():
        off = partial(_called_off, talk, form.cleaned_data, recurring, by=request.user, at=now)
        if told := form.made(off):  # unless somebody opened it in between
            messages.success(request, told)
            return redirect("session", pk)
    context = {"form": form, "talk": talk, "refused": refused, "recurring": recurring}
    return render(request, "dialogues/session_cancel.html", context, status=_status(form, refused, data))


def _called_off(talk: Session, said: dict, recurring: bool, **known) -> str:
    """Leaves it out or cancels it, and says which."""
    rest, because = bool(said.get("rest")), said["because"]
    if recurring and not rest:
        skip(talk, because=because, **known)
        return f"“{talk.title}” is left out this time; the recurring talk goes on."
    number = cancel(talk, rest=rest, because=because, **known)
    return f"{count(number, 'talk is', 'talks are')} cancelled."


@requires("dialogues.log_talk")
def session_missed(request, pk: int):
    talk, now = talk_or_404(request.user, pk), timezone.now()
    refused = states.refusal(Step.MISS, talk.state, at=now, closed_at=talk.closed_at)
    if not refused and talk.starts_at > now:
        refused = "This talk is still to come; cancel it instead."
    data = request.POST if request.method == "POST" else None
    form = CallOffForm(data, recurring=False)
    if data is not None and not refused and form.is_valid():
        missed = partial(mark_missed, talk, because=form.cleaned_data["because"], by=request.user, at=now)
        if form.tried(missed):  # unless somebody opened it in between
            messages.success(request, f"Noted: “{talk.title}” did not take place.")
            return redirect("session", pk)
    context = {"form": form, "talk": talk, "refused": refused}
    return render(request, "dialogues/session_missed.html", context, status=_status(form, refused, data))


def _status(form, refused: str, data) -> int:
    if refused and data is not None:
        return 409
    return 422 if form.errors else 200


def _say_particulars(request, talk: Session) -> None:
    """What whoever plans it should know besides."""
    day = talk.starts_at.astimezone(ZoneInfo(talk.time_zone)).date()
    units = talk.session_units.values_list("unit", flat=True)
    for quiet in quiet_for(units, since=day):
        if quiet.holds(day):
            messages.warning(request, f"{quiet.words}. The talk stays where you put it.")
    if talk.invite and (names := invitations.without_address(talk)):
        messages.warning(
            request, f"No e-mail address is known of {', '.join(names)}: no invitation goes to them."
        )
