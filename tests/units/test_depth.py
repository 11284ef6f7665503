"""The depth of a record follows what matters; only what the depth asks for is counted."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from units.choices import Depth
from units.depth import ASKS, DEPTHS, FULL, LIGHT, STANDARD, asks, completeness, suggest

LEVEL = st.none() | st.integers(1, 5)
KEYS = [ask.key for ask in ASKS]


def test_the_depths_are_those_one_can_choose():
    assert tuple(Depth.values) == DEPTHS


def test_each_thing_is_asked_once():
    assert len(set(KEYS)) == len(KEYS)


def test_a_deeper_record_asks_all_that_a_lighter_one_does_and_more():
    light, standard, full = (asks(depth) for depth in DEPTHS)
    assert set(light) < set(standard) < set(full)
    assert full == ASKS
    assert standard[: len(light)] == light


def test_a_light_record_asks_for_a_handful():
    assert len(asks(LIGHT)) <= 12


@pytest.mark.parametrize(
    ("importance", "risk", "depth"),
    [
        (None, None, LIGHT),
        (1, 1, LIGHT),
        (2, 2, LIGHT),
        (3, 1, STANDARD),
        (1, 3, STANDARD),
        (4, 3, STANDARD),
        (3, 4, STANDARD),
        (4, 4, FULL),
        (5, 1, FULL),
        (1, 5, FULL),
        (5, None, FULL),
        (None, 5, FULL),
        (None, 4, STANDARD),
    ],
)
def test_depth_follows_importance_and_risk(importance, risk, depth):
    assert suggest(importance, risk) == depth


def test_more_importance_or_more_risk_never_asks_less():
    order = {depth: step for step, depth in enumerate(DEPTHS)}
    for importance, risk in itertools.product((None, 1, 2, 3, 4, 5), repeat=2):
        here = order[suggest(importance, risk)]
        if importance != 5:
            assert order[suggest((importance or 0) + 1, risk)] >= here
        if risk != 5:
            assert order[suggest(importance, (risk or 0) + 1)] >= here


@pytest.mark.parametrize("depth", DEPTHS)
def test_nothing_known_is_all_missing(depth):
    found = completeness(depth, {})
    assert (found.known, found.asked, found.missing) == (0, len(asks(depth)), asks(depth))


@pytest.mark.parametrize("empty", [None, "", (), []])
def test_empty_is_missing(empty):
    assert "purpose" in {ask.key for ask in completeness(LIGHT, {"purpose": empty}).missing}


@pytest.mark.parametrize("answer", [0, False, "no", 0.0])
def test_zero_and_no_are_answers(answer):
    assert "headcount" not in {ask.key for ask in completeness(LIGHT, {"headcount": answer}).missing}


FACTS = st.dictionaries(
    st.sampled_from([*KEYS, "unasked"]), st.sampled_from([None, "", [], 0, False, 3, "text"])
)


@given(st.sampled_from(DEPTHS), FACTS, st.frozensets(st.sampled_from(KEYS)))
def test_known_and_missing_are_what_is_asked(depth, facts, hidden):
    found = completeness(depth, facts, hidden)
    assert (
        found.known + len(found.missing)
        == found.asked
        == len([a for a in asks(depth) if a.key not in hidden])
    )
    assert not {ask.key for ask in found.missing} & hidden


@given(FACTS, st.sampled_from(KEYS))
def test_one_more_fact_is_never_one_less_known(facts, key):
    assert completeness(FULL, {**facts, key: "known"}).known >= completeness(FULL, facts).known


@given(st.sampled_from(DEPTHS), FACTS, st.sampled_from(KEYS), st.sampled_from([None, "text", 5]))
def test_what_one_may_not_see_leaves_no_trace_in_the_count(depth, facts, key, value):
    hidden = frozenset({key})
    assert completeness(depth, {**facts, key: value}, hidden) == completeness(depth, facts, hidden)
