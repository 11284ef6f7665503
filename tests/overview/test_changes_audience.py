"""Nobody learns from the record what is not theirs to read: not by words, counts, dates or what differs."""

import pytest

from common.history import recording
from tests.factories.units import (
    IncidentFactory,
    ObligationFactory,
    StewardshipFactory,
    UnitFactory,
    UnitObligationFactory,
)
from tests.fixtures.answers import told

pytestmark = pytest.mark.django_db
SECRET = "Zyzzyva"
PAGES = (
    "/changes/",
    "/units/OWN/history/",
    "/",
    "/search/?q=zyzzyva",
    "/changes/?q=zyzzyva",
    "/changes/?who=ciso",
)


def change(unit, by, reason="A reason", **values):
    with recording(by=by, reason=reason):
        unit.refresh_from_db()
        for name, value in values.items():
            setattr(unit, name, value)
        unit.save()


@pytest.fixture
def pages(clients):
    """Everything a reader's pages of the record say, as bytes."""

    def read(reader="head"):
        return [told(clients[reader].get(url)) for url in PAGES]

    return read


class TestAHeadCannotTell:
    def test_that_importance_or_notes_of_the_team_changed(self, cast, pages):
        change(cast.unit, cast.ciso, strategic_importance=2, exposure=None, incident_history=None)
        before = pages()
        change(cast.unit, cast.ciso, reason=SECRET, strategic_importance=3, depth_choice="standard")
        before = pages()
        change(cast.unit, cast.ciso, reason=SECRET, strategic_importance=1)
        change(cast.unit, cast.ciso, reason=SECRET, team_notes=SECRET)
        change(cast.unit, cast.ciso, reason=SECRET, sources={"name": {"source": SECRET, "value": "x"}})
        assert pages() == before

    def test_that_something_hidden_changed_beside_what_they_may_see(self, cast, clients):
        change(cast.unit, cast.ciso, exposure=None, incident_history=None)
        change(
            cast.unit,
            cast.ciso,
            headcount=46,
            strategic_importance=1,
            team_notes=SECRET,
            depth_choice="light",
        )
        for url in PAGES:
            answer = told(clients["head"].get(url)).decode()
            assert "mportance" not in answer.replace("importance of 5", "")
            assert SECRET not in answer

    def test_that_other_departments_changed(self, cast, pages):
        common = ObligationFactory(name="Known to all")
        before = pages()
        change(cast.foreign, cast.ciso, reason=SECRET, name=SECRET, purpose=SECRET)
        StewardshipFactory(unit=cast.foreign, user=cast.ciso)
        UnitObligationFactory(unit=cast.foreign, obligation=common)
        IncidentFactory(title=SECRET, units=[cast.foreign])
        assert pages() == before

    def test_that_there_was_a_restricted_incident(self, cast, pages):
        before = pages()
        IncidentFactory(title=SECRET, restricted=True, units=[cast.unit], readers=[cast.ciso])
        assert pages() == before

    def test_the_count_of_a_large_save_beyond_their_own_part(self, cast, clients):
        units = [cast.unit, cast.team, cast.foreign, *[UnitFactory(parent=cast.foreign) for _ in range(30)]]
        with recording(by=cast.admin, reason="HR import"):
            for unit in units:
                unit.headcount = 11
                unit.save()
        group = cast.unit.history.first().history_group
        html = clients["head"].get(f"/changes/{group}/").content.decode()
        assert "2 departments, 2 values" in html

    def test_a_save_of_others_or_of_hidden_fields_by_its_address(self, cast, clients):
        for unit, values in ((cast.foreign, {"headcount": 3}), (cast.unit, {"team_notes": SECRET})):
            change(unit, cast.ciso, **values)
            group = unit.history.first().history_group
            assert clients["head"].get(f"/changes/{group}/").status_code == 404
            assert clients["ciso"].get(f"/changes/{group}/").status_code == 200

    def test_a_version_that_changed_only_hidden_fields_by_its_number(self, cast, clients):
        change(cast.unit, cast.ciso, team_notes=SECRET)
        number = cast.unit.history.first().history_id
        address = f"/units/OWN/history/{number}/"
        assert clients["ciso"].get(address).status_code == 200
        assert clients["admin"].get(address).status_code == 404
        assert clients["head"].get(address).status_code == 404
        assert clients["head"].get(f"/units/OWN/edit/?restore={number}").status_code == 404


def test_notes_of_the_team_stay_within_the_team(cast, clients):
    change(cast.unit, cast.ciso, team_notes=f"{SECRET} one")
    change(cast.unit, cast.ciso, headcount=1, team_notes=f"{SECRET} two")
    number, group = cast.unit.history.first().history_id, cast.unit.history.first().history_group
    urls = [*PAGES, f"/units/OWN/history/{number}/", f"/changes/{group}/"]
    for reader in ("admin", "auditor", "head", "outsider", "responder"):
        for url in urls:
            assert SECRET.encode() not in told(clients[reader].get(url)), (reader, url)
    assert SECRET.encode() in told(clients["ciso"].get("/units/OWN/history/"))


def test_the_past_is_as_closed_as_the_present(cast, clients):
    change(cast.unit, cast.ciso, team_notes=SECRET, strategic_importance=5)
    IncidentFactory(title=SECRET, restricted=True, units=[cast.unit], readers=[cast.ciso])
    from common import asof

    url = f"/units/OWN/history/?as_of={asof.today()}"
    for reader in ("admin", "auditor", "head"):
        assert SECRET.encode() not in told(clients[reader].get(url))
    assert b"mportance" not in told(clients["head"].get(url))
    assert SECRET.encode() in told(clients["ciso"].get(url))


@pytest.mark.parametrize(
    ("reader", "status"),
    [("ciso", 200), ("admin", 200), ("auditor", 200), ("head", 200), ("outsider", 404), ("responder", 403)],
)
def test_the_record_of_a_department_is_for_those_who_see_it(cast, clients, reader, status):
    number = cast.unit.history.last().history_id
    for url in (
        "/units/OWN/history/",
        f"/units/OWN/history/{number}/",
        "/units/OWN/history/?as_of=2000-01-01",
    ):
        assert clients[reader].get(url).status_code == status


def test_who_changed_the_people_who_sign_in_is_for_those_who_may_know(cast, clients):
    with recording(by=cast.admin, reason="A new name"):
        cast.outsider.name = SECRET
        cast.outsider.save()
    assert SECRET.encode() in told(clients["admin"].get("/changes/?kind=accounts.user"))
    assert SECRET.encode() not in told(clients["head"].get("/changes/?kind=accounts.user"))


def test_what_was_taken_off_the_list_stays_in_the_record(cast, clients):
    obligation = ObligationFactory(name="Old law")
    with recording(by=cast.ciso, reason="Repealed"):
        obligation.delete()
    for reader in ("ciso", "auditor", "head"):
        assert "Obligation Old law taken away" in clients[reader].get("/changes/").content.decode()
