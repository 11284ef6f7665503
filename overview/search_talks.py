"""Finding talks, promises and what we heard by their words, within what a person may see."""

from datetime import date

from common import words
from common.addresses import address
from dialogues.choices import InsightKind, PromiseState, SessionKind, SessionState, Side
from dialogues.models import Commitment, Insight, Session
from overview.search_parts import Hit, Part, holding

KINDS, STATES = dict(SessionKind.choices), dict(SessionState.choices)
HEARD, PROMISED = dict(InsightKind.choices), dict(PromiseState.choices)


def talks(user, text: str, part: Part, today: date) -> tuple[list[Hit], int | None]:
    """By title and shared notes, the latest first; notes of the CISO's team are not looked through."""
    rows = Session.objects.visible_to(user).filter(holding(text, "title", "notes"))
    found, count = part.of(
        rows.order_by("-starts_at", "-pk").values_list("pk", "title", "kind", "state", "starts_at")
    )
    return [
        Hit(title, _joined(_day(at, today), KINDS[kind], STATES[state].lower()), address("session", pk))
        for pk, title, kind, state, at in found
    ], count


def promises(user, text: str, part: Part, today: date) -> tuple[list[Hit], int | None]:
    """What is open first, then the latest."""
    rows = Commitment.objects.visible_to(user).filter(holding(text, "text"))
    found, count = part.of(
        rows.order_by("settled_at", "-made_on", "-pk").values_list(
            "pk", "text", "side", "state", "due_on", "unit__name"
        )
    )
    team = user.has_perm("units.view_every_unit")
    return [
        Hit(said, _joined(unit, _side(side, team), _state(state, due, today)), address("promise", pk))
        for pk, said, side, state, due, unit in found
    ], count


def heard(user, text: str, part: Part, today: date) -> tuple[list[Hit], int | None]:
    rows = Insight.objects.visible_to(user).filter(holding(text, "text"))
    found, count = part.of(
        rows.order_by("-heard_on", "-pk").values_list("pk", "text", "kind", "heard_on", "unit__name")
    )
    return [
        Hit(
            said if len(said) <= 120 else f"{said[:119]}…",
            _joined(unit, HEARD[kind].lower(), _day(on, today)),
            address("heard_one", pk),
        )
        for pk, said, kind, on, unit in found
    ], count


def _side(side: str, team: bool) -> str:
    if side == Side.WE:
        return "we owe" if team else "we owe you"
    return "they owe" if team else "you owe"


def _state(state: str, due: date | None, today: date) -> str:
    if state != PromiseState.OPEN or due is None:
        return PROMISED[state].lower()
    return f"waiting since {_day(due, today)}" if due < today else f"by {_day(due, today)}"


def _day(value, today: date) -> str:
    return words.day(value, today=today, short=True)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
