"""The catalogue of obligations, and naming one on a department."""

import pytest

from tests.factories.units import ObligationFactory, UnitFactory, UnitObligationFactory
from units.models import Obligation, UnitObligation

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def gdpr():
    return ObligationFactory(name="GDPR", weight=4)


class TestTheCatalogue:
    @pytest.mark.parametrize(("reader", "status"), [
        ("ciso", 200), ("admin", 200), ("auditor", 200), ("head", 403), ("responder", 403),
    ])  # fmt: skip
    def test_is_read_by_the_team(self, clients, gdpr, reader, status):
        assert clients[reader].get("/obligations/").status_code == status
        assert clients[reader].get(f"/obligations/{gdpr.pk}/").status_code == status

    @pytest.mark.parametrize("reader", ["auditor", "head", "responder"])
    def test_is_kept_by_the_team_and_administrators(self, clients, gdpr, reader):
        for page in ("new", f"{gdpr.pk}/edit", f"{gdpr.pk}/delete"):
            assert (
                clients[reader].post(f"/obligations/{page}/", {"name": "X", "weight": 1}).status_code == 403
            )
        assert Obligation.objects.get().name == "GDPR"

    def test_counts_open_departments(self, clients, gdpr):
        UnitObligationFactory(obligation=gdpr)
        UnitObligationFactory(obligation=gdpr, unit=UnitFactory(closed=True))
        assert "1 department" in clients["ciso"].get("/obligations/").content.decode()

    def test_a_new_entry(self, clients):
        sent = {"name": "PCI DSS", "weight": 5, "description": "Cards"}
        answer = clients["admin"].post("/obligations/new/", sent)
        entry = Obligation.objects.get(name="PCI DSS")
        assert answer["Location"] == f"/obligations/{entry.pk}/"
        assert entry.history.get().history_change_reason == "Kept up on the page of obligations"

    @pytest.mark.parametrize("wrong", [
        {"name": ""}, {"name": "gdpr"}, {"name": "x" * 101}, {"name": "a\0b"}, {"weight": 6}, {"weight": "heavy"},
        {"description": "x" * 100_000},
    ])  # fmt: skip
    def test_bad_input_is_refused(self, clients, gdpr, wrong):
        sent = {"name": "PCI DSS", "weight": 5, "description": ""} | wrong
        assert clients["ciso"].post("/obligations/new/", sent).status_code == 422
        assert Obligation.objects.count() == 1

    def test_two_people_at_once_see_both_versions(self, clients, gdpr):
        page = f"/obligations/{gdpr.pk}/edit/"
        first = {"name": "GDPR", "weight": 5, "description": "", "revision": gdpr.revision}
        assert clients["ciso"].post(page, first).status_code == 302
        second = {"name": "GDPR", "weight": 2, "description": "Mine", "revision": gdpr.revision}
        answer = clients["admin"].post(page, second)
        assert answer.status_code == 409
        assert "2 of 5" in answer.content.decode()
        assert "5 of 5" in answer.content.decode()
        gdpr.refresh_from_db()
        assert gdpr.weight == 5
        chosen = second | {
            "revision": gdpr.revision, "choose-": "", "choose-weight": "theirs", "choose-description": "yours",
        }  # fmt: skip
        assert clients["admin"].post(page, chosen).status_code == 302
        gdpr.refresh_from_db()
        assert (gdpr.weight, gdpr.description) == (5, "Mine")

    def test_what_binds_somebody_is_not_taken_out(self, clients, gdpr):
        bound = UnitObligationFactory(obligation=gdpr)
        assert clients["ciso"].post(f"/obligations/{gdpr.pk}/delete/").status_code == 302
        assert Obligation.objects.exists()
        clients["ciso"].post(f"/units/{bound.unit.code}/obligations/{bound.pk}/remove/")
        clients["ciso"].post(f"/obligations/{gdpr.pk}/delete/")
        assert not Obligation.objects.exists()

    def test_scripts_stay_text(self, clients):
        entry = ObligationFactory(name=SCRIPT, description=SCRIPT)
        for page in ("/obligations/", f"/obligations/{entry.pk}/", f"/obligations/{entry.pk}/edit/"):
            assert SCRIPT not in clients["ciso"].get(page).content.decode()


class TestNamingOne:
    PAGE = "/units/OWN/obligations/add/"

    def test_from_the_page_of_the_department(self, cast, clients, gdpr):
        sent = {"obligation": gdpr.pk, "note": "Campaigns"}
        answer = clients["ciso"].post(self.PAGE, sent)
        assert answer["Location"] == "/units/OWN/#obligations"
        bound = UnitObligation.objects.get()
        assert (bound.unit, bound.note) == (cast.unit, "Campaigns")
        assert bound.history.get().history_change_reason == "Named on the department page"

    def test_inside_the_page_it_names_what_changed(self, clients, gdpr):
        answer = clients["ciso"].post(self.PAGE, {"obligation": gdpr.pk}, headers=HTMX)
        assert answer.status_code == 204
        assert '"changed:obligations": true' in answer["HX-Trigger"]

    def test_inside_the_page_only_the_form_is_fetched(self, clients, gdpr):
        part = (
            clients["ciso"].get(self.PAGE, headers=HTMX | {"HX-Target": "bind-obligation"}).content.decode()
        )
        assert part.strip().startswith('<div id="bind-obligation">')
        assert part in clients["ciso"].get(self.PAGE).content.decode() or "csrfmiddlewaretoken" in part

    def test_only_what_is_not_named_yet_is_offered(self, cast, clients, gdpr):
        UnitObligationFactory(unit=cast.unit, obligation=gdpr)
        assert "named here already" in clients["ciso"].get(self.PAGE).content.decode()
        assert clients["ciso"].post(self.PAGE, {"obligation": gdpr.pk}).status_code == 422

    @pytest.mark.parametrize(
        "wrong", [{}, {"obligation": "x"}, {"obligation": "9" * 30}, {"obligation": "\0"}]
    )
    def test_bad_input_is_refused(self, clients, gdpr, wrong):
        assert clients["ciso"].post(self.PAGE, wrong).status_code == 422

    @pytest.mark.parametrize("reader", ["auditor", "head", "responder"])
    def test_others_may_not(self, clients, gdpr, reader):
        assert clients[reader].post(self.PAGE, {"obligation": gdpr.pk}).status_code == 403
        assert not UnitObligation.objects.exists()

    def test_taking_one_off_stays_in_the_record(self, cast, clients, gdpr):
        bound = UnitObligationFactory(unit=cast.unit, obligation=gdpr)
        page = f"/units/OWN/obligations/{bound.pk}/remove/"
        assert clients["ciso"].get(page).status_code == 405
        assert clients["ciso"].post(page)["Location"] == "/units/OWN/#obligations"
        assert not UnitObligation.objects.exists()
        assert "GDPR no longer binds it" in clients["head"].get("/units/OWN/").content.decode()

    def test_it_is_taken_off_only_where_it_is(self, cast, clients, gdpr):
        bound = UnitObligationFactory(unit=cast.foreign, obligation=gdpr)
        assert clients["ciso"].post(f"/units/OWN/obligations/{bound.pk}/remove/").status_code == 404

    def test_the_page_re_reads_its_section(self, cast, clients, gdpr):
        UnitObligationFactory(unit=cast.unit, obligation=gdpr, note=SCRIPT)
        headers = HTMX | {"HX-Target": "obligations"}
        part = clients["ciso"].get("/units/OWN/", headers=headers).content.decode()
        assert "GDPR" in part
        assert SCRIPT not in part
        assert "changed:obligations from:body" in part
