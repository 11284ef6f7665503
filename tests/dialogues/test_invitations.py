"""Invitations, changes and cancellations: to whom, once, and what stands in them."""

from datetime import UTC, date, datetime, time, timedelta

import icalendar
import pytest
import vobject
from django.utils import timezone

from dialogues import calendars, invitations
from dialogues.actions.materialise import materialise
from dialogues.actions.series import change_series, plan_series
from dialogues.actions.sessions import cancel, move, skip
from dialogues.models import Series
from outreach.letters import Letter
from outreach.models import Message
from outreach.models.message import State
from tests.factories.accounts import UserFactory
from tests.factories.contacts import AssignmentFactory, ContactFactory, FunctionFactory
from tests.factories.dialogues import SessionFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2027, 1, 4, 7, tzinfo=UTC)


@pytest.fixture
def ana(cast):
    contact = ContactFactory(name="Ana Silva", email="ana@cast.example")
    return AssignmentFactory(unit=cast.unit, contact=contact, since=date(2026, 1, 1)).contact


@pytest.fixture
def inviting(cast, ana):
    """`inviting(rule=…)`: a series that invites, with one talk unless the rule says otherwise."""

    def plan(**values):
        values = {
            "name": "Marketing and its suppliers", "rule": "FREQ=MONTHLY;COUNT=1", "starts_on": date(2027, 4, 5),
            "at_time": time(10), "time_zone": "Europe/Vienna", "liaison": cast.ciso, "invite": True,
        } | values  # fmt: skip
        series = Series(**values)
        people = [FunctionFactory(code="head")]
        plan_series(series, units=[cast.unit], functions=people, by=cast.ciso, at=NOW)
        return series

    return plan


def mails(person) -> list[str]:
    rows = Message.objects.filter(kind="invitation", address=person.email).order_by("queued_at", "pk")
    return [f"{mail.calendar_method} {sequence(mail)} {mail.state}" for mail in rows]


def sequence(mail) -> int:
    return icalendar.Calendar.from_ical(mail.calendar).walk("VEVENT")[0]["sequence"]


def sent() -> None:
    """Everything that waits goes out."""
    Message.objects.filter(state=State.QUEUED).update(state=State.SENT)


def later(minutes: int) -> datetime:
    return NOW + timedelta(minutes=minutes)


def test_nobody_is_invited_unless_the_series_says_so(inviting):
    inviting(invite=False)
    assert not Message.objects.exists()


def test_everybody_with_an_address_is_invited_once(cast, ana, inviting):
    inviting()
    materialise(on=date(2027, 1, 4), at=later(5))
    assert mails(ana) == mails(cast.ciso) == ["REQUEST 0 queued"]


def test_a_move_invites_again_with_a_higher_sequence(cast, ana, inviting):
    talk = inviting().sessions.get()
    sent()
    move(talk, starts_at=datetime(2027, 4, 6, 12, tzinfo=UTC), by=cast.ciso, at=later(5))
    assert mails(ana) == ["REQUEST 0 sent", "REQUEST 1 queued"]


def test_an_invitation_that_still_waits_is_replaced(cast, ana, inviting):
    talk = inviting().sessions.get()
    move(talk, starts_at=datetime(2027, 4, 6, 12, tzinfo=UTC), by=cast.ciso, at=later(5))
    assert mails(ana) == ["REQUEST 0 cancelled", "REQUEST 1 queued"]


def test_who_was_invited_is_told_that_it_is_off(cast, ana, inviting):
    talk = inviting().sessions.get()
    sent()
    cancel(talk, because="Half of them are ill", by=cast.ciso, at=later(5))
    assert mails(ana) == ["REQUEST 0 sent", "CANCEL 1 queued"]
    said = Message.objects.get(address=ana.email, calendar_method="CANCEL")
    event = icalendar.Calendar.from_ical(said.calendar).walk("VEVENT")[0]
    assert event["status"] == "CANCELLED"


def test_who_was_never_invited_hears_nothing_of_a_cancellation(cast, ana, inviting):
    talk = inviting().sessions.get()
    skip(talk, by=cast.ciso, at=later(5))
    assert mails(ana) == ["REQUEST 0 cancelled"]


def test_who_no_longer_takes_part_is_told_and_whoever_follows_is_invited(cast, ana, inviting):
    series = inviting()
    sent()
    held = ana.assignments.get()
    successor = ContactFactory(name="Bo Berg", email="bo@cast.example")
    held.until = date(2027, 2, 1)
    from common.history import recording

    with recording(by=cast.ciso, reason="She leaves"):
        held.save()
    AssignmentFactory(unit=cast.unit, contact=successor, since=date(2027, 2, 2))
    materialise(on=date(2027, 1, 4), at=later(5))
    assert mails(ana) == ["REQUEST 0 sent", "CANCEL 0 queued"]
    assert mails(successor) == ["REQUEST 0 queued"]
    assert series.sessions.get().participations.filter(contact=successor).exists()


