"""The department page asks one question a table, however much there is to show."""

import pytest

from tests.factories.contacts import (
    AbsenceFactory,
    AssetOwnerFactory,
    AssignmentFactory,
    ProcessOwnerFactory,
    StanceFactory,
)
from tests.factories.dialogues import (
    CommitmentFactory,
    InsightFactory,
    ParticipationFactory,
    SessionFactory,
    TopicFactory,
)
from tests.factories.overview import ReorganisationFactory
from tests.factories.units import (
    AssetFactory,
    DependencyFactory,
    FormerCodeFactory,
    ImpactFactory,
    IncidentFactory,
    ObligationFactory,
    ProcessFactory,
    StewardshipFactory,
    UnitFactory,
    UnitObligationFactory,
)

pytestmark = pytest.mark.django_db
MOST = 21


def grow(unit, times: int):
    for _ in range(times):
        UnitFactory(parent=unit, owned=True)
        StewardshipFactory(unit=unit)
        FormerCodeFactory(unit=unit)
        UnitObligationFactory(unit=unit, obligation=ObligationFactory())
        IncidentFactory(units=[unit])
        ReorganisationFactory(before=[UnitFactory()], after=[unit])
        people_and_value(unit)
        talks(unit)


def talks(unit):
    """A talk behind and one ahead, something heard and to be talked about, promises on both sides."""
    last = SessionFactory(units=[unit, UnitFactory()], closed=True)
    SessionFactory(units=[unit])
    ParticipationFactory(session=last, spoke=True)
    InsightFactory(unit=unit, session=last)
    TopicFactory(unit=unit)
    CommitmentFactory(unit=unit, session=last)
    CommitmentFactory(unit=unit, theirs=True)


def people_and_value(unit):
    """A further deputy who is away, things with their owners, a process with its impact, neighbours on both sides."""
    deputy = AssignmentFactory(unit=unit, code="deputy", second=True)
    AbsenceFactory(contact=deputy.contact)
    AssetOwnerFactory(unit=unit, asset=AssetFactory(unit=unit, crown=True, cards=True))
    process = ProcessOwnerFactory(unit=unit, process=ProcessFactory(unit=unit, timed=True)).process
    ImpactFactory(process=process)
    DependencyFactory(consumer=unit)
    DependencyFactory(provider=unit)


@pytest.mark.parametrize("reader", ["ciso", "admin", "auditor", "head"])
@pytest.mark.parametrize("query", ["", "?share=1"])
def test_as_many_questions_for_one_as_for_fifty(cast, clients, count_queries, reader, query):
    def asked() -> int:
        with count_queries() as seen:
            assert clients[reader].get(f"/units/OWN/{query}").status_code == 200
        return len(seen)

    StanceFactory(contact=AssignmentFactory(unit=cast.unit).contact)
    grow(cast.unit, 1)
    one = asked()
    grow(cast.unit, 20)
    assert asked() == one
    assert one <= MOST


def test_a_section_asks_only_for_what_it_shows(cast, clients, count_queries):
    UnitObligationFactory(unit=cast.unit, obligation=ObligationFactory())
    with count_queries() as seen:
        clients["ciso"].get("/units/OWN/", headers={"HX-Request": "true", "HX-Target": "obligations"})
    assert len(seen) == 5, seen  # who is there, the unit, what binds it, what it holds


def test_what_a_department_has_none_of_is_not_asked(cast, clients, count_queries):
    with count_queries() as seen:
        clients["ciso"].get("/units/OWN/", headers={"HX-Request": "true", "HX-Target": "reorganisations"})
    assert len(seen) == 3, seen  # who is there, the unit


def test_the_page_stays_small(cast, clients):
    grow(cast.unit, 60)
    assert len(clients["ciso"].get("/units/OWN/").content) < 96 * 1024
