"""Comparing a department with its own past: quarters, moves, what stood where; and where radar and trend are drawn."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.maturity import DOWN, NEW, UP, is_reached, last_quarter, move, newest, quarter_ends, spread
from reviews.radar import INNERMOST, MIDDLE, Axis, radar, radius
from reviews.trend import BAR, WIDTH, bar, staircase


@dataclass
class Said:
    pk: int
    practice_id: int
    level: int
    assessed_on: date
    assessor: str = "team"
    scale: str = "c2m2_mil"
    target: int | None = None


@pytest.mark.parametrize(
    ("on", "end"),
    [
        (date(2026, 11, 22), date(2026, 9, 30)),
        (date(2026, 10, 1), date(2026, 9, 30)),
        (date(2026, 3, 31), date(2025, 12, 31)),
        (date(2024, 4, 1), date(2024, 3, 31)),
    ],
)
def test_since_last_quarter_counts_from_its_last_day(on, end):
    assert last_quarter(on) == end


def test_quarters_are_the_oldest_first_and_end_today():
    ends = quarter_ends(date(2026, 11, 22), 3)
    assert ends == [date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30), date(2026, 11, 22)]


@pytest.mark.parametrize(
    ("now", "before", "way"),
    [(2, 1, UP), (1, 2, DOWN), (0, None, NEW), (2, 2, ""), (None, 2, ""), (None, None, "")],
)
def test_a_move_is_up_down_or_newly_judged(now, before, way):
    assert move(now, before) == way


def test_an_aim_is_reached_at_its_level_and_never_without_one():
    assert is_reached(2, 2)
    assert is_reached(3, 2)
    assert not is_reached(1, 2)
    assert not is_reached(3, None)


def test_the_newest_holds_until_a_day_for_each_side_and_each_scale_apart():
    first = Said(1, 7, 1, date(2026, 1, 10))
    second = Said(2, 7, 2, date(2026, 5, 10))
    own = Said(3, 7, 3, date(2026, 6, 1), assessor="department")
    other = Said(4, 7, 0, date(2026, 7, 1), scale="another")
    rows = [second, other, first, own]
    assert newest(rows, date(2026, 4, 1)) == {(7, "team", "c2m2_mil"): first}
    assert set(map(id, newest(rows, date(2026, 12, 1)).values())) == {id(second), id(own), id(other)}


def test_on_the_same_day_the_later_row_counts():
    rows = [Said(1, 7, 1, date(2026, 1, 10)), Said(2, 7, 2, date(2026, 1, 10))]
    assert [one.level for one in newest(rows, date(2026, 1, 10)).values()] == [2]


def test_the_spread_counts_each_practice_once_and_those_nobody_judged():
    rows = [
        Said(1, 7, 1, date(2026, 1, 10)),
        Said(2, 7, 2, date(2026, 5, 1)),
        Said(3, 8, 2, date(2026, 5, 1)),
    ]
    days = [date(2026, 3, 31), date(2026, 6, 30)]
    assert spread(rows, days, {7, 8, 9}) == [Counter({1: 1, None: 2}), Counter({2: 2, None: 1})]


def test_the_radar_leaves_a_gap_where_nobody_judged():
    whole = radar([Axis(1, 0), Axis(2, 1), Axis(3, 2), Axis(4, 3)])
    assert whole.now.endswith("Z")
    assert whole.now.startswith(f"M{MIDDLE:g} {MIDDLE - INNERMOST:g}")
    gap = radar([Axis(1, 0), Axis(2, None, target=2), Axis(3, 2), Axis(4, 3)])
    assert "Z" not in gap.now
    assert gap.now.count("M") == 2
    assert (len(gap.dots), len(gap.targets)) == (3, 1)


@given(st.lists(st.one_of(st.none(), st.integers(0, 3)), min_size=1, max_size=12))
def test_whatever_is_judged_lies_on_its_ring(levels):
    drawn = radar([Axis(number, level) for number, level in enumerate(levels)])
    known = [level for level in levels if level is not None]
    distances = [((dot.x - MIDDLE) ** 2 + (dot.y - MIDDLE) ** 2) ** 0.5 for dot in drawn.dots]
    assert distances == pytest.approx([radius(level) for level in known], abs=0.2)


def test_a_staircase_holds_each_level_until_the_next_and_begins_with_what_held_before():
    since, until = date(2026, 1, 1), date(2026, 1, 11)
    steps = [(date(2025, 6, 1), 1), (date(2026, 1, 6), 2)]
    assert staircase(steps, since=since, until=until) == "M0 17H60V10.5H120"
    assert staircase([], since=since, until=until) == ""
    assert staircase([(date(2026, 2, 1), 3)], since=since, until=until) == ""
    assert staircase(steps[1:], since=since, until=until) == f"M60 10.5H{WIDTH}"


@given(st.dictionaries(st.sampled_from([None, 0, 1, 2, 3]), st.integers(1, 12), min_size=1))
def test_a_bar_is_as_wide_as_the_whole(counts):
    pieces = bar(Counter(counts))
    assert sum(piece.width for piece in pieces) == pytest.approx(BAR, abs=0.3)
    assert [piece.level for piece in pieces if piece.level is not None] == sorted(
        (level for level in counts if level is not None), reverse=True
    )
