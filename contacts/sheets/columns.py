"""The columns of the directory's sheet, the same for files in and out."""

import zoneinfo
from dataclasses import dataclass
from functools import cache

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from accounts.audiences import hidden_fields
from common.sheets.columns import Choice, Column, Day, Reference, Text
from contacts import rules
from contacts.choices import Channel
from contacts.models import Contact


@dataclass(frozen=True, kw_only=True, eq=False)
class FoldedText(Text):
    """A text in which capitals make no difference."""

    def same(self, one, other) -> bool:
        return super().same((one or "").casefold(), (other or "").casefold())


def _email_problem(text: str) -> str | None:
    try:
        validate_email(text)
    except ValidationError:
        return "It is not an e-mail address, such as ana.silva@example.org."
    return None


def _zone_problem(text: str) -> str | None:
    if text not in _zones():
        return f"“{text}” is not a time zone, such as Europe/London."
    return None


@cache
def _zones() -> set[str]:
    return zoneinfo.available_timezones()


COLUMNS: tuple[Column, ...] = (
    FoldedText(
        name="personnel_number", label="Personnel number", limit=40, keeps=True, joined_by="-",
        aliases=("personnel no", "employee number", "employee id", "staff number", "staff id", "number", "id"),
    ),
    Text(
        name="name", label="Name", limit=200, keeps=True,
        aliases=("full name", "display name", "employee", "person"),
    ),
    FoldedText(
        name="email", label="E-mail", limit=254, check=_email_problem, telling=True,
        aliases=("mail", "e mail", "email address", "e mail address", "work email"),
    ),
    Text(
        name="phone", label="Phone", limit=40, check=rules.phone_problem,
        aliases=("telephone", "phone number", "work phone", "mobile", "tel"),
    ),
    Day(name="phone_confirmed_on", label="Number confirmed on", aliases=("confirmed", "phone confirmed")),
    Text(name="title", label="Job title", limit=200, aliases=("position", "role", "job")),
    Text(name="location", label="Location", limit=200, aliases=("office", "site", "city", "place")),
    Text(
        name="time_zone", label="Time zone", limit=40, check=_zone_problem, telling=True,
        aliases=("timezone", "tz", "time zone name"),
    ),
    Choice(
        name="preferred_channel", label="Prefers to be reached by", choices=Channel.choices,
        aliases=("preferred channel", "channel", "contact by"),
        synonyms={
            "telephone": Channel.PHONE, "mobile": Channel.PHONE, "call": Channel.PHONE, "mail": Channel.EMAIL,
            "teams": Channel.CHAT, "slack": Channel.CHAT, "message": Channel.CHAT, "face to face": Channel.IN_PERSON,
        },
    ),
    Reference(
        name="home_unit", label="Department", elsewhere=True, by_name=True,
        aliases=(
            "unit", "unit code", "department code", "org code", "cost centre", "organisation unit", "org unit",
        ),
    ),
    Reference(
        name="manager", label="Manager",
        aliases=("manager number", "manager id", "reports to", "line manager", "manager email", "supervisor"),
    ),
    Day(name="left_on", label="Last day here", aliases=("left", "end date", "leaving date", "last day")),
)  # fmt: skip


def columns_for(user) -> list[Column]:
    """The columns whose values `user` may read; all of them for a job that acts for nobody."""
    if user is None:
        return list(COLUMNS)
    hidden = hidden_fields(user, Contact)
    return [column for column in COLUMNS if column.name not in hidden]
