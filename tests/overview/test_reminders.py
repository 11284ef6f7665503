"""Reminders as mail: to whom, in which words, once, and not any more when their reason is gone."""

import re
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from common.history import recording
from dialogues.choices import PromiseState, SessionState
from outreach import wanted
from outreach.delivery import deliver_due
from outreach.models import Message, State
from overview import tasks
from overview.reminders import sending
from tests.factories.accounts import UserFactory
from tests.factories.contacts import ContactFactory
from tests.factories.dialogues import (
    CommitmentFactory,
    ParticipationFactory,
    SessionFactory,
    TopicFactory,
    at_ten,
)
from tests.factories.outreach import PreferenceFactory
from tests.factories.units import UnitFactory, in_days

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")


def morning(days: int = 0, hour: int = 8) -> datetime:
    return datetime.combine(timezone.localdate() + timedelta(days), time(hour), tzinfo=LONDON)


@pytest.fixture
def remind(cast):
    """`remind(3)`: what is queued three days from now, at eight; by kind and person."""

    def run(days=0, *, since=None):
        at = morning(days)
        since = since or at - timedelta(days=1)
        return sending.remind(at=at, since=since)

    return run


def of(messages, kind):
    return [one for one in messages if one.kind == kind]


class TestAPromise:
    def test_reaches_whoever_is_to_keep_it_in_plain_words_with_one_link(self, cast, remind):
        promise = CommitmentFactory(unit=cast.unit, user=cast.ciso, text="A shorter form", due_on=in_days(3))
        [mail] = of(remind(1), "promise_due")
        assert (mail.user, mail.address, mail.about) == (
            cast.ciso,
            "ciso@cast.example",
            f"commitment:{promise.pk}",
        )
        assert mail.subject.startswith("A promise to Marketing is due on")
        assert "“A shorter form”" in mail.text
        assert f"/promises/{promise.pk}/" in mail.text
        assert "/outreach/preferences/" in mail.text
        assert f'href="http://127.0.0.1:8000/promises/{promise.pk}/"' in mail.html

    def test_is_said_once_however_often_it_is_looked_for(self, cast, remind):
        CommitmentFactory(unit=cast.unit, user=cast.ciso, due_on=in_days(3))
        assert len(of(remind(1), "promise_due")) == 1
        assert remind(1) == []
        assert of(remind(2), "promise_due") == []
        PreferenceFactory(user=cast.ciso, kinds=["promise_due"], days_before=9)
        assert of(remind(2), "promise_due") == []

    def test_of_nobody_by_name_reaches_whoever_answers_for_the_department(self, cast, remind):
        CommitmentFactory(unit=cast.unit, user=None, due_on=in_days(3))
        [mail] = of(remind(1), "promise_due")
        assert mail.user == cast.ciso

    def test_of_a_head_reaches_them_only_if_they_chose_so(self, cast, remind):
        CommitmentFactory(
            unit=cast.unit, theirs=True, contact=ContactFactory(user=cast.head), due_on=in_days(3)
        )
        assert of(remind(1), "promise_due") == []
        PreferenceFactory(user=cast.head, kinds=["promise_due"], days_before=3)
        [mail] = of(remind(1), "promise_due")
        assert mail.user == cast.head
        assert "You promised the security team" in mail.text

    def test_that_waits_goes_to_the_one_who_answers_and_to_nobody_above(self, cast, remind):
        for person in (cast.ciso, cast.admin):
            PreferenceFactory(user=person, kinds=["promise_waiting"])
        CommitmentFactory(unit=cast.unit, theirs=True, text="The list", due_on=in_days(-1))
        [mail] = of(remind(), "promise_waiting")
        assert mail.user == cast.ciso
        assert "Nobody but you was told." in mail.text
        assert "overdue" not in mail.text.lower()

    def test_noted_for_somebody_asks_for_a_yes_after_some_days(self, cast, remind):
        PreferenceFactory(user=cast.ciso, kinds=["promise_waiting"])
        CommitmentFactory(unit=cast.unit, user=cast.ciso, proposed=True, undated=True, made_on=in_days(-2))
        assert of(remind(), "promise_waiting") == []
        [mail] = of(remind(1), "promise_waiting")
        assert "waits for your answer" in mail.subject

    def test_out_of_a_talk_one_may_not_see_is_not_told(self, cast, remind):
        secret = SessionFactory(units=[cast.unit], limited_to_its_people=True, closed=True)
        CommitmentFactory(unit=cast.unit, user=None, session=secret, due_on=in_days(3))
        assert of(remind(1), "promise_due") == []


