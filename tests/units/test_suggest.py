"""Suggested drivers of risk: from obligations and incidents, with the sentence why."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from units.suggest import MEMORY_DAYS, RECENT_DAYS, compliance_burden, incident_history

DAY = date(2026, 3, 11)
LEVEL = st.integers(1, 5)
obligations = st.lists(st.tuples(st.text(min_size=1, max_size=10), LEVEL), max_size=8)
incidents = st.lists(st.tuples(st.integers(-400, 2000).map(lambda n: DAY - timedelta(n)), LEVEL), max_size=8)


def ago(days, severity):
    return (DAY - timedelta(days), severity)


class TestComplianceBurden:
    def test_without_obligations_there_is_nothing_to_suggest(self):
        assert compliance_burden([]).level is None

    @pytest.mark.parametrize(
        ("weights", "level"),
        [([1], 1), ([5], 5), ([2, 4], 4), ([2, 2, 2], 3), ([5, 5, 5], 5), ([4, 1, 1, 1], 5)],
    )
    def test_the_heaviest_counts_and_three_weigh_one_more(self, weights, level):
        assert compliance_burden([(f"R{n}", weight) for n, weight in enumerate(weights)]).level == level

    def test_the_sentence_names_the_heaviest(self):
        named = [("GDPR", 4), ("ISO 27001", 3), ("DORA", 5), ("NIS2", 4), ("SOX", 1)]
        assert compliance_burden(named).because == "DORA, GDPR and NIS2 and 2 more apply"
        assert compliance_burden(named[:1]).because == "GDPR applies"
        assert compliance_burden(named[:2]).because == "GDPR and ISO 27001 apply"

    @given(obligations)
    def test_the_order_of_the_list_does_not_matter(self, named):
        assert compliance_burden(named) == compliance_burden(list(reversed(named)))

    @given(obligations, st.tuples(st.text(min_size=1, max_size=10), LEVEL))
    def test_one_more_obligation_never_weighs_less(self, named, one):
        assert compliance_burden([*named, one]).level >= (compliance_burden(named).level or 1)

    @given(obligations)
    def test_the_level_is_on_the_scale(self, named):
        assert compliance_burden(named).level in (None, 1, 2, 3, 4, 5)


class TestIncidentHistory:
    def test_no_incident_is_the_lowest_level(self):
        assert incident_history([], on=DAY).level == 1

    @pytest.mark.parametrize(
        ("happened", "level"),
        [
            ([ago(10, 3)], 3),
            ([ago(10, 3), ago(20, 1)], 4),
            ([ago(10, 5), ago(20, 5)], 5),
            ([ago(400, 4)], 3),
            ([ago(400, 1)], 1),
            ([ago(10, 1), ago(400, 5)], 1),
        ],
    )
    def test_the_worst_of_the_last_year_or_of_before_less_one(self, happened, level):
        assert incident_history(happened, on=DAY).level == level

    def test_the_borders_of_a_year_and_of_memory(self):
        assert incident_history([ago(RECENT_DAYS, 4)], on=DAY).level == 4
        assert incident_history([ago(RECENT_DAYS + 1, 4)], on=DAY).level == 3
        assert incident_history([ago(MEMORY_DAYS, 4)], on=DAY).level == 3
        assert incident_history([ago(MEMORY_DAYS + 1, 4)], on=DAY).level == 1

    def test_what_lies_ahead_does_not_count(self):
        assert incident_history([ago(-1, 5)], on=DAY).level == 1
        assert incident_history([ago(0, 5)], on=DAY).level == 5

    def test_the_sentences(self):
        assert incident_history([ago(1, 2)], on=DAY).because == "one incident in the last year"
        assert incident_history([ago(1, 2), ago(2, 2)], on=DAY).because == "2 incidents in the last year"
        assert "none recent" in incident_history([ago(500, 2)], on=DAY).because
        assert "no incident" in incident_history([], on=DAY).because

    @given(incidents)
    def test_the_level_is_on_the_scale(self, happened):
        assert incident_history(happened, on=DAY).level in (1, 2, 3, 4, 5)

    @given(incidents)
    def test_the_order_does_not_matter(self, happened):
        assert incident_history(happened, on=DAY) == incident_history(happened[::-1], on=DAY)

    @given(incidents, st.integers(0, RECENT_DAYS), LEVEL)
    def test_a_recent_incident_as_bad_as_any_makes_no_history_better(self, happened, days, severity):
        worst = max([severity, *(level for _, level in happened)])
        before = incident_history(happened, on=DAY).level
        assert incident_history([*happened, ago(days, worst)], on=DAY).level >= before
