"""Closing a review: what was not answered is said so, the summary is frozen, the next one is planned."""

import hashlib
import json
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from reviews.actions import answers, opening, plans
from reviews.actions.closing import close_cycle
from reviews.choices import Channel, CountsFrom, CycleState, Interval, Outcome, PartAnswer
from reviews.models import Cycle
from tests.reviews.conftest import TODAY, at_hour

pytestmark = pytest.mark.django_db
NOW = at_hour(9)
LATER = NOW + timedelta(days=30)


@pytest.fixture
def cycle(plan):
    return opening.open_cycle(plan(interval=Interval.QUARTERLY), by=None, at=NOW, reason="x")


def closed(cycle, cast, at=LATER):
    return close_cycle(cycle, by=cast.admin, at=at)


def test_who_said_nothing_has_no_answer_yet_and_who_answered_keeps_it(cycle, cast):
    answers.answer(
        cycle.reviews.get(unit=cast.unit), outcome=Outcome.CONFIRMED, parts={"people": (PartAnswer.CORRECT, "")},
        shown={"parts": []}, by=cast.ciso, at=NOW, channel=Channel.PHONE, spoke_with="Clara Whitfield",
    )  # fmt: skip
    found = closed(cycle, cast)
    assert (found.state, found.closed_by, found.closed_at) == (CycleState.CLOSED, cast.admin, LATER)
    outcomes = dict(found.reviews.values_list("unit__code", "outcome"))
    assert outcomes == {"OWN": "confirmed", "OWN-TEAM": "no_answer"}
    content = found.summary.content
    assert content["counts"] == {"confirmed": 1, "changed": 0, "not_mine": 0, "no_answer": 1}
    [team, own] = content["rows"]
    assert (own["answered_by"], own["channel"], own["whose"]) == (
        "Cast ciso",
        "Answered by phone",
        "Clara Whitfield",
    )
    assert own["shown_sha256"] == answers.fingerprint({"parts": []})
    assert (team["outcome"], team["answered_at"]) == ("no_answer", "")


def test_the_summary_is_the_same_as_json_and_on_paper_and_proves_itself(cycle, cast):
    plans_left_out = cycle.arrangements.count()
    found = closed(cycle, cast).summary
    text = json.dumps(found.content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert hashlib.sha256(text.encode()).hexdigest() == found.sha256
    assert bytes(found.pdf).startswith(b"%PDF")
    assert plans_left_out == len(found.content["left_out"]) == 0


def test_closing_twice_changes_nothing(cycle, cast):
    first = closed(cycle, cast)
    again = close_cycle(cycle, by=cast.ciso, at=LATER + timedelta(days=1))
    assert (again.closed_by, again.summary.pk) == (cast.admin, first.summary.pk)
    assert Cycle.objects.filter(follows=cycle).count() == 1


def test_a_planned_review_cannot_be_closed(plan, cast):
    with pytest.raises(ValidationError, match="opens on"):
        closed(plan(), cast)


def test_nothing_is_answered_in_a_closed_review(cycle, cast):
    closed(cycle, cast)
    with pytest.raises(ValidationError, match="was closed on"):
        answers.answer(
            cycle.reviews.first(), outcome=Outcome.CONFIRMED, parts={}, shown={}, by=cast.head, at=LATER
        )


def test_the_next_review_is_planned_with_the_next_part_in_depth(cycle, cast):
    closed(cycle, cast)
    following = cycle.followed_by
    assert (following.name, following.state, following.scope) == (
        "Winter review",
        CycleState.PLANNED,
        "below=OWN",
    )
    assert following.opens_on.isoformat() == "2027-02-23"
    assert following.due_on - following.opens_on == cycle.due_on - cycle.opens_on
    assert (cycle.in_depth, following.in_depth) == ("needs", "value")


def test_the_interval_restarts_from_the_closing_where_the_review_says_so(plan, cast):
    cycle = plan(counts_from=CountsFrom.CLOSING, interval=Interval.HALF_YEARLY)
    closed(opening.open_cycle(cycle, by=None, at=NOW, reason="x"), cast)
    assert cycle.followed_by.opens_on.isoformat() == "2027-06-23"


def test_a_review_of_once_is_followed_by_none(plan, cast):
    cycle = plan(interval=Interval.ONCE)
    closed(opening.open_cycle(cycle, by=None, at=NOW, reason="x"), cast)
    assert Cycle.objects.count() == 1


def test_what_was_left_out_stands_in_the_summary_with_its_reason(plan, cast):
    cycle = plan()
    plans.leave_out(cycle, [cast.team], reason="Is being wound up", by=cast.admin)
    found = closed(opening.open_cycle(cycle, by=None, at=NOW, reason="x"), cast).summary
    assert found.content["left_out"] == [
        {"code": "OWN-TEAM", "name": "Campaigns", "reason": "Is being wound up"}
    ]
    assert len(found.content["rows"]) == 1
    assert TODAY.isoformat() == found.content["review"]["opens_on"]
