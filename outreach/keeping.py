"""Mail is not kept for ever: first its words go, then the row."""

from collections.abc import Iterable
from datetime import date, datetime

from common.retention import Rule, Term, register
from outreach.models import Message, State

WORDS_TERM = Term(days=90)
ROW_TERM = Term(months=24)
REDACTED_TERM = Term(days=1)
EMPTY = {"text": "", "html": "", "calendar": ""}


def with_words(on: date):
    ended = Message.objects.filter(ended_at__date__lte=WORDS_TERM.before(on)).exclude(text="")
    return ended.order_by("ended_at", "pk")


def remove_words(ids: Iterable[int], *, at: datetime) -> None:
    Message.objects.filter(pk__in=list(ids)).update(**EMPTY)


def old(on: date):
    return Message.objects.filter(ended_at__date__lte=ROW_TERM.before(on)).order_by("ended_at", "pk")


def remove(ids: Iterable[int], *, at: datetime) -> None:
    Message.objects.filter(pk__in=list(ids)).delete()


def of_the_redacted(on: date):
    rows = Message.objects.filter(contact__redacted_on__lte=REDACTED_TERM.before(on))
    return rows.exclude(address="", name="").order_by("pk")


def remove_person(ids: Iterable[int], *, at: datetime) -> None:
    rows = Message.objects.filter(pk__in=list(ids))
    gone = rows.filter(state__in=(State.QUEUED, State.FAILED))
    gone.update(state=State.CANCELLED, ended_at=at, outcome="Its person was taken out of the record.")
    rows.update(address="", name="", subject="–", outcome="", **EMPTY)


def register_rules() -> None:
    register(
        Rule(
            key="outreach.words",
            model="outreach.Message",
            what="Text of mail",
            fields="text, form in HTML and invitation",
            after=WORDS_TERM,
            since="the mail left, failed or was cancelled",
            happens="They are removed. Subject, address and what became of the mail stay.",
            due=with_words,
            carry_out=remove_words,
        )
    )
    register(
        Rule(
            key="outreach.rows",
            model="outreach.Message",
            what="Mail that left or ended otherwise",
            fields="subject, address, what became of it",
            after=ROW_TERM,
            since="the mail left, failed or was cancelled",
            happens="It is removed.",
            due=old,
            carry_out=remove,
        )
    )
    register(
        Rule(
            key="outreach.redacted",
            model="outreach.Message",
            what="Mail to people who were redacted",
            fields="name, address, subject and text",
            after=REDACTED_TERM,
            since="the person was redacted",
            happens="They are removed; that there was a mail stays. What waits is not sent.",
            due=of_the_redacted,
            carry_out=remove_person,
        )
    )
