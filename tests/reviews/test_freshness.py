"""How old a part of a record may grow, and which is looked at more closely next."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews import freshness
from reviews.choices import Part

ON = date(2026, 11, 22)
DAYS = st.none() | st.dates(date(2020, 1, 1), date(2027, 1, 1))
PARTS = st.sampled_from(Part.values)


def ago(days: int) -> date:
    return ON - timedelta(days=days)


def test_every_part_has_an_age_it_may_reach_and_a_turn():
    assert set(freshness.LIMITS) == set(Part.values) == set(freshness.ROTATION)


def test_a_part_that_nobody_ever_confirmed_or_wrote_is_asked():
    assert freshness.stale("people", None, None, ON)


@pytest.mark.parametrize("part", Part.values)
def test_a_part_is_asked_the_day_after_its_limit(part):
    limit = freshness.limit_of(part)
    assert not freshness.stale(part, ago(limit), None, ON)
    assert freshness.stale(part, ago(limit + 1), None, ON)
    assert not freshness.stale(part, ago(limit + 1), ago(3), ON)


def test_the_turn_goes_through_every_part_and_none_stays_none():
    turn, seen = "needs", []
    for _ in Part.values:
        seen.append(turn)
        turn = freshness.next_in_depth(turn)
    assert set(seen) == set(Part.values)
    assert turn == "needs"
    assert freshness.next_in_depth("") == ""


@given(PARTS, DAYS, DAYS, st.integers(0, 500))
def test_what_is_newer_never_makes_a_part_older(part, confirmed, changed, later):
    base = freshness.age(part, last_confirmed=confirmed, changed_at=changed, on=ON)
    newer = (max(confirmed, changed) if confirmed and changed else confirmed or changed or ON) + timedelta(
        later
    )
    fresher = freshness.age(part, last_confirmed=confirmed, changed_at=newer, on=ON)
    assert fresher.days >= 0
    assert base.days is None or fresher.days <= base.days
    assert not (fresher.stale and not base.stale)
