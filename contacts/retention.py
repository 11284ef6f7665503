"""How long the directory keeps what it knows of people. The rules are registered when the app starts."""

from datetime import date

from common.retention import Rule, Term, register
from contacts.actions.redacting import redact_people, remove_stances
from contacts.models import Contact, Stance

STANCE_TERM, LEFT_TERM = Term(months=12), Term(months=24)
ACTOR = "Retention"


def old_stances(on: date):
    return Stance.objects.filter(noted_on__lte=STANCE_TERM.before(on)).order_by("noted_on", "pk")


def long_gone(on: date):
    """Who left so long ago that nothing but what they did is kept."""
    gone = Contact.objects.filter(left_on__lte=LEFT_TERM.before(on), redacted_on__isnull=True)
    return gone.order_by("left_on", "pk")


def _remove_stances(ids, *, at):
    remove_stances(ids, rule="Engagement", reason="It was noted 12 months ago", actor=ACTOR, at=at)


def _redact_people(ids, *, at):
    redact_people(ids, rule="People who left", reason="Their last day was 24 months ago", actor=ACTOR, at=at)


def register_rules() -> None:
    register(
        Rule(
            key="contacts.stance",
            model="contacts.Stance",
            what="Engagement",
            fields="where somebody stands, where we hope they will, the note",
            after=STANCE_TERM,
            since="the day it was noted",
            happens="It is removed, and taken out of the record.",
            due=old_stances,
            carry_out=_remove_stances,
        )
    )
    register(
        Rule(
            key="contacts.left",
            model="contacts.Contact",
            what="People who left",
            fields="name, e-mail, phone, personnel number, title, place, manager, account, engagement",
            after=LEFT_TERM,
            since="their last day",
            happens="They become “Former colleague”, also in the record. What they were responsible for stays.",
            due=long_gone,
            carry_out=_redact_people,
        )
    )
