"""The prep sheet: on one page everything since the last talk. Its share-safe form leaves out what is for the team."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import typst

from common import words
from dialogues.asking import scenarios_for
from dialogues.choices import ItemState
from dialogues.models import Insight
from dialogues.readable import readable
from overview.room import agenda, present
from overview.room.page import frame
from overview.room.proposals import themes_of
from overview.room.reader import Room
from units.models import Asset

TEMPLATE = Path(__file__).with_name("prep.typ")
MOST_HEARD, MOST_CASES, LONGEST_NOTES = 12, 3, 1200


@dataclass(frozen=True)
class Entry:
    text: str
    note: str
    team_only: bool = False


def sheet(room: Room) -> dict:
    """What stands on the sheet, on screen and on paper."""
    last = room.last
    return frame(room) | {
        "people": present.people(room), "agenda": _agenda(room), "heard": _heard(room), "last": last,
        "last_notes": readable(last.notes) if last else "",
        "last_team_notes": readable(last.team_notes) if last and room.team else "",
        "cases": _cases(room),
    }  # fmt: skip


def _agenda(room: Room) -> list[tuple[str, list[Entry], int]]:
    if room.phase == "plan":
        return [
            (
                one.label,
                [Entry(row.text, _carried(row.carried, row.note), row.team_only) for row in one.rows],
                one.more,
            )
            for one in agenda.proposed(room)
        ]
    return [
        (one.label, [Entry(row.item.text, _stands(row), row.item.team_only) for row in one.rows], 0)
        for one in agenda.sections(room)
    ]


def _stands(row) -> str:
    """Before it is settled why it is there, afterwards what became of it."""
    item = row.item
    return _carried(item.carried, item.note) if item.state == ItemState.OPEN else row.mark


def _carried(times: int, note: str) -> str:
    return " · ".join(filter(None, (f"carried {times}×" if times else "", note)))


def _heard(room: Room) -> list[Entry]:
    """In the last talk and since. In a joint session nothing of one department is projected before the others."""
    if room.share and room.talk.joint:
        return []
    rows = (
        Insight.objects.visible_to(room.user)
        .filter(unit__in=room.talk.unit_ids)
        .exclude(session=room.session)
    )
    if not room.team:
        rows = rows.filter(team_only=False)
    if room.share:
        rows = rows.exclude(session__limited=True)
    if room.talk.last:
        rows = rows.filter(heard_on__gte=words.local_day(room.talk.last.starts_at))
    rows = rows.select_related("unit").order_by("-heard_on", "-pk")[:MOST_HEARD]
    return [
        Entry(
            row.text,
            " · ".join(
                filter(None, (row.get_kind_display(), room.talk.name(row.unit_id), _day(room, row.heard_on)))
            ),
            row.team_only,
        )
        for row in rows
    ]


def _day(room: Room, day) -> str:
    return words.day(day, today=room.today, short=True)


def _cases(room: Room) -> list:
    """Cases to talk through, offered to those who prepare talks."""
    if room.share or not room.user.has_perm("dialogues.view_library"):
        return []
    kinds = set(Asset.objects.filter(unit__in=room.talk.unit_ids).values_list("kind", flat=True))
    return list(scenarios_for(room.units, sorted(kinds), themes_of(room.talk)))[:MOST_CASES]


@cache
def _template() -> bytes:
    return TEMPLATE.read_bytes()


def paper(room: Room) -> bytes:
    """The PDF. Values go in as data, never as markup."""
    return typst.compile(_template(), sys_inputs={"prep": json.dumps(printed(sheet(room), room))})


def printed(found: dict, room: Room) -> dict:
    """What the template prints; texts only."""

    last = found["last"]

    def entry(one: Entry) -> dict:
        return {"text": one.text, "note": one.note, "team": one.team_only}

    return {
        "title": room.session.title, "when": found["when"],
        "people": [", ".join(filter(None, (one.name, one.words))) for one in found["people"]],
        "agenda": [
            {"label": label, "rows": [entry(row) for row in rows], "more": more}
            for label, rows, more in found["agenda"]
        ],
        "heard": [entry(one) for one in found["heard"]],
        "last": _day(room, last.starts_at) if last else "",
        "notes": _plain(last.notes) if last else "",
        "team_notes": _plain(last.team_notes) if last and room.team else "",
        "cases": [{"title": one.title, "text": _short(one.text, 500), "ask": one.ask} for one in found["cases"]],
        "full": not room.share and room.ours,
    }  # fmt: skip


def _plain(notes: str) -> str:
    return _short(readable(notes, strong=""))


def _short(text: str, longest: int = LONGEST_NOTES) -> str:
    return text if len(text) <= longest else f"{text[:longest].rstrip()}…"
