"""Answering the review of a department: what is kept, and what is refused in sentences."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from outreach.models import Message
from reviews.actions import answers
from reviews.choices import ByRight, Channel, Outcome, Part, PartAnswer
from reviews.models import PartReview
from tests.factories.accounts import UserFactory
from tests.factories.contacts import ContactFactory
from tests.factories.reviews import CycleFactory, UnitReviewFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()
SHOWN = {"parts": [{"key": "people", "label": "Who speaks for you", "lines": ["Clara Whitfield"]}]}
CORRECT = {Part.PEOPLE: (PartAnswer.CORRECT, ""), Part.NEEDS: (PartAnswer.CORRECT, "")}


@pytest.fixture
def review(cast):
    reviewer = ContactFactory(name="Clara Whitfield", user=cast.head)
    return UnitReviewFactory(unit=cast.unit, reviewer=reviewer)


def answered(review, by, **values):
    values = {"outcome": Outcome.CONFIRMED, "parts": CORRECT, "shown": SHOWN} | values
    return answers.answer(review, by=by, at=NOW, **values)


def test_a_confirmation_keeps_who_when_each_part_and_what_was_shown(review, cast):
    found = answered(review, cast.head)
    found.refresh_from_db()
    assert (found.outcome, found.answered_by, found.answered_at) == (Outcome.CONFIRMED, cast.head, NOW)
    assert found.shown == SHOWN
    assert found.shown_sha256 == answers.fingerprint(SHOWN)
    assert set(found.parts.values_list("part", "answer")) == {("people", "correct"), ("needs", "correct")}
    groups = {found.history.first().history_group, PartReview.history.first().history_group}
    assert len(groups) == 1


def test_the_same_screen_has_the_same_fingerprint_in_any_order():
    assert answers.fingerprint({"a": 1, "b": "é"}) == answers.fingerprint({"b": "é", "a": 1})


def test_answering_twice_says_who_answered_and_when(review, cast):
    answered(review, cast.head)
    with pytest.raises(ValidationError, match="Cast head confirmed it on"):
        answered(review, cast.head)


def test_a_closed_review_cannot_be_confirmed(cast):
    cycle = CycleFactory(closed=True)
    closed = UnitReviewFactory(cycle=cycle, unit=cast.unit)
    with pytest.raises(ValidationError, match="was closed on"):
        answered(closed, cast.head)


def test_a_planned_review_cannot_be_answered_before_it_opens(cast):
    planned = UnitReviewFactory(cycle=CycleFactory(planned=True), unit=cast.unit)
    with pytest.raises(ValidationError, match="opens on"):
        answered(planned, cast.head)


@pytest.mark.parametrize("who", ["outsider", "auditor", "responder"])
def test_nobody_answers_for_a_department_they_may_not_act_for(review, cast, who):
    with pytest.raises(ValidationError, match="may not act for"):
        answered(review, getattr(cast, who))


def test_the_team_says_whose_answer_it_writes_down(review, cast):
    with pytest.raises(ValidationError, match="whose answer"):
        answered(review, cast.ciso)
    with pytest.raises(ValidationError, match="whose answer"):
        answered(review, cast.ciso, channel=Channel.PHONE)
    found = answered(review, cast.ciso, channel=Channel.PHONE, spoke_with="Clara Whitfield")
    assert (found.channel, found.spoke_with, found.answered_by) == (
        Channel.PHONE, "Clara Whitfield", cast.ciso,
    )  # fmt: skip


def test_a_department_does_not_phone_itself(review, cast):
    with pytest.raises(ValidationError, match="on the page"):
        answered(review, cast.head, channel=Channel.PHONE, spoke_with="Clara")


def test_what_changed_is_not_called_confirmed(review, cast):
    parts = CORRECT | {Part.VALUE: (PartAnswer.NOT_OURS, "Sold in May")}
    with pytest.raises(ValidationError, match="Not every part"):
        answered(review, cast.head, parts=parts)
    found = answered(review, cast.head, parts=parts, outcome=Outcome.CHANGED)
    assert found.parts.get(part=Part.VALUE).note == "Sold in May"


def test_no_longer_mine_needs_a_sentence(review, cast):
    with pytest.raises(ValidationError, match="Say in a sentence"):
        answers.not_mine(review, note=" ", by=cast.head, at=NOW)
    found = answers.not_mine(review, note="Treasury runs it since June", by=cast.head, at=NOW)
    assert (found.outcome, found.remarks) == (Outcome.NOT_MINE, "Treasury runs it since June")


def test_a_review_is_handed_to_somebody_who_can_answer(review, cast):
    deputy = ContactFactory(user=UserFactory(head=True))
    with pytest.raises(ValidationError, match="may not act for Marketing"):
        answers.delegate(review, to=deputy, note="I am away", by=cast.head, at=NOW)
    for other in (ContactFactory(), ContactFactory(left_on=NOW.date() - timedelta(days=3))):
        with pytest.raises(ValidationError):
            answers.delegate(review, to=other, note="I am away", by=cast.head, at=NOW)
    mine = ContactFactory(user=cast.ciso)
    found = answers.delegate(review, to=mine, note="I am away", by=cast.head, at=NOW)
    assert (found.reviewer, found.by_right, found.note) == (mine, ByRight.CHOSEN, "I am away")
    [mail] = Message.objects.all()
    assert (mail.user, "I am away" in mail.text) == (cast.ciso, True)
    with pytest.raises(ValidationError, match="already"):
        answers.delegate(review, to=mine, note="Again", by=cast.head, at=NOW)
