"""Planning a review: which departments it means, and what is refused."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict

from reviews import planning, scope
from reviews.actions import plans
from reviews.choices import CountsFrom, Interval
from reviews.models import Cycle
from tests.factories.contacts import ContactFactory
from tests.factories.reviews import CycleFactory, UnitReviewFactory
from tests.factories.units import UnitFactory
from tests.reviews.conftest import TODAY

pytestmark = pytest.mark.django_db


def test_a_scope_means_the_departments_that_fit_on_the_day(cast, plan):
    cycle = plan()
    assert {unit.code for unit in scope.of(cycle).units} == {"OWN", "OWN-TEAM"}
    UnitFactory(code="OWN-NEW", parent=cast.unit)
    assert scope.of(cycle).units.count() == 3
    assert scope.of(cycle).conditions == ["In the branch of: OWN"]


def test_closed_departments_are_never_asked(cast, plan):
    UnitFactory(code="GONE", parent=cast.unit, closed=True)
    assert "GONE" not in {unit.code for unit in scope.of(plan()).units}


def test_a_review_of_no_department_is_refused(plan):
    with pytest.raises(ValidationError, match="nobody would be asked"):
        plan(scope="headcount_min=999999")


def test_due_before_it_opens_is_refused(plan):
    with pytest.raises(ValidationError, match="due before it opens"):
        plan(due_on=TODAY - timedelta(days=1))


def test_two_reviews_of_one_department_in_the_same_time_are_refused_by_name(plan):
    plan()
    with pytest.raises(ValidationError) as refused:
        plan(name="Second", scope="below=PARENT", opens_on=date(2026, 12, 1), due_on=date(2026, 12, 20))
    assert "Campaigns, Marketing: “Autumn review”" in refused.value.messages[0]
    plan(name="Third", opens_on=date(2026, 12, 15), due_on=date(2026, 12, 20))


def test_an_open_review_that_still_waits_overlaps_too(cast, plan):
    summer = CycleFactory(name="Summer review", opens_on=date(2026, 11, 1), due_on=TODAY)
    waiting = UnitReviewFactory(cycle=summer, unit=cast.unit)
    with pytest.raises(ValidationError, match="Marketing: “Summer review”"):
        plan()
    assert waiting.outcome == ""


@pytest.mark.parametrize("text", ["colour=red", "kind=castle", "below=NOWHERE", "headcount_min=many"])
def test_a_scope_that_cannot_be_read_any_more_asks_nobody(plan, text):
    cycle = plan()
    cycle.scope = text
    found = scope.of(cycle)
    assert found.problems
    assert not found.units.exists()
    with pytest.raises(ValidationError):
        plans.change_cycle(cycle, by=cycle.run_by)


def test_a_review_run_by_somebody_who_lost_the_right_asks_nobody(cast, plan):
    cycle = plan()
    cycle.run_by = cast.head
    assert "somebody else has to run" in scope.of(cycle).problems[0]


def test_i_look_after_it_is_kept_as_who_said_so(cast):
    kept = scope.written(
        QueryDict("mine=1&kind=team&kind=department&csrfmiddlewaretoken=x&name=y&q="), cast.ciso
    )
    assert QueryDict(kept) == QueryDict(f"kind=team&kind=department&person={cast.ciso.pk}", mutable=True)


def test_an_opened_review_cannot_be_planned_anew(cast):
    cycle = CycleFactory()
    for step in (
        lambda: plans.change_cycle(cycle, by=cast.admin),
        lambda: plans.drop_cycle(cycle, by=cast.admin),
        lambda: plans.leave_out(cycle, [cast.unit], reason="Because", by=cast.admin),
    ):
        with pytest.raises(ValidationError, match="opened already"):
            step()


def test_a_plan_is_dropped_with_what_was_settled_for_it(cast, plan):
    cycle = plan()
    plans.leave_out(cycle, [cast.team], reason="Is being wound up", by=cast.admin)
    plans.drop_cycle(cycle, by=cast.admin)
    assert not Cycle.objects.exists()


def test_settling_needs_a_reason_and_somebody_who_can_answer(cast, plan):
    cycle = plan()
    with pytest.raises(ValidationError, match="cannot be blank"):
        plans.leave_out(cycle, [cast.team], reason="  ", by=cast.admin)
    with pytest.raises(ValidationError, match="does not sign in"):
        plans.let_answer(cycle, [cast.team], who=ContactFactory(), reason="Knows it", by=cast.admin, on=TODAY)
    ours = ContactFactory(user=cast.ciso)
    assert plans.let_answer(cycle, [cast.team], who=ours, reason="Knows it", by=cast.admin, on=TODAY) == 1
    assert plans.undo_arrangement(cycle, [cast.team], by=cast.admin) == 1


@pytest.mark.parametrize(
    ("interval", "counts_from", "closed", "expected"),
    [
        (Interval.ONCE, CountsFrom.PLAN, date(2026, 10, 1), None),
        (Interval.QUARTERLY, CountsFrom.PLAN, date(2026, 10, 1), date(2026, 12, 1)),
        (Interval.QUARTERLY, CountsFrom.CLOSING, date(2026, 10, 1), date(2027, 1, 1)),
        (Interval.HALF_YEARLY, CountsFrom.PLAN, date(2026, 10, 1), date(2027, 3, 1)),
        (Interval.QUARTERLY, CountsFrom.PLAN, date(2027, 4, 1), date(2027, 6, 1)),
    ],
)
def test_the_next_review_is_counted_as_the_review_says(interval, counts_from, closed, expected):
    found = planning.next_opening(
        date(2026, 9, 1), interval=interval, counts_from=counts_from, closed_on=closed
    )
    assert found == expected


@pytest.mark.parametrize(
    ("name", "opens", "expected"),
    [
        ("Summer review 2026", date(2026, 10, 1), "Autumn review 2026"),
        ("Autumn review", date(2027, 1, 5), "Winter review"),
        ("Records of March", date(2026, 6, 1), "Records of June"),
        ("All records", date(2026, 6, 1), "All records, June 2026"),
        ("All records, March 2026", date(2026, 6, 1), "All records, June 2026"),
    ],
)
def test_the_next_review_is_called_after_its_own_time(name, opens, expected):
    assert planning.next_name(name, opens, taken={name.lower()}) == expected
    taken = {name.lower(), expected.lower(), f"{expected.partition(', ')[0]}, june 2026".lower()}
    assert planning.next_name(name, opens, taken=taken).lower() not in taken
