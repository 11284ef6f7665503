"""The risk level: the tables are the published ones, and the level follows the drivers as people expect."""

import itertools

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from units import risk
from units.choices import RiskLevel
from units.risk import Drivers, assess, what_lowers

NAMES = ("exposure", "incident_history", "strategic_importance", "compliance_burden")
LEVEL = st.none() | st.integers(1, 5)
KNOWN = st.integers(1, 5)
WORST = st.none() | st.integers(0, 4)

any_drivers = st.builds(Drivers, LEVEL, LEVEL, LEVEL, LEVEL, WORST)
known_drivers = st.builds(Drivers, KNOWN, KNOWN, KNOWN, KNOWN, WORST)

VL, L, M, H, VH = 1, 2, 3, 4, 5


class TestThePublishedTables:
    """NIST SP 800-30 Rev. 1, written here from the tables themselves: rows and columns from very low upwards."""

    # Table I-2: likelihood (row) × level of impact (column) → level of risk.
    I_2 = {
        VL: (VL, VL, VL, L, L),
        L: (VL, L, L, L, M),
        M: (VL, L, M, M, H),
        H: (VL, L, M, H, VH),
        VH: (VL, L, M, H, VH),
    }
    # Table G-5: likelihood of initiation or occurrence (row) × likelihood of adverse impact (column) → overall.
    G_5 = {
        VL: (VL, VL, L, L, L),
        L: (VL, L, L, M, M),
        M: (L, L, M, M, H),
        H: (L, M, M, H, VH),
        VH: (L, M, H, VH, VH),
    }

    @pytest.mark.parametrize(("likelihood", "impact"), itertools.product(range(1, 6), repeat=2))
    def test_risk_is_table_i_2(self, likelihood, impact):
        assert risk.RISK[likelihood - 1][impact - 1] == self.I_2[likelihood][impact - 1]

    @pytest.mark.parametrize(("exposure", "history"), itertools.product(range(1, 6), repeat=2))
    def test_likelihood_is_table_g_5(self, exposure, history):
        assert risk.LIKELIHOOD[exposure - 1][history - 1] == self.G_5[exposure][history - 1]


@pytest.mark.parametrize(
    "table", [risk.LIKELIHOOD, risk.IMPACT, risk.RISK], ids=["likelihood", "impact", "risk"]
)
class TestEveryTable:
    def test_has_a_level_for_every_pair(self, table):
        assert [len(row) for row in table] == [5] * 5
        assert {cell for row in table for cell in row} <= set(risk.SCALE)

    def test_never_falls_where_a_side_rises(self, table):
        for row in table:
            assert list(row) == sorted(row)
        for column in zip(*table, strict=True):
            assert list(column) == sorted(column)


def test_importance_leads_the_impact():
    """A heavy burden lifts by at most two levels, a light one lowers by at most one."""
    for importance, row in enumerate(risk.IMPACT, 1):
        assert all(importance - 1 <= impact <= importance + 2 for impact in row)


def test_the_words_are_those_of_the_five_levels():
    assert list(risk.LEVELS.values()) == [word for _, word in RiskLevel.choices]


@given(known_drivers, st.sampled_from(NAMES))
def test_no_driver_that_rises_lowers_the_risk(drivers, name):
    assume(getattr(drivers, name) < 5)
    raised = Drivers(**{**drivers.__dict__, name: getattr(drivers, name) + 1})
    assert assess(raised).level >= assess(drivers).level
    assert assess(raised).likelihood >= assess(drivers).likelihood
    assert assess(raised).impact >= assess(drivers).impact


@given(any_drivers)
def test_a_worse_business_impact_never_lowers_the_risk(drivers):
    levels = [
        assess(Drivers(**{**drivers.__dict__, "worst_impact": worst})).level
        for worst in (None, 0, 1, 2, 3, 4)
    ]
    known = [level for level in levels if level is not None]
    assert known == sorted(known)


