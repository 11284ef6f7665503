"""Who answers for a department, by right; and why somebody could not."""

from datetime import date, timedelta

import pytest

from accounts.roles import Role
from common.history import recording
from contacts.functions import DEPUTY
from reviews.rehearsal import rehearse
from tests.factories.accounts import UserFactory
from tests.factories.contacts import AbsenceFactory, AssignmentFactory, ContactFactory
from tests.factories.reviews import ArrangementFactory, CycleFactory, UnitReviewFactory
from tests.factories.units import UnitFactory
from tests.reviews.conftest import TODAY

pytestmark = pytest.mark.django_db
DUE = date(2026, 12, 14)


def rows(cycle):
    return {row.unit.code: row for row in rehearse(cycle, on=TODAY).rows}


def chosen(cycle, code="OWN"):
    return rows(cycle)[code].chosen


def deputy_of(unit, **values):
    contact = ContactFactory(**values)
    AssignmentFactory(contact=contact, unit=unit, code=DEPUTY)
    return contact


def test_the_head_answers_and_for_a_team_without_one_the_head_above(plan, clara):
    found = rows(plan())
    assert (found["OWN"].chosen.contact, found["OWN"].chosen.right) == (clara, "head")
    above = found["OWN-TEAM"].chosen
    assert (above.contact, above.right, above.of, above.problem) == (clara, "above", "Marketing", "")


def test_without_a_head_the_deputy_answers_before_anybody_above(plan, cast):
    jonas = deputy_of(cast.team, name="Jonas", user=UserFactory(head=True))
    found = chosen(plan(), "OWN-TEAM")
    assert (found.contact, found.right) == (jonas, "deputy")
    assert found.problem == "Jonas may not act for Campaigns yet."


def test_a_head_who_left_is_passed_over(plan, clara, cast):
    jonas = deputy_of(cast.unit, user=cast.ciso)
    clara.left_on = TODAY - timedelta(days=1)
    with recording(actor="x", reason="x"):
        clara.save()
    assert chosen(plan()).contact == jonas


def test_nobody_named_anywhere_is_a_problem(plan, cast):
    UnitFactory(code="ALONE", name="Alone")
    found = rehearse(plan(scope="q=Alone"), on=TODAY)
    assert [row.problem for row in found.problems] == [
        "Nobody is named as its head or deputy, here or above."
    ]
    assert "Alone" in found.refusals[0]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"user": None}, "Clara Whitfield does not sign in here yet."),
        ({"is_active": False}, "Clara Whitfield cannot sign in any more."),
        ({"access_ends_on": TODAY - timedelta(days=1)}, "Clara Whitfield cannot sign in any more."),
        ({"role": Role.RESPONDER}, "Clara Whitfield may not act for Marketing yet."),
    ],
)
def test_somebody_who_cannot_answer_is_a_problem_and_nobody_is_asked_instead(
    plan, clara, cast, change, problem
):
    cycle = plan()
    with recording(actor="x", reason="x"):
        for name, value in change.items():
            target = clara if name == "user" else cast.head
            setattr(target, name, value)
            target.save()
    assert chosen(cycle).problem == problem
    assert rehearse(cycle, on=TODAY).refusals


def test_somebody_without_access_to_the_department_is_a_problem(plan, cast):
    stranger = ContactFactory(name="Ola", user=cast.outsider)
    AssignmentFactory(contact=stranger, unit=cast.team)
    assert chosen(plan(), "OWN-TEAM").problem == "Ola may not act for Campaigns yet."


def test_who_is_back_in_time_answers_and_it_is_said(plan, clara):
    AbsenceFactory(contact=clara, since=TODAY, until=DUE - timedelta(days=4))
    found = chosen(plan())
    assert (found.contact, found.problem, found.note) == (
        clara,
        "",
        "Clara Whitfield is away until 10\u00a0December.",
    )


def test_who_is_away_throughout_is_covered(plan, clara, cast):
    mia = ContactFactory(name="Mia", user=cast.ciso)
    AbsenceFactory(contact=clara, since=TODAY, until=DUE, cover=mia)
    found = chosen(plan())
    assert (found.contact, found.right, found.problem) == (mia, "cover", "")
    assert "Mia answers instead" in found.note


def test_away_throughout_and_nobody_covers_is_a_problem(plan, clara):
    AbsenceFactory(contact=clara, since=TODAY, until=DUE, cover=None)
    assert "nobody covers" in chosen(plan()).problem


def test_a_cover_who_cannot_sign_in_is_no_cover(plan, clara, cast):
    AbsenceFactory(contact=clara, since=TODAY, until=DUE)
    jonas = deputy_of(cast.unit, name="Jonas", user=cast.ciso)
    assert chosen(plan()).contact == jonas


def test_what_was_settled_counts(plan, cast, clara):
    cycle = plan()
    ours = ContactFactory(user=cast.ciso)
    ArrangementFactory(cycle=cycle, unit=cast.unit, reviewer=ours)
    ArrangementFactory(cycle=cycle, unit=cast.team)
    found = rehearse(cycle, on=TODAY)
    assert [(row.chosen.contact, row.chosen.right) for row in found.asked] == [(ours, "chosen")]
    assert [row.unit for row in found.left_out] == [cast.team]


def test_leaving_everything_out_asks_nobody_and_is_refused(plan, cast):
    cycle = plan()
    for unit in (cast.unit, cast.team):
        ArrangementFactory(cycle=cycle, unit=unit)
    assert "nobody would be asked" in rehearse(cycle, on=TODAY).refusals[0]


def test_a_department_that_another_review_still_asks_is_named_with_it(plan, cast):
    cycle = plan()
    summer = CycleFactory(name="Summer review", opens_on=date(2026, 10, 1), due_on=date(2026, 11, 1))
    UnitReviewFactory(unit=cast.unit, cycle=summer)
    assert rehearse(cycle, on=TODAY).refusals == [
        "Marketing: It is asked in “Summer review” already, which is still open."
    ]


def test_rehearsing_asks_as_many_questions_of_two_as_of_two_hundred(plan, cast, count_queries):
    cycle = plan(scope="below=PARENT")
    UnitFactory.create_batch(5, parent=cast.unit)
    with count_queries() as few:
        rehearse(cycle, on=TODAY)
    UnitFactory.create_batch(60, parent=cast.unit)
    with count_queries() as many:
        rehearse(cycle, on=TODAY)
    assert len(many) == len(few)