class TestATalk:
    def test_ahead_reaches_our_side_in_their_own_time(self, cast, remind):
        with recording(by=cast.ciso, reason="Moved"):
            cast.ciso.time_zone = "Asia/Kathmandu"
            cast.ciso.save()
        talk = SessionFactory(units=[cast.unit], liaison=cast.ciso, title="Before the season", place="Linden")
        start = talk.starts_at.astimezone(ZoneInfo("Asia/Kathmandu"))
        [mail] = of(remind(5), "session_ahead")
        assert f"{start:%H:%M}" in mail.subject
        assert f"{start:%A}" in mail.subject
        assert f"/dialogues/sessions/{talk.pk}/" in mail.text
        assert "Linden" in mail.text

    def test_reaches_everybody_who_takes_part_and_chose_so_and_nobody_who_declined(self, cast, remind):
        talk = SessionFactory(units=[cast.unit], liaison=cast.ciso)
        PreferenceFactory(user=cast.head, kinds=["session_ahead"])
        ParticipationFactory(session=talk, contact=ContactFactory(user=cast.head))
        ParticipationFactory(session=talk, ours=True, user=cast.admin, reply="declined")
        assert {mail.user for mail in of(remind(5), "session_ahead")} == {cast.ciso, cast.head}

    def test_that_was_moved_is_told_again_and_the_old_mail_is_not_wanted(self, cast, remind):
        talk = SessionFactory(units=[cast.unit], liaison=cast.ciso)
        [old] = of(remind(5), "session_ahead")
        assert wanted.why_not(old, at=morning(5)) == ""
        with recording(by=cast.ciso, reason="Moved"):
            talk.starts_at += timedelta(days=1)
            talk.save()
        assert wanted.why_not(old, at=morning(5)) == "It was moved to another day."
        [new] = of(remind(6), "session_ahead")
        assert new.key != old.key

    def test_of_which_nobody_said_what_came_asks_once(self, cast, remind):
        talk = SessionFactory(units=[cast.unit], liaison=cast.ciso, held=True)
        [mail] = of(remind(), "notes_missing")
        assert f"/dialogues/sessions/{talk.pk}/" in mail.text
        assert of(remind(1), "notes_missing") == []
        with recording(by=cast.ciso, reason="Closed"):
            talk.state = SessionState.CLOSED
            talk.save()
        assert wanted.why_not(mail, at=morning()) == "Its notes are there."

    def test_due_is_told_once_a_week_for_all_departments_together(self, cast, remind):
        monday = (7 - timezone.localdate().weekday()) % 7 or 7
        for step in range(3):
            unit = UnitFactory(owner=cast.ciso, name=f"Part {step}", strategic_importance=2)
            SessionFactory(units=[unit], closed=True, starts_at=at_ten(monday - 95))
        mails = of(remind(monday), "dialogue_due")
        sent = [mail for mail in mails if mail.state == State.QUEUED and mail.user == cast.ciso]
        assert [mail.subject for mail in sent if "Part 2" in mail.text] == [mail.subject for mail in sent]
        assert of(remind(monday + 1), "dialogue_due") == []


class TestWhenNothingRan:
    def test_what_is_still_of_use_goes_out_once(self, cast, remind):
        CommitmentFactory(unit=cast.unit, user=cast.ciso, due_on=in_days(3))
        [mail] = of(remind(2, since=morning(-3)), "promise_due")
        assert mail.useless_after > morning(2)
        assert remind(2, since=morning(-3)) == []

    def test_what_is_not_is_written_down_as_late(self, cast, remind):
        CommitmentFactory(unit=cast.unit, user=cast.ciso, due_on=in_days(3))
        found = remind(9, since=morning(-3))
        [mail] = of(found, "promise_due")
        assert mail.useless_after <= morning(9)
        assert Message.objects.filter(kind="promise_due").count() == 1

    def test_two_at_once_queue_nothing_twice(self, cast):
        CommitmentFactory(unit=cast.unit, user=cast.ciso, due_on=in_days(3))
        at, since = morning(1), morning()
        first, second = sending.remind(at=at, since=since), sending.remind(at=at, since=since)
        assert (len(of(first, "promise_due")), second) == (1, [])


