"""The department page asks one question a table, however much there is to show."""

import pytest

from tests.factories.overview import ReorganisationFactory
from tests.factories.units import (
    FormerCodeFactory,
    IncidentFactory,
    ObligationFactory,
    StewardshipFactory,
    UnitFactory,
    UnitObligationFactory,
)

pytestmark = pytest.mark.django_db
MOST = 10


def grow(unit, times: int):
    for _ in range(times):
        UnitFactory(parent=unit, owned=True)
        StewardshipFactory(unit=unit)
        FormerCodeFactory(unit=unit)
        UnitObligationFactory(unit=unit, obligation=ObligationFactory())
        IncidentFactory(units=[unit])
        ReorganisationFactory(before=[UnitFactory()], after=[unit])


@pytest.mark.parametrize("reader", ["ciso", "admin", "auditor", "head"])
@pytest.mark.parametrize("query", ["", "?share=1"])
def test_as_many_questions_for_one_as_for_fifty(cast, clients, count_queries, reader, query):
    def asked() -> int:
        with count_queries() as seen:
            assert clients[reader].get(f"/units/OWN/{query}").status_code == 200
        return len(seen)

    grow(cast.unit, 1)
    one = asked()
    grow(cast.unit, 50)
    assert asked() == one
    assert one <= MOST


def test_a_section_asks_only_for_what_it_shows(cast, clients, count_queries):
    with count_queries() as seen:
        clients["ciso"].get("/units/OWN/", headers={"HX-Request": "true", "HX-Target": "obligations"})
    assert len(seen) == 4, seen  # who is there, the unit, what binds it


def test_the_page_stays_small(cast, clients):
    grow(cast.unit, 60)
    assert len(clients["ciso"].get("/units/OWN/").content) < 60 * 1024