def test_who_comes_back_is_invited_with_a_newer_version(cast, ana, inviting):
    series = inviting()
    sent()
    sides = {"units": [cast.unit], "by": cast.ciso}
    change_series(series, functions=[], at=later(5), **sides)
    sent()
    change_series(series, functions=[FunctionFactory(code="head")], at=later(9), **sides)
    assert mails(ana) == ["REQUEST 0 sent", "CANCEL 0 sent", "REQUEST 1 queued"]


def test_a_series_that_invites_no_more_takes_nothing_back_and_keeps_whoever_was_invited_up_to_date(
    cast, ana, inviting
):
    series = inviting()
    sent()
    sides = {"units": [cast.unit], "functions": [FunctionFactory(code="head")], "by": cast.ciso}
    newcomer = ContactFactory(name="Cleo Dahl", email="cleo@cast.example")
    series.invite = False
    change_series(series, contacts=[newcomer], at=later(5), **sides)
    assert mails(ana) == ["REQUEST 0 sent"]
    assert mails(newcomer) == []
    talk = series.sessions.get()
    move(talk, starts_at=datetime(2027, 4, 6, 12, tzinfo=UTC), by=cast.ciso, at=later(9))
    assert mails(ana) == ["REQUEST 0 sent", "REQUEST 1 queued"]
    sent()
    cancel(talk, by=cast.ciso, at=later(12))
    assert mails(ana) == ["REQUEST 0 sent", "REQUEST 1 sent", "CANCEL 2 queued"]
    assert mails(newcomer) == []


def test_somebody_else_of_ours_who_invites_does_so_with_a_newer_version(cast, ana, inviting):
    series = inviting()
    sent()
    series.liaison = UserFactory(ciso=True, name="Tomas Reyes", email="tomas@cast.example")
    sides = {"units": [cast.unit], "functions": [FunctionFactory(code="head")], "by": cast.ciso}
    change_series(series, at=later(5), **sides)
    assert mails(ana) == ["REQUEST 0 sent", "REQUEST 1 queued"]
    assert mails(cast.ciso) == ["REQUEST 0 sent", "CANCEL 1 queued"]
    mail = Message.objects.get(address=ana.email, state=State.QUEUED)
    event = icalendar.Calendar.from_ical(mail.calendar).walk("VEVENT")[0]
    assert event["organizer"] == "mailto:tomas@cast.example"


def test_the_mail_names_the_method_that_the_object_names(cast, ana, inviting):
    """Mail programs ignore an invitation where the two differ."""
    talk = inviting().sessions.get()
    sent()
    cancel(talk, by=cast.ciso, at=later(5))
    for mail in Message.objects.filter(address=ana.email):
        parts = [part for part in Letter(mail).message().walk() if part.get_content_type() == "text/calendar"]
        [method] = {part.get_param("method") for part in parts}
        text = parts[0].get_payload(decode=True).decode()
        assert icalendar.Calendar.from_ical(text)["method"] == method == mail.calendar_method
        assert "Marketing" not in text, "Calendars are read by many."
        assert "BEGIN:VTIMEZONE" in text


def test_a_participant_without_an_address_is_named_and_gets_nothing(cast, inviting, ana):
    from common.history import recording

    with recording(by=cast.ciso, reason="No longer valid"):
        ana.email = ""
        ana.save()
    talk = inviting().sessions.get()
    assert invitations.without_address(talk) == ["Ana Silva"]
    assert Message.objects.filter(contact=ana).count() == 0


def test_just_before_it_goes_an_invitation_is_asked_whether_it_is_still_wanted(cast, ana, inviting):
    talk = inviting().sessions.get()
    mail = Message.objects.get(address=ana.email)
    assert invitations.refusal(mail) == ""
    talk.participations.filter(contact=ana).get()
    type(talk).objects.filter(pk=talk.pk)
    from common.history import recording

    with recording(by=cast.ciso, reason="Moved elsewhere"):
        talk.sequence = 3
        talk.save()
    assert "changed in between" in invitations.refusal(mail)
    with recording(by=cast.ciso, reason="Off"):
        talk.state = "cancelled"
        talk.save()
    assert "no longer planned" in invitations.refusal(mail)