class TestASummary:
    def first(self):
        today = timezone.localdate()
        following = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
        return (following - today).days

    def test_tells_a_head_once_a_month_what_is_open_between_us(self, cast, remind):
        CommitmentFactory(unit=cast.unit, text="A shorter form", late=True)
        CommitmentFactory(unit=cast.unit, text="The list", theirs=True, late=True)
        CommitmentFactory(unit=cast.foreign, text="Foreign matter", late=True)
        SessionFactory(units=[cast.unit], title="Before the season", starts_at=at_ten(self.first() + 3))
        TopicFactory(unit=cast.unit)
        [mail] = [one for one in of(remind(self.first()), "digest") if one.user == cast.head]
        assert mail.key.startswith("digest:month:")
        for said in ("A shorter form", "The list", "Before the season", "WHAT WE OWE YOU"):
            assert said in mail.text
        assert "Foreign matter" not in mail.text
        assert re.search(
            r'<a href="http://127.0.0.1:8000/promises/\d+/">Marketing: A shorter form</a>', mail.html
        )
        assert of(remind(self.first() + 4), "digest") == []

    def test_with_nothing_in_it_is_not_sent(self, cast, remind):
        assert of(remind(self.first()), "digest") == []
        kept = Message.objects.get(kind="digest", user=cast.head)
        assert (kept.state, kept.text, kept.outcome) == (State.NOTHING, "", "There was nothing to say.")
        CommitmentFactory(unit=cast.unit, late=True)
        assert remind(self.first()) == []
        assert of(remind(self.first() + 3), "digest") == []

    def test_with_nothing_in_it_leaves_the_page_of_mail_calm(self, clients, cast, remind):
        remind(self.first())
        for asked, number in (
            ("", 0),
            ("?state=cancelled&state=skipped", 0),
            ("?state=nothing&kind=digest", 1),
        ):
            rows = clients["admin"].get(f"/outreach/{asked}").context["page"].rows
            assert len([row for row in rows if row.user_id == cast.head.pk]) == number
        assert deliver_due(seconds=1, at=morning(self.first(), hour=9)) == {}


class TestWhatIsNotWantedAnyMore:
    @pytest.fixture
    def mail(self, cast, remind):
        self.promise = CommitmentFactory(unit=cast.unit, user=cast.ciso, due_on=in_days(3))
        [mail] = of(remind(1), "promise_due")
        return mail

    def why(self, mail):
        return wanted.why_not(Message.objects.get(pk=mail.pk), at=timezone.now())

    def test_a_promise_that_was_kept(self, cast, mail):
        assert self.why(mail) == ""
        with recording(by=cast.ciso, reason="Kept"):
            self.promise.state = PromiseState.KEPT
            self.promise.save()
        assert self.why(mail) == "It is settled."

    def test_a_kind_somebody_switched_off(self, cast, mail):
        PreferenceFactory(user=cast.ciso)
        assert self.why(mail) == "Cast ciso does not want to be reminded of this any more."

    def test_a_person_who_may_not_read_it_any_more(self, cast, mail):
        with recording(by=cast.admin, reason="Other duties"):
            cast.ciso.role = "responder"
            cast.ciso.save()
        assert "may not read talks any more" in self.why(mail)


def test_words_that_cannot_be_written_stop_nobody_else(cast, remind, monkeypatch, caplog):
    CommitmentFactory(unit=cast.unit, user=cast.ciso, due_on=in_days(3))
    SessionFactory(units=[cast.unit], liaison=cast.ciso, held=True)
    from overview.reminders import writing

    words = dict(writing.WORDS, promise_due=lambda *args: {"nothing": "of use"})
    with monkeypatch.context() as patched:
        patched.setattr(writing, "WORDS", words)
        kinds = [one.kind for one in remind(1)]
    assert "notes_missing" in kinds
    assert "promise_due" not in kinds
    assert "A reminder could not be written" in caplog.text
    assert [one.kind for one in remind(1)] == ["promise_due"]


def test_the_task_notes_that_it_ran_and_queues_nothing_again(cast):
    CommitmentFactory(unit=cast.unit, user=cast.ciso, due_on=in_days(1))
    tasks.remind()
    number = Message.objects.count()
    tasks.remind()
    assert Message.objects.count() == number


def test_as_many_questions_for_one_as_for_many_things_nobody_is_to_hear_of(cast, count_queries):
    # Neither a Monday nor the first of a month.
    days = (timezone.localdate() + timedelta(n) for n in range(1, 30))
    on = next(n for n, day in enumerate(days, start=1) if day.weekday() == 2 and day.day > 3)

    def asked():
        with count_queries() as seen:
            sending.remind(at=morning(on), since=morning(on - 1))
        return len(seen)

    def grow(times):
        for _ in range(times):
            unit = UnitFactory(owner=cast.ciso)
            CommitmentFactory(unit=unit, user=cast.ciso, due_on=in_days(50))
            CommitmentFactory(
                unit=unit,
                theirs=True,
                contact=ContactFactory(user=UserFactory(head=True)),
                due_on=in_days(50),
            )
            SessionFactory(units=[unit], liaison=cast.ciso, starts_at=at_ten(50))

    grow(1)
    asked()
    one = asked()
    grow(12)
    assert asked() == one
