"""Promises: proposed until accepted, settled, taken back; and who may do which."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from dialogues import promising
from dialogues.actions import promises
from dialogues.choices import PromiseState
from dialogues.promising import Step
from tests.factories.accounts import UserFactory
from tests.factories.contacts import ContactFactory
from tests.factories.dialogues import AgendaItemFactory, CommitmentFactory
from tests.factories.units import UnitFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def tomas():
    return UserFactory(ciso=True, name="Tomas Reyes")


def made(by, **values):
    values = {"text": "Send the form", "side": "we", "unit": UnitFactory(), "made_on": NOW.date()} | values
    return promises.promise(by=by, at=NOW, **values)


def test_a_promise_for_somebody_else_is_proposed_until_they_accept(tomas):
    ingrid = UserFactory(ciso=True)
    promise = made(ingrid, user=tomas)
    assert (promise.state, promise.accepted_at) == (PromiseState.PROPOSED, None)
    accepted = promises.accept(promise, by=tomas, at=NOW)
    assert (accepted.state, accepted.accepted_by) == (PromiseState.OPEN, tomas)


def test_what_one_promises_oneself_needs_no_second_yes(tomas):
    assert made(tomas, user=tomas).state == PromiseState.OPEN
    head = UserFactory(head=True)
    assert made(head, side="they", contact=ContactFactory(user=head)).state == PromiseState.OPEN


def test_what_nobody_was_named_for_becomes_theirs_who_says_yes(tomas):
    assert promises.accept(made(UserFactory(head=True)), by=tomas, at=NOW).user == tomas


def test_a_promise_is_owed_by_somebody_of_its_own_side(tomas):
    promise = made(tomas, side="they", user=tomas, contact=ContactFactory())
    assert promise.user is None


@pytest.mark.parametrize(
    ("step", "state"),
    [("accept", "open"), ("decline", "open"), ("keep", "kept"), ("drop", "declined"), ("undo", "proposed")],
)
def test_a_step_that_is_not_open_says_why(step, state):
    assert promising.refusal(Step(step), state).endswith(".")


def test_each_answer_can_be_taken_back(tomas):
    promise = CommitmentFactory(user=tomas)
    promises.keep(promise, by=tomas, at=NOW)
    assert promises.undo(promise, by=tomas).state == PromiseState.OPEN
    promises.drop(promise, because="The provider does it", by=tomas, at=NOW)
    back = promises.undo(promise, by=tomas)
    assert (back.state, back.because, back.settled_at) == (PromiseState.OPEN, "", None)
    assert promises.undo(promise, by=tomas).state == PromiseState.PROPOSED


def test_dropping_needs_a_reason(tomas):
    with pytest.raises(ValidationError, match="Say why"):
        promises.drop(CommitmentFactory(), because=" ", by=tomas, at=NOW)


def test_a_promise_given_to_somebody_else_waits_for_their_yes(tomas):
    promise = type(given := CommitmentFactory(user=tomas)).objects.get(pk=given.pk)
    promise.user = UserFactory(ciso=True)
    assert promises.change(promise, by=tomas, reason="On leave").state == PromiseState.PROPOSED


def test_another_day_needs_no_new_yes(tomas):
    promise = type(given := CommitmentFactory(user=tomas)).objects.get(pk=given.pk)
    promise.due_on = NOW.date()
    assert promises.change(promise, by=UserFactory(ciso=True), reason="Earlier").state == PromiseState.OPEN


def test_carrying_is_counted_by_talks(tomas):
    promise = CommitmentFactory()
    for _ in range(3):
        AgendaItemFactory(commitment=promise, state="carried")
    assert promises.carry(promise, by=tomas).carried == promises.carry(promise, by=tomas).carried == 3


def test_who_may_say_yes_and_who_may_settle(tomas):
    head, colleague = UserFactory(head=True), UserFactory(ciso=True)
    ours = CommitmentFactory.build(user=tomas, side="we", state="proposed", unit=None, accepted_by=None)
    theirs = CommitmentFactory.build(
        side="they", user=None, contact=None, state="proposed", unit=None, accepted_by=None
    )
    assert promising.may(Step.ACCEPT, ours, tomas, team=True)
    assert not promising.may(Step.ACCEPT, ours, colleague, team=True)
    assert promising.may(Step.KEEP, ours, colleague, team=True)
    assert not promising.may(Step.KEEP, ours, head, team=False)
    assert promising.may(Step.ACCEPT, theirs, head, team=False)
    assert promising.may(Step.DROP, theirs, colleague, team=True)
