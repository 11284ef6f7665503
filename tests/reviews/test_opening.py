"""Opening a review: everybody is asked once, however often it is opened; nobody while something is unsettled."""

import threading
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone

from common.history import recording
from outreach.models import Message
from reviews import running
from reviews.actions import opening, plans
from reviews.actions.closing import close_cycle
from reviews.choices import ByRight, CycleState
from reviews.models import Cycle, UnitReview
from tests.factories.contacts import AssignmentFactory, ContactFactory
from tests.factories.units import UnitFactory
from tests.reviews.conftest import TODAY, at_hour

pytestmark = pytest.mark.django_db
NOW = at_hour(9)


def opened(cycle, by=None, at=NOW):
    return opening.open_cycle(cycle, by=by or cycle.run_by, at=at)


def test_each_department_is_asked_and_each_person_gets_one_mail(plan, cast, clara):
    cycle = opened(plan())
    assert (cycle.state, cycle.opened_by, cycle.opened_at) == (CycleState.OPEN, cast.admin, NOW)
    reviews = {review.unit: review for review in cycle.reviews.all()}
    assert set(reviews) == {cast.unit, cast.team}
    assert (reviews[cast.team].reviewer, reviews[cast.team].by_right) == (clara, ByRight.ABOVE)
    [mail] = Message.objects.all()
    assert (mail.user, mail.address, mail.kind) == (cast.head, cast.head.email, "review_asked")
    assert mail.subject == "Is this still correct? 2 departments, by 14 December"
    for unit in (cast.unit, cast.team):
        assert f"/reviews/{cycle.pk}/{unit.code}/" in mail.text
        assert f"/reviews/{cycle.pk}/{unit.code}/" in mail.html
    assert cycle.reviews.first().history.count() == 1


def test_nobody_above_who_was_asked_gets_mail(plan, cast, clara):
    boss = ContactFactory(user=cast.outsider)
    AssignmentFactory(contact=boss, unit=cast.parent)
    opened(plan())
    assert list(Message.objects.values_list("user", flat=True)) == [cast.head.pk]


def test_opening_twice_asks_nobody_twice(plan, cast):
    cycle = opened(plan())
    again = opened(cycle, by=cast.ciso, at=NOW + timedelta(hours=1))
    assert (again.opened_by, again.opened_at) == (cast.admin, NOW)
    assert (UnitReview.objects.count(), Message.objects.count()) == (2, 1)


def test_with_something_unsettled_nothing_at_all_is_written(plan, cast):
    UnitFactory(code="ALONE", name="Alone", parent=None)
    cycle = plan(scope="kind=department&kind=team")
    with pytest.raises(ValidationError, match="Alone"):
        opened(cycle)
    cycle.refresh_from_db()
    assert cycle.state == CycleState.PLANNED
    assert not UnitReview.objects.exists()
    assert not Message.objects.exists()


def test_settled_departments_are_left_out_or_asked_of_whoever_was_chosen(plan, cast):
    cycle, ours = plan(), ContactFactory(name="Ida", user=cast.ciso)
    plans.leave_out(cycle, [cast.team], reason="Is being wound up", by=cast.admin)
    plans.let_answer(cycle, [cast.unit], who=ours, reason="Knows it best", by=cast.admin, on=TODAY)
    [review] = opened(cycle).reviews.all()
    assert (review.reviewer, review.by_right, review.note) == (ours, ByRight.CHOSEN, "Knows it best")


def test_a_review_whose_day_to_answer_is_over_does_not_open(plan):
    with pytest.raises(ValidationError, match="is over"):
        opened(plan(), at=NOW + timedelta(days=60))


def test_a_closed_review_does_not_open_again(plan):
    cycle = opened(plan())
    close_cycle(cycle, by=cycle.run_by, at=NOW)
    with pytest.raises(ValidationError, match="was closed on"):
        opened(cycle)


def test_a_scope_that_no_longer_parses_opens_nothing(plan, cast):
    cycle = plan()
    with recording(actor="x", reason="x"):
        cycle.scope = "below=GONE"
        cycle.save()
    with pytest.raises(ValidationError, match="GONE"):
        opened(cycle)
    assert not UnitReview.objects.exists()


def test_by_its_plan_it_opens_on_its_day_and_mail_leaves_in_the_morning(plan, cast, clara):
    cycle = plan()
    running.run(at=NOW - timedelta(days=1))
    assert not UnitReview.objects.exists()
    night = at_hour(0)
    running.run(at=night)
    running.run(at=night + timedelta(minutes=15))
    cycle.refresh_from_db()
    assert (cycle.state, cycle.opened_by) == (CycleState.OPEN, None)
    [mail] = Message.objects.all()
    assert timezone.localtime(mail.due_at).hour == 7
    assert UnitReview.objects.count() == 2


def test_what_cannot_open_by_its_plan_is_told_once_a_week_to_whoever_runs_it(plan, cast):
    UnitFactory(code="ALONE", name="Alone")
    cycle = plan(scope="q=Alone")
    for hours in (0, 1, 30):
        running.run(at=NOW + timedelta(hours=hours))
    [mail] = Message.objects.all()
    assert (mail.user, mail.kind) == (cast.admin, "review_stuck")
    assert "Alone" in mail.text
    assert f"/reviews/{cycle.pk}/rehearsal/" in mail.text


def test_opening_asks_as_many_questions_for_two_as_for_sixty(plan, cast, count_queries):
    UnitFactory.create_batch(3, parent=cast.unit)
    cycle = plan()
    with count_queries() as few:
        opened(cycle)
    far = UnitFactory(code="FAR", parent=cast.parent)
    AssignmentFactory(contact=ContactFactory(user=cast.ciso), unit=far)
    UnitFactory.create_batch(60, parent=far)
    other = plan(name="Other", scope="below=FAR")
    with count_queries() as many:
        opened(other)
    assert len(many) == len(few)


@pytest.mark.django_db(transaction=True)
def test_two_workers_that_open_it_at_once_ask_everybody_once(plan, cast):
    cycle = plan()
    barrier, troubles = threading.Barrier(2, timeout=30), []

    def work():
        try:
            barrier.wait()
            with transaction.atomic():
                opened(cycle)
        except Exception as trouble:
            troubles.append(trouble)
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=60)
    assert troubles == []
    assert (UnitReview.objects.count(), Message.objects.count()) == (2, 1)
    assert cycle.history.filter(state=CycleState.OPEN).count() == 1
    assert timezone.localdate(Cycle.objects.get().opened_at) == TODAY
