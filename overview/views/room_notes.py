"""What is typed in the room: saved while typing, kept in the record on leaving, and read as lines."""

import json
import zlib

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import requires
from common.htmx import go
from dialogues import states
from dialogues.actions import drafts
from dialogues.actions.room import NotNow
from dialogues.models import Draft
from dialogues.states import Step
from overview.room.kept import will_be_kept
from overview.room.reader import Room
from overview.views.room import room_of

MOST_BYTES = 400_000
WRITING = 60  # seconds after which somebody counts as not writing any more


@requires("dialogues.view_talk")
@require_http_methods(["GET", "HEAD", "POST"])
def session_draft(request, pk: int):
    """The notes as they are, as JSON. A POST saves what was typed since `base` and answers with what came of it."""
    room = room_of(request, pk)
    if request.method != "POST":
        team = _team(room, request.GET.get("team") == "1")
        known = request.GET.get("number", "")
        return JsonResponse(_state(room, drafts.latest(room.session, team=team), known=known))
    if not request.user.has_perm("dialogues.log_talk"):
        return _no("You may read these notes, not change them.", 403)
    if len(request.body) > MOST_BYTES:
        return _no("The notes are too long to be sent. Shorten them; nothing is lost meanwhile.", 413)
    sent = _sent(request.body)
    if sent is None:
        return _no("This was not understood, so nothing was saved.", 400)
    return _save(room, sent)


def _save(room: Room, sent: dict) -> JsonResponse:
    at = timezone.now()
    try:
        saved = drafts.save_draft(
            room.session, team=_team(room, sent["team"]), base=sent["base"], number=sent["number"],
            text=sent["text"], by=room.user, at=at,
        )  # fmt: skip
        if sent["leaving"]:
            drafts.keep(room.session, by=room.user, at=at)
    except NotNow as no:
        return _no(" ".join(no.messages), 409)
    except drafts.TooLong as no:
        return _no(" ".join(no.messages), 422)
    clock = f"{timezone.localtime(at):%H:%M:%S}"
    return JsonResponse(_state(room, saved.draft) | {"doubled": saved.doubled, "at": clock})


def _sent(body: bytes) -> dict | None:
    """What a save says, or None where it is not what the page sends."""
    try:
        data = json.loads(body)
    except ValueError:
        return None
    if not isinstance(data, dict):
        return None
    kinds = {"text": str, "base": str, "number": int, "team": bool, "leaving": bool}
    found = {name: data.get(name, False if kind is bool else None) for name, kind in kinds.items()}
    return found if all(type(found[name]) is kind for name, kind in kinds.items()) else None


def _team(room: Room, wanted: bool) -> bool:
    """The notes of the team do not exist for anybody else, nor on a page that is projected."""
    if wanted and not room.team:
        raise Http404("No such notes.")
    return wanted


def _state(room: Room, draft: Draft, known: str = "") -> dict:
    at = timezone.now()
    writer = draft.saved_by if draft.saved_by_id and draft.saved_by_id != room.user.pk else None
    fresh = draft.saved_at and (at - draft.saved_at).total_seconds() < WRITING
    answer = {
        "number": draft.number,
        "writer": writer.name.split()[0] if writer and fresh and writer.name else "",
        "open": states.may(Step.WRITE, room.session.state, at=at, closed_at=room.session.closed_at),
    }
    answer |= _stamps(room)
    return answer if known == str(draft.number) else answer | {"text": draft.text}


def _stamps(room: Room) -> dict:
    """Change when somebody settles a point or says who is here; of what the reader does not see they tell nothing."""
    points = [(item.pk, item.state, item.because) for item in room.items]
    people = list(room.session.participations.order_by("pk").values_list("pk", "attended", "speaks"))
    return {"agenda": zlib.crc32(repr(points).encode()), "people": zlib.crc32(repr(people).encode())}


def _no(said: str, status: int) -> JsonResponse:
    return JsonResponse({"said": said}, status=status)


@requires("dialogues.log_talk")
@require_POST
def session_keep(request, pk: int):
    """What was typed becomes a version of the record. Without a script the texts themselves come along."""
    room = room_of(request, pk)
    at = timezone.now()
    try:
        for team in (False, True) if room.team else (False,):
            if drafts.FIELDS[team] in request.POST:
                drafts.save_draft(
                    room.session, team=team, by=request.user, at=at, **_typed(request.POST, team)
                )
        drafts.keep(room.session, by=request.user, at=at)
    except ValidationError as no:
        transaction.set_rollback(True)
        return render(request, "overview/room/unsaved.html", _unsaved(room, request.POST, no), status=409)
    messages.success(request, "The notes are in the record.")
    return go(request, reverse("session", args=[pk]) + room.query)


def _typed(sent, team: bool) -> dict:
    name = drafts.FIELDS[team]
    number = sent.get(f"{name}_number", "")
    known = int(number) if number.isdecimal() and len(number) < 10 else -1
    return {"base": sent.get(f"{name}_base", ""), "number": known, "text": sent[name]}


def _unsaved(room: Room, sent, no: ValidationError) -> dict:
    labels = {False: "Shared notes", True: "Team only"}
    texts = [(name, labels[team], sent[name]) for team, name in drafts.FIELDS.items() if name in sent]
    return {"room": room, "session": room.session, "said": " ".join(no.messages), "texts": texts}


@requires("dialogues.view_talk")
@require_safe
def session_lines(request, pk: int):
    """What the lines of the notes will become."""
    room = room_of(request, pk)
    context = {"room": room, "kept": will_be_kept(room), "session": room.session}
    return render(request, "overview/room/_kept.html", context)