@given(any_drivers)
def test_a_level_stands_exactly_where_both_sides_are_known(drivers):
    result = assess(drivers)
    likelihood_known = drivers.exposure is not None or drivers.incident_history is not None
    impact_known = any(
        value is not None
        for value in (drivers.strategic_importance, drivers.compliance_burden, drivers.worst_impact)
    )
    assert (result.likelihood is not None) == likelihood_known
    assert (result.impact is not None) == impact_known
    assert (result.level is not None) == (likelihood_known and impact_known)
    assert result.level in (None, *risk.SCALE)


@given(any_drivers)
def test_what_is_missing_is_named(drivers):
    missing = assess(drivers).missing
    assert set(missing) == {name for name in NAMES if getattr(drivers, name) is None}


def test_nothing_known_is_no_level():
    assert assess(Drivers()).level is None
    assert assess(Drivers()).word == "Not known yet"
    assert assess(Drivers()).missing[0] == "exposure"


def test_where_one_side_is_unknown_the_other_stands_alone():
    assert assess(Drivers(exposure=4)).likelihood == 4
    assert assess(Drivers(incident_history=2)).likelihood == 2
    assert assess(Drivers(compliance_burden=5)).impact == 5


def test_a_worse_business_impact_lifts_the_impact_and_a_slight_one_leaves_it():
    drivers = {"strategic_importance": 3, "compliance_burden": 3}
    assert assess(Drivers(**drivers, worst_impact=4)).impact == 5
    assert assess(Drivers(**drivers, worst_impact=0)).impact == 3


@pytest.mark.parametrize(
    ("after", "impact"), [(None, 5), (4, 5), (72, 5), (73, 4), (168, 4), (336, 4), (337, 3), (720, 3)]
)
def test_an_impact_that_is_reached_late_counts_less(after, impact):
    assert assess(Drivers(worst_impact=4, worst_after=after)).impact == impact


@given(any_drivers, st.integers(0, 4), st.integers(0, 720), st.integers(0, 720))
def test_the_same_impact_later_never_raises_the_risk(drivers, worst, one, other):
    sooner, later = (
        assess(Drivers(**{**drivers.__dict__, "worst_impact": worst, "worst_after": hours})).level or 0
        for hours in sorted((one, other))
    )
    assert later <= sooner


def test_extremes():
    assert assess(Drivers(1, 1, 1, 1)).word == "Very low"
    assert assess(Drivers(5, 5, 5, 5)).word == "Very high"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("value", [0, 6, -1, 2.5, "3"])
def test_a_value_outside_its_scale_is_refused(name, value):
    with pytest.raises(ValueError, match=name):
        assess(Drivers(**{name: value}))


@pytest.mark.parametrize("value", [-1, 5, 1.5, "2"])
def test_a_business_impact_outside_its_scale_is_refused(value):
    with pytest.raises(ValueError, match="worst_impact"):
        assess(Drivers(worst_impact=value))


def lowered(drivers, names):
    return Drivers(**{**drivers.__dict__, **{name: getattr(drivers, name) - 1 for name in names}})


@given(any_drivers)
def test_what_lowers_truly_lowers(drivers):
    before = assess(drivers).level
    for names in what_lowers(drivers):
        assert assess(lowered(drivers, names)).level < before


@given(any_drivers)
def test_no_smaller_set_would_do(drivers):
    before = assess(drivers).level
    for names in what_lowers(drivers):
        for size in range(1, len(names)):
            for fewer in itertools.combinations(names, size):
                assert assess(lowered(drivers, fewer)).level == before


@given(known_drivers)
def test_every_single_driver_that_lowers_is_found(drivers):
    found = {names[0] for names in what_lowers(drivers) if len(names) == 1}
    for name in ("exposure", "incident_history", "compliance_burden"):
        if getattr(drivers, name) > 1:
            helps = assess(lowered(drivers, [name])).level < assess(drivers).level
            assert (name in found) == helps


@given(any_drivers)
def test_importance_is_nothing_one_lowers(drivers):
    assert not any("strategic_importance" in names for names in what_lowers(drivers))


@given(any_drivers)
def test_the_shortest_way_comes_first(drivers):
    sizes = [len(names) for names in what_lowers(drivers)]
    assert sizes == sorted(sizes)


def test_nothing_lowers_what_is_lowest_or_unknown():
    assert what_lowers(Drivers(1, 1, 1, 1)) == []
    assert what_lowers(Drivers()) == []
