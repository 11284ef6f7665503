"""What is kept of mail, and for how long."""

from datetime import timedelta

import pytest
from django.utils import timezone

from outreach import actions, keeping
from outreach.models import Message, State
from tests.factories.accounts import UserFactory
from tests.factories.contacts import ContactFactory
from tests.factories.outreach import MessageFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def ended(days: int, **more) -> Message:
    return MessageFactory(sent=True, ended_at=timezone.now() - timedelta(days=days), **more)


def test_words_go_after_90_days_and_what_became_of_it_stays():
    old, young, waiting = ended(92, invitation=True), ended(88), MessageFactory()
    due = keeping.with_words(TODAY())
    assert [row.pk for row in due] == [old.pk]
    keeping.remove_words([old.pk], at=timezone.now())
    old.refresh_from_db()
    assert (old.text, old.html, old.calendar, old.state) == ("", "", "", State.SENT)
    assert old.subject
    assert not keeping.with_words(TODAY()).exists()
    assert {young.pk, waiting.pk} <= set(Message.objects.exclude(text="").values_list("pk", flat=True))


def test_what_lost_its_words_cannot_be_sent_again():
    message = MessageFactory(failed=True, text="")
    assert "cannot be sent again" in actions.retry(message, by=UserFactory(), at=timezone.now())


def test_the_row_goes_after_two_years():
    old = ended(740)
    ended(700)
    assert [row.pk for row in keeping.old(TODAY())] == [old.pk]
    keeping.remove([old.pk], at=timezone.now())
    assert Message.objects.count() == 1


def test_mail_to_somebody_taken_out_of_the_record_names_nobody():
    gone = ContactFactory(name="Lee Vogel", left=True, redacted_on=TODAY() - timedelta(days=2))
    waiting, sent = MessageFactory(user=None, contact=gone), ended(3, user=None, contact=gone)
    MessageFactory()
    due = keeping.of_the_redacted(TODAY())
    assert {row.pk for row in due} == {waiting.pk, sent.pk}
    keeping.remove_person([waiting.pk, sent.pk], at=timezone.now())
    assert not keeping.of_the_redacted(TODAY()).exists()
    states = dict(Message.objects.filter(contact=gone).values_list("pk", "state"))
    assert states == {waiting.pk: State.CANCELLED, sent.pk: State.SENT}
    assert set(Message.objects.filter(contact=gone).values_list("name", "address", "text")) == {("", "", "")}
