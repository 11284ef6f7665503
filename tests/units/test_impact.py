"""How bad it gets and when: the worst, the strip, what contradicts itself, hours in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from units import impact
from units.hours import MOST, read_hours, say_hours
from units.impact import BUCKETS, CATEGORIES, Row

rows = st.lists(
    st.builds(
        Row,
        process=st.sampled_from(["Pay suppliers", "Close the month", "Ship"]),
        category=st.sampled_from(CATEGORIES),
        bucket=st.sampled_from(BUCKETS),
        severity=st.integers(0, 4),
    ),
    max_size=30,
)
some_hours = st.none() | st.integers(0, MOST)


class TestTheWorst:
    def test_says_which_process_what_harm_and_when(self):
        told = impact.worst([Row("Pay suppliers", "financial", 24, 4), Row("Ship", "operational", 4, 3)])
        assert told.because == "Pay suppliers: financial harm severe after 1 day"
        assert (told.severity, told.bucket) == (4, 24)

    def test_harm_to_people_is_called_so(self):
        assert (
            impact.worst([("Dispatch", "harm", 4, 2)]).because
            == "Dispatch: harm to people felt after 4 hours"
        )

    def test_of_nothing_is_nothing(self):
        assert impact.worst([]).severity is None

    @given(rows)
    def test_is_the_highest_and_the_soonest_of_it(self, given_rows):
        told = impact.worst(given_rows)
        if given_rows:
            assert told.severity == max(r.severity for r in given_rows)
            assert told.bucket == min(r.bucket for r in given_rows if r.severity == told.severity)
        else:
            assert told.bucket is None

    @given(rows, rows)
    def test_never_gets_better_by_saying_more(self, some, more):
        assert (impact.worst(some + more).severity or 0) >= (impact.worst(some).severity or 0)


class TestTheStrip:
    def test_carries_on_what_was_said(self):
        [cells] = impact.strip([Row("Ship", "financial", 24, 2), Row("Ship", "harm", 168, 4)]).values()
        assert [cell.severity for cell in cells] == [None, 2, 2, 4, 4, 4]
        assert [cell.fresh for cell in cells] == [False, True, False, True, False, False]

    def test_the_edge_stands_where_the_longest_they_can_do_without_is_over(self):
        [cells] = impact.strip([Row("Ship", "financial", 4, 1)], {"Ship": 24}).values()
        assert [cell.bucket for cell in cells if cell.limit] == [72]

    @given(rows)
    def test_has_six_times_for_each_process(self, given_rows):
        found = impact.strip(given_rows)
        assert set(found) == {row.process for row in given_rows}
        assert all([cell.bucket for cell in cells] == list(BUCKETS) for cells in found.values())

    @given(rows)
    def test_what_falls_is_named_and_nothing_else(self, given_rows):
        one = {(r.category, r.bucket): r.severity for r in given_rows}
        named = impact.falls([("Ship", c, b, s) for (c, b), s in one.items()])
        for category in CATEGORIES:
            at = [one[category, b] for b in BUCKETS if (category, b) in one]
            assert (category in named) == (at != sorted(at))


class TestContradictions:
    def test_running_again_later_than_it_can_be_down(self):
        [said] = impact.contradictions(24, 72, None, None)
        assert said.startswith("It is to run again within 3 days, but cannot be down longer than 1 day")

    def test_losing_more_data_than_it_can_be_down(self):
        assert "Up to 2 days of data" in impact.contradictions(24, 4, 48, None)[0]

    def test_severe_before_it_runs_again(self):
        assert impact.contradictions(None, 24, None, 4) == [
            "The harm is severe after 4 hours, before it is to run again (1 day)."
        ]

    def test_severe_before_the_longest_it_can_be_down(self):
        assert "bear 1 week of standstill" in impact.contradictions(168, 24, None, 72)[0]

    @given(some_hours, some_hours, some_hours, st.none() | st.sampled_from(BUCKETS))
    def test_agreeing_times_are_left_alone(self, mtd, rto, rpo, severe):
        agree = (
            (mtd is None or rto is None or rto < mtd)
            and (mtd is None or rpo is None or rpo <= mtd)
            and (severe is None or ((mtd is None or mtd <= severe) and (rto is None or rto <= severe)))
        )
        assert (impact.contradictions(mtd, rto, rpo, severe) == []) == agree


class TestHoursInWords:
    @pytest.mark.parametrize(("text", "hours"), [
        ("4 h", 4), ("4", 4), ("2 days", 48), ("1 week", 168), ("1w", 168), ("1 day 12 h", 36), ("1.5 days", 36),
        ("0", 0), (" ", None), ("2 Weeks", 336), ("1 month", 720), ("1 day and 4 hours", 28),
    ])  # fmt: skip
    def test_are_understood(self, text, hours):
        assert read_hours(text) == hours

    @pytest.mark.parametrize(
        "text",
        ["soon", "-4", "9999999", "10000 h", "1.3 days", "٣", "4 h!", "h", "1e9", "\0", "1.000 h", "1,50 h"],
    )
    def test_others_are_refused_with_a_sentence(self, text):
        with pytest.raises(ValueError, match=r"\.$"):
            read_hours(text)

    @given(st.integers(0, MOST))
    def test_what_is_shown_is_read_back(self, hours):
        assert hours == 0 or read_hours(say_hours(hours)) == hours
