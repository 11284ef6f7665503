"""Nobody learns from a department page what is not theirs to read: not by words, not by what differs."""

import pytest

from common.history import recording
from tests.factories.units import IncidentFactory, UnitFactory
from tests.fixtures.answers import told
from units.models import Unit
from units.risk import Drivers, assess

pytestmark = pytest.mark.django_db
SCALE = (None, 1, 2, 3, 4, 5)
SECRET = "Zyzzyva"


def change(unit, by, **values):
    with recording(by=by, reason="A change"):
        unit.refresh_from_db()
        for name, value in values.items():
            setattr(unit, name, value)
        unit.save()


def pairs_of_equal_level():
    """Drivers with two importances that lead to the same level, of every kind there is."""
    found = {}
    for exposure, history, burden in ((3, 3, 3), (1, 1, 1), (4, 2, None)):
        for one in SCALE:
            for other in SCALE:
                levels = {
                    assess(Drivers(exposure, history, importance, burden)).level
                    for importance in (one, other)
                }
                if one in (None, 1, 3) and one != other and len(levels) == 1:
                    found[exposure, history, burden, one, other] = None
    return list(found)


class TestTheHeadLearnsNothingFrom:
    @pytest.fixture
    def seen(self, clients):
        return lambda query="": told(clients["head"].get(f"/units/OWN/{query}"))

    @pytest.mark.parametrize(("exposure", "history", "burden", "one", "other"), pairs_of_equal_level())
    def test_an_importance_that_leaves_the_level_alone(
        self, cast, seen, exposure, history, burden, one, other
    ):
        change(
            cast.unit, cast.ciso, exposure=exposure, incident_history=history, compliance_burden=burden,
            strategic_importance=one,
        )  # fmt: skip
        before = seen()
        change(cast.unit, cast.ciso, strategic_importance=other)
        assert seen() == before

    def test_notes_of_the_team(self, cast, seen):
        before = seen()
        for text in (SECRET, f"{SECRET} again", ""):
            change(cast.unit, cast.ciso, team_notes=text)
            assert seen() == before

    def test_where_values_come_from(self, cast, seen):
        before = seen()
        change(
            cast.unit,
            cast.ciso,
            sources={"headcount": {"source": SECRET, "value": "1"}},
            pinned=["headcount"],
        )
        assert seen() == before

    def test_a_restricted_incident(self, cast, seen):
        before = seen()
        incident = IncidentFactory(
            title=SECRET, restrict=True, severe=True, units=[cast.unit], readers=[cast.ciso]
        )
        assert seen() == before
        change(incident, cast.ciso, title=f"{SECRET} again", severity=5)
        assert seen() == before

    def test_a_foreign_department(self, cast, seen):
        before = seen()
        change(cast.foreign, cast.ciso, name=SECRET, exposure=5)
        UnitFactory(parent=cast.parent, name=SECRET)
        IncidentFactory(title=SECRET, units=[cast.foreign])
        assert seen() == before

    def test_hidden_changes_however_many(self, cast, seen):
        change(cast.unit, cast.ciso, headcount=46)
        before = seen()
        for step in range(70):
            change(cast.unit, cast.ciso, team_notes=f"{SECRET} {step}")
        assert seen() == before

    def test_any_section_alone(self, cast, clients):
        def sections():
            headers = {"HX-Request": "true"}
            return [
                told(clients["head"].get("/units/OWN/", headers=headers | {"HX-Target": name}))
                for name in ("facts", "changes", "incidents", "risk", "record")
            ]

        before = sections()
        change(cast.unit, cast.ciso, team_notes=SECRET)
        IncidentFactory(title=SECRET, restrict=True, units=[cast.unit], readers=[cast.ciso])
        assert sections() == before


