"""What each page of a talk shows: the plan before it, the room while it is held, the minutes afterwards."""

from django.urls import reverse
from django.utils import timezone

from common import asof, words
from common.words import day
from dialogues import promise_words
from dialogues.actions.drafts import FIELDS, latest
from dialogues.agenda_plan import Plan, Point, cut
from dialogues.choices import ItemState, PromiseState, SessionKind, SessionState
from dialogues.models import Commitment, Insight
from dialogues.readable import readable
from dialogues.states import Step
from overview.room import agenda, present
from overview.room.kept import will_be_kept
from overview.room.proposals import agenda_of
from overview.room.reader import Room

SETTLED = {
    ItemState.DONE: "Done.", ItemState.DROPPED: "Dropped.", ItemState.CARRIED: "Carried to the next talk.",
    ItemState.OPEN: "Open again.",
}  # fmt: skip
MOST_OWN = 12


def whole_plan(room: Room, own: str = "") -> Plan:
    """What is frozen on opening: everything proposed, whoever opens, and what they add themselves."""
    found = agenda_of(room.talk)
    unit = room.talk.unit_ids[0] if len(room.talk.unit_ids) == 1 else None
    lines = list(filter(None, map(str.strip, own.splitlines())))[:MOST_OWN]
    added = [Point(f"own:{n}", "topic", cut(line), unit=unit) for n, line in enumerate(lines)]
    return Plan([*found.points, *added], found.left_out)


def frame(room: Room) -> dict:
    """What every page of a talk has."""
    session = room.session
    return {
        "room": room, "session": session, "when": _when(room), "share": room.share,
        "here": reverse("session", args=[session.pk]), "departments": room.seen_units,
    }  # fmt: skip


def _when(room: Room) -> str:
    session = room.session
    said = f"{timezone.localtime(session.starts_at):%A} {day(session.starts_at, today=room.today)}"
    if session.kind == SessionKind.TOUCH:
        return f"{said}, {words.clock(session.starts_at)}"
    facts = [f"{said}, {words.clock(session.starts_at)} – {words.clock(session.ends_at)}"]
    if session.place:
        facts[0] += f", {session.place}"
    if session.opened_at:
        facts.append(f"started {words.clock(session.opened_at)}")
    if session.framework and room.ours:
        facts.append(f"agenda template “{session.framework.name}”")
    if session.limited:
        facts.append("only for those who take part")
    return " · ".join(facts)


def plan(room: Room, request) -> dict:
    session = room.session
    return frame(room) | {
        "can": _of_the_plan(room), "moved_from": _own_day(room),
        "sections": agenda.proposed(room), "people": present.people(room), "last": room.last,
        "may_open": room.may("dialogues.log_talk", Step.OPEN), "points": len(room.plan.points),
        "over": session.state in (SessionState.CANCELLED, SessionState.MISSED),
    }  # fmt: skip


def _of_the_plan(room: Room) -> dict[str, bool]:
    """What may be done with the plan itself. On a projector nothing of it."""
    if room.share:
        return {}
    return {
        "move": room.may("dialogues.plan_talk", Step.CHANGE),
        "call_off": room.may("dialogues.plan_talk", Step.CALL_OFF),
        "miss": room.may("dialogues.log_talk", Step.MISS) and room.session.starts_at <= room.at,
        "take_along": room.session.state == SessionState.PLANNED and not asof.looks_back(),
    }


def _own_day(room: Room):
    """The rule's own day, where the talk is on another one."""
    planned = room.session.planned_for
    return planned if planned and planned != words.local_day(room.session.starts_at) else None


def held(room: Room, request) -> dict:
    """The whole room: each of its parts, with the rest of the page."""
    parts = agenda_part(room, request) | present_part(room, request) | notes_part(room) | closing_part(room)
    return parts | {"kept": will_be_kept(room)}


def agenda_part(room: Room, request) -> dict:
    settling, dropping = request.GET.get("settle", ""), request.GET.get("drop") == "1"
    shown = agenda.sections(room, settling=settling if room.writes else "", dropping=dropping)
    return frame(room) | {"sections": shown, "count": agenda.count(room)}


def count_part(room: Room, request) -> dict:
    return frame(room) | closing_part(room) | {"count": agenda.count(room), "kept": will_be_kept(room)}


def present_part(room: Room, request) -> dict:
    return frame(room) | {
        "people": present.people(room), "addable": present.addable(room) if room.writes else [],
    }  # fmt: skip


def notes_part(room: Room) -> dict:
    kinds = (False, True) if room.team else (False,)
    return {
        "notes": [
            {"draft": draft, "team": team, "name": FIELDS[team], "read": readable(draft.text)}
            for team in kinds
            for draft in [latest(room.session, team=team)]
        ],
    }


def closing_part(room: Room) -> dict:
    return {"closing": room.may("dialogues.log_talk", Step.CLOSE) and not room.share}


def minutes(room: Room, request) -> dict:
    """What was said and what came of it. What is another department's alone stays theirs."""
    session = room.session
    heard = Insight.objects.visible_to(room.user).filter(session=session).select_related("unit")
    if not room.team:
        heard = heard.filter(team_only=False)
    promises = (
        Commitment.objects.visible_to(room.user)
        .filter(session=session)
        .select_related("user", "contact", "unit")
    )
    if room.share and room.talk.joint:
        heard, promises = heard.none(), promises.none()
    return frame(room) | {
        "sections": agenda.sections(room), "count": agenda.count(room), "people": present.people(room),
        "heard": heard.order_by("pk").prefetch_related("theme_links__theme"),
        "promises": [(one, _promise(one, room)) for one in promises.order_by("pk")],
        "touch": session.kind == SessionKind.TOUCH, "open": session.state == SessionState.HELD,
        "notes": readable(session.notes),
        "team_notes": readable(session.team_notes) if room.team else "",
        "correctable": room.may("dialogues.log_talk", Step.CORRECT) and not room.share,
    }  # fmt: skip


def _promise(one: Commitment, room: Room) -> dict:
    owes = ("We owe", "They owe") if room.ours else ("We owe you", "You owe")
    who = one.user or one.contact
    by = f", by {one.due_on:%a} {day(one.due_on, today=room.today, short=True)}" if one.due_on else ""
    css = {PromiseState.KEPT: "mk-kept", PromiseState.PROPOSED: "mk-half"}.get(one.state, "")
    said = f"{owes[one.side != 'we']}{': ' + who.name if who else ''}{by}"
    state = "" if one.state == PromiseState.OPEN else promise_words.stands(one, today=room.today)[0]
    return {"css": css, "said": said, "state": state}


PHASES = {
    "plan": ("overview/room/plan.html", plan),
    "room": ("overview/room/room.html", held),
    "minutes": ("overview/room/minutes.html", minutes),
}
PARTS = {
    "agenda": ("overview/room/_agenda.html", agenda_part),
    "count": (
        "overview/room/_count.html",
        count_part,
    ),
    "present": ("overview/room/_present.html", present_part),
}
