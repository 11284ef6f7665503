"""What a record asks for and what is missing: said of one unit and asked of all, both ways the same."""

import pytest

from tests.factories.accounts import UserFactory
from tests.factories.units import StewardshipFactory, UnitFactory, UnitObligationFactory
from units.completeness import RELATED, completeness_of, incomplete
from units.models import Unit

pytestmark = pytest.mark.django_db


def missing(unit: Unit, hidden=frozenset()) -> set[str]:
    found = Unit.objects.annotate(s=RELATED["stewards"], o=RELATED["obligations"]).get(pk=unit.pk)
    return {
        ask.key
        for ask in completeness_of(found, stewards=found.s, obligations=found.o, hidden=hidden).missing
    }


def test_somebody_who_may_act_for_the_unit_above_may_act_for_this_one_too():
    top, other = UnitFactory(code="TOP"), UnitFactory(code="OTHER")
    middle = UnitFactory(code="MID", parent=top)
    below = UnitFactory(code="LOW", parent=middle)
    StewardshipFactory(unit=middle, user=UserFactory(head=True))
    assert [("stewards" in missing(unit)) for unit in (top, middle, below, other)] == [
        True,
        False,
        False,
        True,
    ]


@pytest.mark.parametrize("hidden", [frozenset(), frozenset({"strategic_importance", "depth"})])
@pytest.mark.parametrize("depth", ["", "light", "standard", "full"])
def test_the_filter_finds_exactly_the_units_that_lack_something(depth, hidden):
    whole = {
        "depth_choice": depth, "complete": True, "annual_revenue": 1, "opened_on": "2001-01-01",
        "purpose": "Sell", "risk_appetite": "open", "work_mode": "remote", "security_view": "Fine", "owned": True,
    }  # fmt: skip
    complete = UnitFactory(code="ALL", stewards=[UserFactory(head=True)], **whole)
    UnitObligationFactory(unit=complete)
    units = [complete, UnitFactory(code="NONE", depth_choice=depth)]
    for field, nothing in (
        ("purpose", ""),
        ("headcount", None),
        ("exposure", None),
        ("annual_revenue", None),
    ):
        lacking = UnitFactory(
            code=f"NO-{field}", stewards=[UserFactory(head=True)], **{**whole, field: nothing}
        )
        UnitObligationFactory(unit=lacking)
        units.append(lacking)
    found = set(Unit.objects.filter(incomplete(hidden)).values_list("code", flat=True))
    assert found == {unit.code for unit in units if missing(unit, hidden)}
    assert "ALL" not in found