@pytest.mark.parametrize(
    "zone", ["Europe/Vienna", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC"]
)
def test_two_parsers_read_the_same_from_an_invitation(cast, ana, inviting, zone):
    talk = inviting(time_zone=zone).sessions.get()
    text = Message.objects.get(address=ana.email).calendar
    ours, theirs = icalendar.Calendar.from_ical(text), vobject.readOne(text)
    event = ours.walk("VEVENT")[0]
    assert ours["method"] == theirs.method.value == "REQUEST"
    assert event.decoded("dtstart") == theirs.vevent.dtstart.value == talk.starts_at
    assert event.decoded("dtend") == theirs.vevent.dtend.value == talk.ends_at
    assert str(event["uid"]) == theirs.vevent.uid.value == f"{talk.uid}@srrm"
    assert str(event["attendee"]) == theirs.vevent.attendee.value == "mailto:ana@cast.example"
    assert str(event["organizer"]) == theirs.vevent.organizer.value == f"mailto:{cast.ciso.email}"
    assert bool(ours.walk("VTIMEZONE")) == (zone != "UTC")


def test_an_invitation_says_neither_department_nor_subject(ana, inviting):
    inviting(place="Room 5")
    mail = Message.objects.get(address=ana.email)
    for text in (mail.calendar, mail.subject, mail.text):
        assert "Marketing" not in text
        assert "suppliers" not in text
    assert "Room 5" in mail.text
    assert "SUMMARY:Security talk" in mail.calendar


class TestFeed:
    def key(self, client) -> str:
        page = client.post("/dialogues/feed/").content.decode()
        return page.partition("token=")[2].partition('"')[0]

    def titles(self, client, token, query="") -> set[str]:
        answer = client.get(f"/dialogues/calendar.ics?token={token}{query}")
        assert answer["Content-Type"].startswith("text/calendar")
        text = answer.content.decode()
        names = {str(one["summary"]) for one in icalendar.Calendar.from_ical(text).walk("VEVENT")}
        vevents = getattr(vobject.readOne(text), "vevent_list", []) if names else []
        assert {one.summary.value for one in vevents} == names
        return names

    def test_it_shows_what_its_owner_may_see_today(self, cast, clients):
        SessionFactory(title="Ours", units=[cast.unit])
        SessionFactory(title="Theirs", units=[cast.foreign])
        token = self.key(clients["head"])
        assert self.titles(clients["anonymous"], token) == {"Ours"}
        assert self.titles(clients["anonymous"], self.key(clients["ciso"])) == {"Ours", "Theirs"}
        assert self.titles(clients["anonymous"], token, "&mine=1") == set()

    def test_a_new_key_and_a_stopped_one_end_the_old(self, clients):
        old = self.key(clients["head"])
        new = self.key(clients["head"])
        assert clients["anonymous"].get(f"/dialogues/calendar.ics?token={old}").status_code == 404
        self.titles(clients["anonymous"], new)
        clients["head"].post("/dialogues/feed/revoke/")
        assert clients["anonymous"].get(f"/dialogues/calendar.ics?token={new}").status_code == 404

    def test_who_may_no_longer_sign_in_has_no_feed(self, cast, clients):
        from accounts.actions import deactivate

        token = self.key(clients["head"])
        deactivate(cast.head, by=cast.admin, on=timezone.localdate(), reason="Left")
        assert clients["anonymous"].get(f"/dialogues/calendar.ics?token={token}").status_code == 404

    @pytest.mark.parametrize("token", ["", "nonsense", "\x00", "é" * 300, "\ud800"])
    def test_a_key_of_nobody_opens_nothing(self, clients, token):
        answer = clients["anonymous"].get(
            "/dialogues/calendar.ics", {"token": token.encode("utf-8", "replace")}
        )
        assert answer.status_code == 404

    def test_only_a_hash_of_the_key_is_kept(self, cast, clients):
        token = self.key(clients["head"])
        assert token not in str(vars(cast.head.feed_token))

    def test_one_talk_can_be_taken_along(self, cast, clients):
        talk = SessionFactory(title="Ours", units=[cast.unit])
        text = clients["head"].get(f"/dialogues/sessions/{talk.pk}/talk.ics").content.decode()
        assert vobject.readOne(text).vevent.summary.value == "Ours"
        assert f"/dialogues/sessions/{talk.pk}/" in text.replace("\r\n ", "")


def test_a_calendar_name_never_breaks_out_of_its_line(cast):
    talk = SessionFactory(title="A\r\nATTENDEE:mailto:x@y; z, ä", units=[cast.unit])
    text = calendars.single(talk, link="https://x/", at=NOW)
    assert "\r\nATTENDEE" not in text
