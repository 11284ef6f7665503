"""One talk: before it the plan, while it is held the room, afterwards the minutes."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from common import asof
from common.htmx import answered, go, vary_on_htmx, wants_part
from common.past import past_days
from dialogues.actions import room as actions
from dialogues.actions.drafts import clean
from dialogues.doors import talk_or_404
from overview.room import page, present
from overview.room.reader import Room


def room_of(request, pk: int) -> Room:
    session = talk_or_404(request.user, pk)
    share = request.GET.get("share") == "1"
    return Room(session, request.user, asof.day(), asof.now(), share)


@requires("dialogues.view_talk")
@require_safe
@vary_on_htmx
@past_days
def session(request, pk: int):
    """The page of one talk, or for htmx one of its parts. `?share=1` is the form that may be projected.
    While it was held a past day has its minutes so far."""
    room = room_of(request, pk)
    part = request.headers.get("HX-Target", "")
    if room.phase == "room" and part in page.PARTS and wants_part(request, part):
        template, context = page.PARTS[part]
        return render(request, template, context(room, request))
    template, context = page.PHASES[room.phase]
    return render(request, template, context(room, request))


@requires("dialogues.log_talk")
@require_POST
def session_open(request, pk: int):
    """Freezes the agenda. What was shown and is not ticked any more stays out; what came up since comes along."""
    room = room_of(request, pk)
    left = set(request.POST.getlist("shown")) - set(request.POST.getlist("item"))
    # What somebody does not see stays on the agenda, whatever is sent.
    left &= {point.key for point in room.plan.points}
    try:
        actions.open_session(
            room.session,
            page.whole_plan(room, clean(request.POST.get("own", ""))).without(left).points,
            by=request.user,
            at=timezone.now(),
        )
    except actions.NotNow as no:
        messages.info(request, " ".join(no.messages))
    return go(request, reverse("session", args=[pk]) + room.query)


@requires("dialogues.log_talk")
@require_POST
def session_item(request, pk: int, item: int):
    """Settles one point, or takes that back."""
    room = room_of(request, pk)
    row = next((one for one in room.items if one.pk == item), None)
    if row is None:
        raise Http404("No such point.")
    to = reverse("session", args=[pk]) + room.query
    try:
        state, because = request.POST.get("state", ""), request.POST.get("because", "")
        actions.settle(row, state, because=clean(because), by=request.user, at=timezone.now())
    except ValidationError as no:
        return answered(request, " ".join(no.messages), "agenda", to=to, level="error")
    return answered(request, page.SETTLED[state], "agenda", to=f"{to}#agenda")


@requires("dialogues.log_talk")
@require_POST
def session_attendance(request, pk: int):
    """Somebody is here or not, speaks for their department, or came along."""
    room = room_of(request, pk)
    to = reverse("session", args=[pk]) + room.query
    try:
        said = _attended(room, request.POST, timezone.now())
    except ValidationError as no:
        return answered(request, " ".join(no.messages), "present", to=to, level="error")
    return answered(request, said, "present", "notes", to=f"{to}#present")


def _attended(room: Room, sent, at) -> str:
    if sent.get("add"):
        return _joined(room, sent["add"], at)
    wanted = sent.get("speaks") or sent.get("row", "")
    row = room.session.participations.select_related("contact", "user").filter(
        pk=int(wanted) if wanted.isdecimal() and len(wanted) < 19 else 0
    )
    row = row.first()
    if row is None:
        raise ValidationError("This person is not in the list of this talk. Load the page again.")
    name = (row.contact or row.user).name
    if "speaks" in sent:
        actions.speak(row, speaks=not row.speaks, by=room.user, at=at)
        return (
            f"{name} spoke for the department."
            if not row.speaks
            else f"{name} did not speak for the department."
        )
    attended = sent.get("attended") == "1"
    actions.attend(row, attended=attended, by=room.user, at=at)
    return f"{name} is here." if attended else f"{name} is not here."


def _joined(room: Room, key: str, at) -> str:
    """Only whom the page offers can be added."""
    if key not in dict(present.addable(room)):
        raise ValidationError("Choose somebody from the list.")
    who = present.somebody(room, key)
    actions.join(room.session, **who, by=room.user, at=at)
    return f"{(who.get('user') or who['contact']).name} is here."