class TestSafeToProject:
    @pytest.fixture
    def secret(self, cast):
        """The head's unit with something in everything that is not the department's to read."""
        change(
            cast.unit, cast.ciso, team_notes=f"{SECRET} notes", pinned=["headcount"],
            sources={"headcount": {"source": f"{SECRET} file", "value": "38"}},
        )  # fmt: skip
        IncidentFactory(
            title=f"{SECRET} affair", restrict=True, units=[cast.unit], readers=[cast.ciso, cast.head]
        )
        return cast.unit

    @pytest.mark.parametrize("reader", ["ciso", "admin", "auditor", "head"])
    def test_holds_nothing_that_is_for_some_alone(self, secret, clients, reader):
        page = clients[reader].get("/units/OWN/?share=1").content.decode()
        main = page[page.index("<main") : page.index("</main>")]
        assert SECRET not in page
        assert "mportance" not in main
        assert "team only" not in main
        assert 'class="team' not in main
        assert "named people only" not in main
        assert "Team notes" not in main

    def test_the_same_is_there_in_the_ordinary_form(self, secret, clients):
        """So that the test above would notice."""
        page = clients["ciso"].get("/units/OWN/").content.decode()
        assert page.count(SECRET) >= 3
        assert "Importance" in page

    def test_says_the_same_whatever_is_left_out(self, secret, cast, clients):
        before = told(clients["ciso"].get("/units/OWN/?share=1"))
        change(cast.unit, cast.ciso, team_notes="other", strategic_importance=2)
        IncidentFactory(title=SECRET, restrict=True, units=[cast.unit], readers=[cast.ciso])
        assert Unit.objects.get(pk=cast.unit.pk).risk_level == cast.unit.risk_level
        assert told(clients["ciso"].get("/units/OWN/?share=1")) == before

    @pytest.mark.parametrize("section", ["facts", "changes", "incidents", "risk", "record", "obligations"])
    def test_its_sections_are_safe_as_well(self, secret, clients, section):
        headers = {"HX-Request": "true", "HX-Target": section}
        part = clients["ciso"].get("/units/OWN/?share=1", headers=headers).content.decode()
        assert SECRET not in part
        assert "mportance" not in part
        assert "?share=1" in part

    def test_the_notes_of_the_team_are_not_even_a_section(self, secret, clients):
        headers = {"HX-Request": "true", "HX-Target": "team-notes"}
        assert clients["ciso"].get("/units/OWN/?share=1", headers=headers).status_code == 404

    def test_nobody_works_on_it(self, secret, clients):
        page = clients["ciso"].get("/units/OWN/?share=1").content.decode()
        main = page[page.index("<main") : page.index("</main>")]
        assert "<form" not in main
        assert "/edit/" not in main


class TestNamedPeople:
    def test_a_restricted_incident_is_there_for_who_is_named(self, cast, clients):
        IncidentFactory(title=SECRET, restrict=True, units=[cast.unit], readers=[cast.head])
        assert SECRET in clients["head"].get("/units/OWN/").content.decode()
        for other in ("ciso", "admin", "auditor"):
            assert SECRET not in clients[other].get("/units/OWN/").content.decode()

    def test_the_suggestion_counts_only_what_the_reader_may_know(self, cast, clients):
        for _ in range(3):
            IncidentFactory(restrict=True, severe=True, units=[cast.unit], readers=[cast.ciso])
        assert "3 incidents in the last year" in clients["ciso"].get("/units/OWN/").content.decode()
        assert "no incident in the last three years" in clients["admin"].get("/units/OWN/").content.decode()


SCRIPT = "<script>alert(1)</script>"


@pytest.mark.parametrize("reader", ["ciso", "head"])
def test_scripts_in_any_text_stay_text(cast, clients, reader):
    texts = dict.fromkeys(("name", "purpose", "security_view", "notes", "team_notes"), SCRIPT)
    hand = {"risk_override": 5, "risk_override_reason": SCRIPT, "risk_override_until": "2199-01-01"}
    change(cast.unit, cast.ciso, **texts, **hand)
    change(cast.head, cast.ciso, name=SCRIPT)
    change(cast.parent, cast.ciso, name=SCRIPT)
    change(cast.team, cast.ciso, name=SCRIPT)
    IncidentFactory(title=SCRIPT, reference=SCRIPT, units=[cast.unit])
    assert SCRIPT not in clients[reader].get("/units/OWN/").content.decode()
