"""Mail on its way out, and how people want to be reminded."""

import uuid
from datetime import timedelta

import factory
from django.utils import timezone

from outreach.models import Digest, Message, Preference, State
from tests.factories.accounts import UserFactory
from tests.factories.base import RecordedFactory


def in_minutes(minutes: float):
    return factory.LazyFunction(lambda: timezone.now() + timedelta(minutes=minutes))


class MessageFactory(RecordedFactory):
    """A reminder that is due and that nobody has tried to send."""

    class Meta:
        model = Message

    class Params:
        later = factory.Trait(due_at=in_minutes(600))
        sending = factory.Trait(
            state=State.SENDING, attempts=1, token=factory.LazyFunction(uuid.uuid4), lease_until=in_minutes(3)
        )
        left_behind = factory.Trait(sending=True, lease_until=in_minutes(-1))
        sent = factory.Trait(state=State.SENT, attempts=1, ended_at=in_minutes(-1))
        failed = factory.Trait(
            state=State.FAILED,
            attempts=1,
            ended_at=in_minutes(-1),
            outcome="The mail server refused the address: 550 No such user",
        )
        cancelled = factory.Trait(
            state=State.CANCELLED, ended_at=in_minutes(-1), outcome="The talk was cancelled."
        )
        skipped = factory.Trait(state=State.SKIPPED, ended_at=in_minutes(-1), outcome="It came too late.")
        invitation = factory.Trait(
            calendar="BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n", calendar_method="REQUEST"
        )

    key = factory.Sequence(lambda n: f"test:{n}:2026-11-22:0:{n}")
    kind = "test"
    about = "session:1"
    user = factory.SubFactory(UserFactory)
    address = factory.LazyAttribute(lambda o: o.user.email if o.user else "somebody@test.example")
    name = factory.LazyAttribute(lambda o: o.user.name if o.user else "Somebody")
    subject = "You talk with Marketing on Tuesday"
    text = "You talk with Marketing on Tuesday at 10:30.\n"
    html = "<p>You talk with Marketing on Tuesday at 10:30.</p>"
    message_id = factory.LazyFunction(lambda: f"<{uuid.uuid4()}@srrm.test>")
    dated_at = in_minutes(-2)
    queued_at = in_minutes(-2)
    due_at = in_minutes(-1)


class PreferenceFactory(RecordedFactory):
    class Meta:
        model = Preference

    user = factory.SubFactory(UserFactory)
    kinds = factory.LazyFunction(list)
    digest = Digest.MONTHLY
