"""The record of one department: all that happened to it, and how it stood on a day."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from common import asof
from common.history import recording
from tests.factories.overview import ReorganisationFactory
from tests.factories.units import IncidentFactory, UnitFactory, UnitObligationFactory
from tests.fixtures.answers import told
from units.models import Stewardship

pytestmark = pytest.mark.django_db


def save(unit, at, by=None, reason="A reason", **values):
    with recording(by=by, actor="Somebody", reason=reason, at=at):
        for name, value in values.items():
            setattr(unit, name, value)
        unit.save()


@pytest.fixture
def old(db):
    """A unit whose record begins on 1 March 2025."""
    with recording(actor="Somebody", reason="Entered", at=datetime(2025, 3, 1, 12, tzinfo=UTC)):
        return UnitFactory(code="OLD", name="Bookshop", headcount=10)


def history(client, query=""):
    answer = client.get(f"/units/OLD/history/{query}")
    assert answer.status_code == 200
    return answer.content.decode().replace("\xa0", " ")


class TestTheRecordOfADepartment:
    def test_holds_what_happened_around_it_as_well(self, cast, old, clients):
        with recording(by=cast.ciso, reason="Named"):
            Stewardship(unit=old, user=cast.outsider).save()
        UnitObligationFactory(unit=old, obligation__name="GDPR")
        incident = IncidentFactory(title="A lost laptop", units=[old])
        ReorganisationFactory(before=[old], after=["A firm elsewhere"])
        with recording(by=cast.ciso, reason="Looked again"):
            incident.severity = 4
            incident.save()
        html = history(clients["ciso"])
        for said in (
            "Cast outsider may act for Bookshop", "GDPR binds Bookshop", "A lost laptop touched Bookshop",
            "Before: Bookshop", "Looked again", "Department Bookshop added",
        ):  # fmt: skip
            assert said in html

    def test_leaves_out_what_happened_elsewhere(self, cast, old, clients):
        IncidentFactory(title="Elsewhere", units=[cast.foreign])
        html = history(clients["ciso"])
        assert "Elsewhere" not in html
        assert "Marketing" not in html

    def test_leads_to_each_version_and_narrows_like_the_whole_record(self, cast, old, clients):
        save(old, datetime(2025, 5, 1, tzinfo=UTC), reason="Grown", headcount=20)
        save(old, datetime(2025, 6, 1, tzinfo=UTC), reason="Shrunk", headcount=15)
        html = history(clients["ciso"], "?q=grown")
        assert "Grown" in html
        assert "Shrunk" not in html
        version = re.search(r'href="(/units/OLD/history/\d+/)"', html)[1]
        shown = clients["ciso"].get(version).content.decode()
        assert "Grown" in shown
        assert re.search(r">20<.*>15<", shown, re.DOTALL)

    def test_finds_its_unit_whatever_the_case_of_the_code(self, old, cast, clients):
        assert clients["ciso"].get("/units/old/history/").status_code == 200

    def test_asks_the_same_number_of_questions_however_much_happened(self, cast, old, clients, count_queries):
        save(old, datetime(2025, 4, 1, tzinfo=UTC), headcount=0)
        history(clients["ciso"])
        with count_queries() as few:
            history(clients["ciso"])
        for step in range(40):
            save(old, datetime(2025, 5, 1, tzinfo=UTC) + timedelta(hours=step), headcount=step + 1)
            IncidentFactory(units=[old])
        with count_queries() as many:
            history(clients["ciso"])
        assert len(many) == len(few) <= 8


class TestOnADay:
    def test_it_says_what_was_known_at_the_end_of_that_day(self, cast, old, clients):
        # London keeps summer time: 23:30 there is 22:30 UTC.
        save(old, datetime(2025, 7, 1, 22, 30, tzinfo=UTC), name="Book World", headcount=20)
        save(old, datetime(2025, 7, 1, 23, 30, tzinfo=UTC), name="Book Planet", headcount=30)
        for day, name, people in (
            ("2025-06-30", "Bookshop", 10),
            ("2025-07-01", "Book World", 20),
            ("2025-07-02", "Book Planet", 30),
        ):
            html = history(clients["ciso"], f"?as_of={day}")
            assert f"<h1>{name}</h1>" in html
            assert f"<dt>People</dt><dd>{people}</dd>" in html
            assert "what the record said at the end of that day" in html

    def test_it_names_who_could_act_and_what_bound_it_then(self, cast, old, clients):
        with recording(actor="Somebody", reason="Named", at=datetime(2025, 4, 1, tzinfo=UTC)):
            steward = Stewardship(unit=old, user=cast.outsider)
            steward.save()
        with recording(actor="Somebody", reason="Left", at=datetime(2025, 6, 1, tzinfo=UTC)):
            steward.delete()
        assert "Cast outsider may act for Bookshop" in history(clients["ciso"], "?as_of=2025-05-01")
        assert "may act for" not in history(clients["ciso"], "?as_of=2025-03-05")
        assert "may act for" not in history(clients["ciso"], "?as_of=2025-06-01")

    def test_a_name_is_the_one_of_then(self, cast, old, clients):
        save(old, datetime(2025, 4, 1, tzinfo=UTC), parent=cast.parent)
        with recording(by=cast.ciso, reason="Renamed"):
            cast.parent.name = "Trade"
            cast.parent.save()
        assert "<dd>Commercial</dd>" in history(clients["ciso"], "?as_of=2025-05-01")

    def test_it_stays_the_same_whatever_is_changed_later(self, cast, old, clients):
        url = "/units/OLD/history/?as_of=2025-03-10"
        before = told(clients["ciso"].get(url))
        save(old, datetime(2025, 4, 1, tzinfo=UTC), name="Book World", purpose="Other", parent=cast.parent)
        UnitObligationFactory(unit=old)
        assert told(clients["ciso"].get(url)) == before

    @pytest.mark.parametrize(
        ("asked", "said"),
        [
            ("2025-02-28", "its record begins on 1 March 2025"),
            ("yesterday", "is not a day"),
            ("2025-02-30", "There is no 2025-02-30"),
            ("2999-01-01", "lies ahead"),
            ("1492-01-01", "before 1900"),
            ("%00", "is not a day"),
        ],
    )
    def test_a_day_it_cannot_show_is_answered_with_a_sentence(self, cast, old, clients, asked, said):
        assert said in history(clients["ciso"], f"?as_of={asked}")

    def test_the_first_day_counts(self, cast, old, clients):
        assert "<h1>Bookshop</h1>" in history(clients["ciso"], "?as_of=2025-03-01")
        assert "<h1>Bookshop</h1>" in history(clients["ciso"], f"?as_of={asof.today()}")
