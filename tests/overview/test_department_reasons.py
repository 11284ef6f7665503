"""Why a risk is what it is, in words, and what would bring it down: laws of the pure module."""

from hypothesis import given
from hypothesis import strategies as st

from overview.department.reasons import CONTROLLABLE, because, ways_down, working
from units.risk import Drivers, assess

HIDDEN = frozenset({"strategic_importance"})
known = st.one_of(st.none(), st.integers(1, 5))
drivers = st.builds(
    Drivers, exposure=known, incident_history=known, strategic_importance=known, compliance_burden=known
)


def lowered(before: Drivers, names) -> Drivers:
    return Drivers(**{**before.__dict__, **{name: getattr(before, name) - 1 for name in names}})


def test_the_two_weightiest_drivers_are_named():
    said = because(4, Drivers(exposure=4, incident_history=3, strategic_importance=5, compliance_burden=1))
    assert said == "because importance is 5 of 5 and exposure to threats is 4 of 5"


def test_a_low_level_is_told_by_what_is_low():
    said = because(1, Drivers(exposure=1, incident_history=2, strategic_importance=4, compliance_burden=4))
    assert said == "because exposure to threats is only 1 of 5 and incident history is only 2 of 5"


def test_what_is_missing_is_named_where_the_level_is_not_known():
    said = because(None, Drivers(exposure=3, incident_history=3))
    assert said == "because nobody has said yet: compliance burden and importance"
    assert "importance" not in because(None, Drivers(exposure=3, incident_history=3), HIDDEN)


@given(drivers)
def test_what_is_said_to_bring_it_down_does(before):
    level = assess(before).level
    for hidden in (frozenset(), HIDDEN):
        for names in ways_down(level, before, hidden):
            assert assess(lowered(before, names)).level < level


@given(drivers, known)
def test_whoever_may_not_read_the_importance_is_told_the_same_for_each_that_fits(before, other):
    after = Drivers(**{**before.__dict__, "strategic_importance": other})
    level = assess(before).level
    if assess(after).level != level:
        return
    assert because(level, before, HIDDEN) == because(level, after, HIDDEN)
    assert ways_down(level, before, HIDDEN) == ways_down(level, after, HIDDEN)


@given(drivers)
def test_no_way_down_contains_another(before):
    ways = ways_down(assess(before).level, before, HIDDEN)
    assert all(set(way) <= set(CONTROLLABLE) for way in ways)
    assert not any(set(one) < set(other) for one in ways for other in ways)


@given(drivers)
def test_every_step_of_the_working_has_a_value(before):
    assert [what for what, _, _ in working(before)] == ["Likelihood", "Impact", "Risk"]
    assert all(value for _, _, value in working(before))
