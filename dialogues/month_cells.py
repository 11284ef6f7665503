"""The weeks of a month as rows of a table. Put together here: a full month has a hundred and fifty talks."""

from django.utils.safestring import SafeString

from common.addresses import address
from common.html import filled
from common.words import number
from dialogues.month import TALK_WITH, Day, Entry, Month


def rows(month: Month) -> list[SafeString]:
    """The cells of each week."""
    return [SafeString("".join(map(_cell, week))) for week in month.weeks]


def _cell(day: Day) -> str:
    marks = ("" if day.inside else "outside", "today" if day.today else "", "" if day.total else "free")
    today = ' <span class="small">today</span>' if day.today else ""
    lines = "".join([*map(_line, day.entries), _more(day) if day.more > 0 else ""])
    listed = f"<ul>{lines}</ul>" if day.entries else ""
    css = " ".join(filter(None, marks))
    return (
        f'<td class="{css}"><span class="day"><time datetime="{day.iso}">{day.on.day}'
        f'<span class="named"> {day.named}</span></time>{today}</span>'
        f"{listed}</td>"
    )


def _line(one: Entry) -> str:
    """In a narrow cell “Talk with” is left to those who listen."""
    said = '<span class="lead-words">{}</span>{}' if one.with_whom else "{}{}"
    what = filled(said, TALK_WITH if one.with_whom else "", one.with_whom or one.title)
    state = filled(' <span class="state">{}</span>', one.state) if one.state else SafeString("")
    return filled(
        '<li{}><a href="{}" title="{}"><span class="at">{}</span> <span class="what">{}</span>{}</a></li>',
        SafeString(f' class="{one.shade}"') if one.shade else SafeString(""),
        address("session", one.pk), one.title, one.at, what, state,
    )  # fmt: skip


def _more(day: Day) -> str:
    here = f"{address('dialogues:list')}?show=all&after={day.iso}&until={day.iso}&sort=starts_at"
    return filled(
        '<li><a class="more" href="{}">{} more<span class="visually-hidden"> on {} {}</span></a></li>',
        here, number(day.more), day.on.day, day.named,
    )  # fmt: skip
