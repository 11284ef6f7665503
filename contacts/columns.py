"""The columns of the directory. Cells are built in Python from lines (`contacts.lines`), as in the list of
departments."""

from dataclasses import replace

from django.db.models import F, Value
from django.db.models.functions import Lower, NullIf
from django.utils.safestring import SafeString, mark_safe

from accounts.audiences import hidden_fields
from common import words
from common.html import filled
from common.lists import Column
from contacts import engagement, sight
from contacts.choices import Channel, Engagement
from contacts.filters import FRESH
from contacts.models import Contact

DASH = mark_safe("–")
CHANNELS = dict(Channel.choices)
LEVELS = dict(Engagement.choices)
NAMED = 2  # responsibilities written out in a row; the others are counted


def _name(person):
    return filled('<a href="{}">{}</a>{}', person.href, person.name, _state(person))


def _state(person):
    if person.gone:
        return filled(' <span class="small">left {}</span>', _day(person, person.left_on))
    if person.away_until:
        return filled(' <span class="small">away until {}</span>', _day(person, person.away_until))
    return ""


def _day(person, day):
    return words.day(day, today=person.today, short=True)


def _unit(person):
    if not person.unit_name:
        return DASH
    if not person.unit_href:
        return person.unit_name
    return filled('<a href="{}">{}</a>', person.unit_href, person.unit_name)


def _held(person):
    if not person.held:
        return DASH
    parts = [filled("{}, {}", function, unit) for function, unit in person.held[:NAMED]]
    more = len(person.held) - NAMED
    if more > 0:
        parts.append(filled('<span class="meta nowrap">and {} more</span>', more))
    return SafeString("<br>".join(parts))


def _phone(person):
    return (
        filled('<a class="nowrap" href="tel:{}">{}</a>', person.dialled, person.phone)
        if person.phone
        else DASH
    )


def _confirmed(person):
    if not person.phone or person.gone:
        return DASH
    if person.phone_confirmed_on is None:
        return mark_safe('<span class="mk mk-wait">not confirmed yet</span>')
    said = _day(person, person.phone_confirmed_on)
    if person.phone_confirmed_on < person.today - FRESH:
        return filled('<span class="mk mk-wait">{}</span>', said)
    return filled('<span class="nowrap">{}</span>', said)


def _email(person):
    return filled('<a href="mailto:{}">{}</a>', person.email, person.email) if person.email else DASH


def _engagement(person):
    if not person.stands:
        return DASH
    said = LEVELS[person.stands]
    if person.hoped and person.hoped > person.stands:
        return filled('{} <span class="meta">· we hope for {}</span>', said, LEVELS[person.hoped].lower())
    return said


def _lower(name):
    """In alphabetical order, those without last."""
    return Lower(NullIf(F(name), Value("")))


COLUMNS = (
    Column("name", "Name", _name, Lower("name"), "name", main=True, value=lambda p: p.name),
    Column("title", "Job title", lambda p: p.title or DASH, _lower("title"), "title"),
    Column("department", "Department", _unit, Lower("home_unit__name"), "home_unit"),
    Column("responsibilities", "Responsible for", _held),
    Column("phone", "Phone", _phone, field="phone", main=True),
    Column("phone_confirmed_on", "Number confirmed", _confirmed, F("phone_confirmed_on"), "phone_confirmed_on",
           value=lambda p: p.phone_confirmed_on),
    Column("email", "E-mail", _email, _lower("email"), "email", shown=False),
    Column("location", "Location", lambda p: p.location or DASH, _lower("location"), "location", shown=False),
    Column("preferred_channel", "Prefers", lambda p: CHANNELS.get(p.preferred_channel, DASH), field="preferred_channel",
           shown=False),
    Column("manager", "Reports to", lambda p: p.manager_name or DASH, field="manager", shown=False),
    Column("left_on", "Last day here", lambda p: _day(p, p.left_on), F("left_on"), "left_on", shown=False, falls=True,
           value=lambda p: p.left_on),
    Column("personnel_number", "Personnel number", lambda p: p.personnel_number or DASH, _lower("personnel_number"),
           "personnel_number", shown=False),
)  # fmt: skip
ENGAGEMENT = Column("engagement", "Engagement", _engagement, shown=False, team=True)


def columns_for(user) -> list[Column]:
    """The columns this person may read; those that name others are sorted by what the person may be told of them."""
    hidden = hidden_fields(user, Contact)
    found = [column for column in COLUMNS if column.field not in hidden or not column.field]
    if not user.has_perm("units.view_every_unit"):
        by_name = Lower(sight.unit_name(user))
        found = [replace(column, sort=by_name) if column.name == "department" else column for column in found]
    return [*found, ENGAGEMENT] if engagement.may_read(user) else found
