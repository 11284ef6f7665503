"""What the lines of the notes will become when the talk is closed, as it stands beside the notes."""

from collections import defaultdict
from dataclasses import dataclass, replace

from common import words
from dialogues.choices import InsightKind, Side
from dialogues.lines import PROMISE, Line
from dialogues.models import Insight, InsightTheme, Theme
from dialogues.proposals import proposed_by
from overview.room.reader import Room


@dataclass(frozen=True)
class Heard:
    line: Line
    kind: str
    themes: list[str]
    team_only: bool


@dataclass(frozen=True)
class Promised:
    """`who` is a name; `accepts` the name of somebody here who has not said yes yet."""

    line: Line
    owes: str
    who: str
    by: str
    accepts: str
    team_only: bool


@dataclass(frozen=True)
class WillBeKept:
    """`already` counts lines that an earlier closing kept."""

    heard: list[Heard]
    promises: list[Promised]
    readings: list[Line]
    already: int = 0


def will_be_kept(room: Room) -> WillBeKept:
    """The same lines that closing will propose."""
    found = proposed_by(room.session, reader=room.user)
    lines = [(one.line, one.team) for one in found.lines if room.team or not one.team]
    known = {one.key: one for one in found.people}
    said = _themes(room, {theme for line, _ in lines for theme in line.themes})
    here = _here(room)
    return WillBeKept(
        [
            Heard(line, InsightKind(line.kind).label, [said[theme] for theme in line.themes], team)
            for line, team in lines
            if line.kind != PROMISE
        ],
        [_promised(room, line, known, here, team) for line, team in lines if line.kind == PROMISE],
        [replace(line, raw="team" if team else "shared") for line, team in lines if line.reading],
        len(found.known),
    )


def _promised(room: Room, line: Line, known: dict, here: set[str], team: bool) -> Promised:
    side = line.side or Side.WE
    owes = (
        ("We owe" if side == Side.WE else "They owe")
        if room.ours
        else ("We owe you" if side == Side.WE else "You owe")
    )
    person = known.get(line.who)
    by = f"by {line.due:%a} {words.day(line.due, today=room.today, short=True)}" if line.due else ""
    name = person.names[0] if person else ""
    waits = "" if line.accepted or not name or line.who == f"user:{room.user.pk}" else name
    return Promised(line, owes, name, by, waits.partition(" ")[0] if line.who in here else "", team)


def _here(room: Room) -> set[str]:
    rows = room.session.participations.filter(attended=True)
    return {f"contact:{row.contact_id}" if row.contact_id else f"user:{row.user_id}" for row in rows}


def _themes(room: Room, names: set[str]) -> dict[str, str]:
    """Each theme with where else it came up, as far as the reader may know. On a projector nobody else is named."""
    if room.share or not names:
        return {name: f"#{name}" for name in names}
    known = set(Theme.objects.visible_to(room.user).filter(name__in=names).values_list("name", flat=True))
    elsewhere = defaultdict(list)
    heard = Insight.objects.visible_to(room.user).exclude(unit__in=room.talk.unit_ids)
    links = InsightTheme.objects.filter(theme__name__in=names, insight__in=heard.values("pk"))
    for name, unit in (
        links.order_by("insight__unit__name").values_list("theme__name", "insight__unit__name").distinct()
    ):
        elsewhere[name].append(unit)
    return {name: _theme(name, name in known, elsewhere[name]) for name in names}


def _theme(name: str, known: bool, elsewhere: list[str]) -> str:
    if elsewhere:
        more = f" and {len(elsewhere) - 2} more" if len(elsewhere) > 2 else ""
        return f"#{name}, also heard from {', '.join(elsewhere[:2])}{more}"
    return f"#{name}" if known else f"#{name}, new theme"
