"""While a review is open: asked again, reminded, given to somebody else, replaced where somebody left."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from common.history import recording
from contacts.functions import DEPUTY
from outreach import wanted
from outreach.actions.wishes import choose
from outreach.models import Message
from reviews import running
from reviews.actions import answers, asking, opening
from reviews.choices import ByRight, Outcome
from tests.factories.contacts import AssignmentFactory, ContactFactory
from tests.reviews.conftest import TODAY, at_hour

pytestmark = pytest.mark.django_db
NOW = at_hour(9)


@pytest.fixture
def cycle(plan):
    return opening.open_cycle(plan(), by=None, at=NOW, reason="x")


def mails(kind):
    return list(Message.objects.filter(kind=kind).order_by("pk"))


def at(days: int, hour: int = 9) -> datetime:
    return at_hour(hour) + timedelta(days=days)


def test_asking_again_is_one_mail_a_person_a_day(cycle, cast):
    assert asking.nudge(cycle.reviews.all(), by=cast.admin, at=at(3)) == 2
    assert asking.nudge(cycle.reviews.all(), by=cast.ciso, at=at(3, 15)) == 0
    assert asking.nudge(cycle.reviews.all(), by=cast.ciso, at=at(4)) == 2
    assert [mail.user for mail in mails("review_nudged")] == [cast.head, cast.head]
    assert "Cast admin" in mails("review_nudged")[0].subject


def test_who_has_answered_is_not_asked_again(cycle, cast):
    review = cycle.reviews.get(unit=cast.unit)
    answers.answer(review, outcome=Outcome.CONFIRMED, parts={}, shown={}, by=cast.head, at=at(1))
    assert asking.nudge(cycle.reviews.all(), by=cast.admin, at=at(3)) == 1


def test_reminders_go_on_the_days_of_the_review_once_each(cycle, cast):
    for day in range(22):
        running.run(at=at(day, 8))
        running.run(at=at(day, 12))
    found = mails("review_waiting")
    assert [mail.key.split(":")[3] for mail in found] == ["2026-12-07", "2026-12-13"]
    assert {mail.user for mail in found} == {cast.head}


def test_who_wishes_no_reminder_gets_none(cycle, cast):
    choose(user=cast.head, values={"kinds": []}, by=cast.head)
    running.run(at=at(14))
    assert mails("review_waiting") == []


def test_a_mail_that_waits_is_not_sent_once_everything_is_answered(cycle, cast):
    [mail] = mails("review_asked")
    assert wanted.why_not(mail, at=NOW) == ""
    for review in cycle.reviews.all():
        answers.answer(review, outcome=Outcome.CONFIRMED, parts={}, shown={}, by=cast.head, at=at(1))
    assert "answered" in wanted.why_not(mail, at=NOW)


def test_giving_departments_to_somebody_else_tells_them_and_keeps_why(cycle, cast):
    ours = ContactFactory(name="Ida", user=cast.ciso)
    found = asking.reassign(cycle.reviews.all(), to=ours, note="Clara is away", by=cast.admin, at=at(2))
    assert [(one.reviewer, one.by_right, one.note) for one in found] == [
        (ours, ByRight.CHOSEN, "Clara is away")
    ] * 2
    assert [mail.user for mail in mails("review_asked")] == [cast.head, cast.ciso]
    assert "Clara is away" in mails("review_asked")[1].text


@pytest.mark.parametrize(
    ("note", "signs_in", "why"), [(" ", True, "Say why"), ("x", False, "does not sign in")]
)
def test_giving_on_is_refused_without_a_reason_or_to_somebody_who_cannot_answer(
    cycle, cast, note, signs_in, why
):
    to = ContactFactory(user=cast.ciso if signs_in else None)
    with pytest.raises(ValidationError, match=why):
        asking.reassign(cycle.reviews.all(), to=to, note=note, by=cast.admin, at=at(2))


def test_no_longer_mine_is_open_again_for_whoever_is_asked_next(cycle, cast):
    review = cycle.reviews.get(unit=cast.unit)
    answers.not_mine(review, note="Treasury runs it", by=cast.head, at=at(1))
    ours = ContactFactory(name="Ida", user=cast.ciso)
    [found] = asking.reassign([review], to=ours, note="They said so", by=cast.admin, at=at(2))
    found.refresh_from_db()
    assert (found.outcome, found.answered_at, found.reviewer) == ("", None, ours)
    said = found.history.filter(outcome=Outcome.NOT_MINE).get()
    assert said.remarks == "Treasury runs it"


def test_an_answered_department_stays_with_whoever_answered(cycle, cast):
    review = cycle.reviews.get(unit=cast.unit)
    answers.answer(review, outcome=Outcome.CONFIRMED, parts={}, shown={}, by=cast.head, at=at(1))
    with pytest.raises(ValidationError, match="None of these waits"):
        asking.reassign([review], to=ContactFactory(user=cast.ciso), note="x", by=cast.admin, at=at(2))


def test_who_left_is_replaced_visibly_and_the_next_one_is_told(cycle, cast, clara):
    jonas = ContactFactory(name="Jonas Beck", user=cast.ciso)
    AssignmentFactory(contact=jonas, unit=cast.unit, code=DEPUTY)
    running.run(at=at(1))
    assert cycle.reviews.filter(reviewer=clara).count() == 2
    with recording(actor="x", reason="x"):
        clara.left_on = TODAY + timedelta(days=1)
        clara.save()
    running.run(at=at(2))
    running.run(at=at(3))
    review = cycle.reviews.get(unit=cast.unit)
    assert (review.reviewer, review.by_right) == (jonas, ByRight.DEPUTY)
    assert review.note == "Clara Whitfield left on 24\u00a0November. Jonas Beck answers instead."
    assert review.history.first().history_change_reason == "Who was asked is not here any more"
    assert len(mails("review_asked")) == 2
    # Nobody answers for the team below: it stays as it was, and the board says so.
    assert cycle.reviews.get(unit=cast.team).reviewer == clara


def test_a_new_head_is_asked_in_place_of_who_was(cycle, cast, clara):
    with recording(actor="x", reason="x"):
        old = clara.assignments.get()
        old.until = TODAY
        old.save()
    ida = ContactFactory(name="Ida", user=cast.ciso)
    AssignmentFactory(contact=ida, unit=cast.unit, since=TODAY + timedelta(days=1))
    running.run(at=at(2))
    assert {review.reviewer for review in cycle.reviews.all()} == {ida}
    assert "is not responsible for it any more" in cycle.reviews.first().note
