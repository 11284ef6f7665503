"""Charts of the list of departments follow its filter, and every bar leads to what it counts."""

import pytest

from tests.factories.units import StewardshipFactory, UnitFactory
from tests.fixtures.answers import told

pytestmark = pytest.mark.django_db


@pytest.fixture
def grown(cast):
    """Departments that differ in all that is counted."""
    for step in range(8):
        UnitFactory(
            code=f"G{step}", name=f"Grown {step}", parent=(cast.unit, cast.foreign, cast.parent)[step % 3],
            kind=("team", "", "department")[step % 3], headcount=step * 10, complete=step % 4 == 0,
            work_mode=("remote", "")[step % 2], risk_appetite=("", "open")[step % 2],
            strategic_importance=step % 6 or None, status=("active", "planned")[step % 2],
        )  # fmt: skip
    return UnitFactory(code="APART", name="Apart", headcount=5)


def charts(client, query="") -> dict:
    page = client.get(f"/units/?view=charts{query}")
    assert page.status_code == 200
    return {chart.name: chart for chart in page.context["charts"]}


@pytest.mark.parametrize("reader", ["ciso", "auditor", "head"])
@pytest.mark.parametrize("query", ["", "&q=grown", "&below=OWN", "&kind=team&status=active"])
def test_every_bar_leads_to_exactly_the_departments_it_counts(clients, grown, reader, query):
    wrong = {}
    for chart in charts(clients[reader], query).values():
        for bar in chart.bars:
            if bar.href:
                sums = clients[reader].get(f"/units/{bar.href}").context["listing"].sums
                if (sums["count"], sums["headcount"] or 0) != (bar.count, bar.people):
                    wrong[chart.name, bar.label] = (bar, sums)
    assert wrong == {}


@pytest.mark.parametrize("query", ["", "&q=grown", "&below=OWN"])
def test_each_chart_counts_every_department_once(clients, grown, query):
    total = clients["ciso"].get(f"/units/?{query}").context["listing"].sums["count"]
    counted = {
        name: sum(bar.count for bar in chart.bars) for name, chart in charts(clients["ciso"], query).items()
    }
    assert set(counted.values()) == {total}
    assert {"kind", "branch", "risk", "strategic_importance", "owner", "record"} <= counted.keys()


def test_a_head_has_no_chart_of_what_they_may_not_read(clients, grown):
    found = charts(clients["head"])
    assert "strategic_importance" not in found
    assert "owner" not in found
    assert b"mportance" not in told(clients["head"].get("/units/?view=charts"))


def test_branches_are_those_beneath_the_top_of_what_is_looked_at(clients, cast, grown):
    names = [bar.label for bar in charts(clients["ciso"], "&below=PARENT")["branch"].bars]
    assert sorted(names) == ["Commercial itself", "Grown 2", "Grown 5", "Marketing", "Treasury"]
    assert {bar.label for bar in charts(clients["ciso"])["branch"].bars} == {"Apart", "Commercial"}


def test_a_department_below_two_that_a_head_acts_for_counts_once(clients, cast, grown):
    StewardshipFactory(unit=cast.team, user=cast.head)
    bars = charts(clients["head"])["branch"].bars
    assert sum(bar.count for bar in bars) == clients["head"].get("/units/").context["listing"].sums["count"]


@pytest.mark.parametrize("words", ["%22", "nothing-is-called-so"])
def test_where_nothing_fits_there_is_nothing_to_count(clients, cast, words):
    page = clients["ciso"].get(f"/units/?view=charts&q={words}")
    assert b"No department fits these conditions" in told(page)


def test_small_branches_are_summed(clients, cast):
    for step in range(20):
        UnitFactory(code=f"B{step}", name=f"Branch {step}", headcount=step)
    bars = charts(clients["ciso"])["branch"].bars
    assert len(bars) == 12
    assert bars[-1].label.endswith("others")
    assert bars[-1].href == ""


def test_what_is_not_known_can_be_asked_for(clients, grown):
    page = clients["ciso"].get("/units/?kind=none&kind=team")
    assert {unit.kind for unit, _ in page.context["rows"]} <= {"", "team"}
    assert b"Kind: Team, Not known yet" in told(page) or b"Kind: Not known yet, Team" in told(page)
