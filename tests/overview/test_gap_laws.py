"""What holds of the rules about gaps whatever the departments, needs and people are."""

from hypothesis import given, settings
from hypothesis import strategies as st

from overview.gaps.facts import AccessFact, LinkFact, PersonFact, UnitFact
from overview.gaps.rules import gaps_of
from tests.overview.test_gap_rules import NAMED, facts, found

NUMBERS = st.integers(1, 6)
SCALE = st.none() | st.integers(1, 5)
CODES = st.frozensets(st.sampled_from(sorted(NAMED)))
UNITS = st.lists(
    st.builds(
        UnitFact, NUMBERS, st.just("U"), st.sampled_from(["Sales", "Payroll"]), importance=SCALE, risk=SCALE,
        begun=st.booleans(), named=CODES, answered=CODES, callable=st.booleans(), linked=st.booleans(),
        known=st.integers(0, 12), asked=st.integers(0, 12), depth=st.sampled_from(["light", "standard", "full"]),
    ),
    unique_by=lambda one: one.id,
)  # fmt: skip
LINKS = st.lists(
    st.builds(
        LinkFact, st.integers(1, 99), NUMBERS, NUMBERS, SCALE, st.sampled_from(["", "restricted"]),
        st.booleans(), st.booleans(),
    ).filter(lambda one: one.consumer != one.provider),
    unique_by=lambda one: one.id,
)  # fmt: skip
PEOPLE = st.lists(
    st.builds(
        PersonFact, st.integers(1, 9), st.just("Ana Silva"), st.just(("Head of Sales",)),
        st.frozensets(NUMBERS).map(tuple), st.just("4711"),
    ),
    unique_by=lambda one: one.id,
)  # fmt: skip
CASES = st.lists(
    st.builds(AccessFact, NUMBERS, st.just(("Ana Silva is head",))), unique_by=lambda one: one.unit
)


@settings(deadline=None)
@given(UNITS, LINKS, PEOPLE, CASES)
def test_no_rule_speaks_of_a_unit_that_is_closed_or_not_begun(units, links, people, cases):
    everything = facts(*units, links=links, people=people, access=cases)
    begun = {one.id for one in units if one.begun}
    gaps = gaps_of(everything)
    assert {gap.unit for gap in gaps} <= begun | {None}
    assert len({gap.key for gap in gaps}) == len(gaps)
    assert all(gap.because.startswith("Because ") and gap.because.endswith(".") for gap in gaps)
    assert all(len(gap.key) <= 100 and gap.step and gap.what for gap in gaps)


@settings(deadline=None)
@given(UNITS, LINKS, PEOPLE, st.randoms())
def test_the_order_does_not_depend_on_the_order_of_the_rows(units, links, people, chance):
    first = gaps_of(facts(*units, links=links, people=people))
    for rows in (units, links, people):
        chance.shuffle(rows)
    again = gaps_of(facts(*units, links=links, people=people))
    assert [gap.key for gap in again] == [gap.key for gap in first]
    assert [gap.severity for gap in first] == sorted((gap.severity for gap in first), reverse=True)


@settings(deadline=None)
@given(UNITS, LINKS)
def test_confirming_both_sides_never_leaves_a_one_sided_need(units, links):
    confirmed = [one._replace(consumer_confirmed=True, provider_confirmed=True) for one in links]
    assert not found("one_sided", facts(*units, links=confirmed))
