"""Talks as calendar objects (RFC 5545 and 5546): one to take along, an invitation, a feed."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress, vText

from dialogues.calendar_zones import describe
from dialogues.choices import SessionState
from dialogues.models import Session

REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"
PRODUCT = "-//SRRM//Talks//EN"
NEUTRAL = "Security talk"
REFRESH = timedelta(hours=4)


def local(talk: Session) -> datetime:
    """When it begins, where it takes place."""
    return talk.starts_at.astimezone(ZoneInfo(talk.time_zone))


def invitation(talk: Session, person, *, method: str, at: datetime) -> str:
    """What a mail program shows with the buttons to accept or decline; neutral."""
    calendar = _calendar(method)
    event = _event(talk, NEUTRAL, at)
    if talk.liaison:
        event["organizer"] = _address(talk.liaison)
    guest = _address(person)
    guest.params["ROLE"] = vText("REQ-PARTICIPANT")
    if method == REQUEST:
        guest.params["PARTSTAT"] = vText("NEEDS-ACTION")
        guest.params["RSVP"] = vText("TRUE")
    event.add("attendee", guest, encode=0)
    event["status"] = "CANCELLED" if method == CANCEL else "CONFIRMED"
    return _written(calendar, [event])


def single(talk: Session, *, link: str, at: datetime) -> str:
    """One talk to take along, for whoever sees it."""
    return _written(_calendar(PUBLISH), [_told(talk, link, at)])


def feed(talks: Iterable[tuple[Session, str]], *, at: datetime) -> str:
    """Talks with their links, for a calendar program that asks again and again."""
    calendar = _calendar(PUBLISH)
    calendar.add("x-wr-calname", "Security talks")
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT4H")
    return _written(calendar, [_told(talk, link, at) for talk, link in talks])


def _told(talk: Session, link: str, at: datetime) -> Event:
    event = _event(talk, talk.title, at)
    event.add("description", link)
    event.add("url", link)
    event["status"] = "CANCELLED" if talk.state == SessionState.CANCELLED else "CONFIRMED"
    return event


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    return calendar


def _event(talk: Session, summary: str, at: datetime) -> Event:
    event = Event()
    event.add("uid", f"{talk.uid}@srrm")
    event.add("sequence", talk.sequence)
    event.add("dtstamp", at)
    starts = local(talk)
    event.add("dtstart", starts)
    event.add("dtend", (talk.starts_at + timedelta(minutes=talk.minutes)).astimezone(starts.tzinfo))
    event.add("summary", summary)
    if talk.place:
        event.add("location", talk.place)
    return event


def _address(person) -> vCalAddress:
    address = vCalAddress(f"mailto:{person.email}")
    address.params["CN"] = vText(person.name)
    return address


def _written(calendar: Calendar, events: list[Event]) -> str:
    # Exchange refuses a cancellation whose time zone is not described beside it.
    spans: dict[str, list[datetime]] = {}
    for event in events:
        starts = event.decoded("dtstart")
        if starts.tzinfo.key != "UTC":
            spans.setdefault(starts.tzinfo.key, []).append(starts)
    for name, moments in spans.items():
        calendar.add_component(describe(ZoneInfo(name), min(moments), max(moments)))
    for event in events:
        calendar.add_component(event)
    return calendar.to_ical().decode()
