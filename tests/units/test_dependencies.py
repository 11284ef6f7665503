"""Who depends on whom: named from either side, in words by a head, settled by who may see it, suggested, removed."""

import pytest

from tests.factories.units import (
    AssetFactory,
    DependencyFactory,
    ProcessAssetFactory,
    ProcessFactory,
    UnitFactory,
)
from tests.fixtures.answers import told as told_html
from units.actions.dependencies import remove_dependency
from units.models import Dependency
from units.standing import statement_of

pytestmark = pytest.mark.django_db
ADD = "/units/OWN/dependencies/add/"


def sent(**more) -> dict:
    return {"kind": "service", "flows": "Invoices"} | more


class TestNamingOne:
    def test_what_it_needs(self, cast, clients):
        answer = clients["ciso"].post(ADD, sent(other=cast.foreign.pk, criticality="4"))
        assert answer["Location"] == "/units/OWN/value/#dependencies"
        found = Dependency.objects.get()
        assert (found.consumer, found.provider, found.criticality) == (cast.unit, cast.foreign, 4)
        assert found.consumer_confirmed_at is None

    def test_who_needs_it(self, cast, clients):
        clients["ciso"].post(ADD, sent(side="provider", other=cast.foreign.pk))
        found = Dependency.objects.get()
        assert (found.consumer, found.provider) == (cast.foreign, cast.unit)

    def test_what_a_head_says_of_their_own_counts_as_confirmed_by_it(self, cast, clients):
        clients["head"].post(ADD, sent(other=cast.team.pk))
        found = Dependency.objects.get()
        assert found.consumer_confirmed_by == cast.head
        assert found.provider_confirmed_at is None

    def test_a_name_in_words_becomes_a_department_only_where_one_sees_it(self, cast, clients):
        for name in ("campaigns", "OWN-TEAM"):
            clients["head"].post(ADD, sent(named=name, flows=name))
        assert set(Dependency.objects.values_list("provider", flat=True)) == {cast.team.pk}

    def test_a_head_never_learns_whether_a_department_exists(self, cast, clients):
        told = {}
        for name in (cast.foreign.name, "Nowhere at all"):
            answer = clients["head"].post(ADD, sent(named=name, flows=""), follow=True)
            row = Dependency.objects.get()
            assert (row.provider, row.provider_named) == (None, name)
            text = told_html(answer).decode().replace(name, "X")
            # The button says which statement it confirms, and their own words are part of it.
            text = text.replace(f"-{statement_of(row)}", "-S").replace(f"-{row.pk}", "-N")
            told[name] = text.replace(f"/{row.pk}/", "/N/")
            remove_dependency(row, by=cast.ciso, reason="Again")
        first, second = (text.split("<main")[1].split("</main>")[0] for text in told.values())
        assert first == second
        answers = [clients["head"].post(ADD, sent(other=pk)) for pk in (cast.foreign.pk, 999_999)]
        assert [answer.status_code for answer in answers] == [422, 422]
        first, second = (list(answer.context["form"].errors["other"]) for answer in answers)
        assert first == second

    @pytest.mark.parametrize("wrong", [
        {}, {"named": " "}, {"named": "x" * 301}, {"named": "a\0b"}, {"other": "x"}, {"other": "9" * 30},
        {"named": "Nils", "kind": "love"}, {"named": "Nils", "criticality": "6"},
        {"named": "Nils", "fallback_tested_on": "1800-01-01"},
    ])  # fmt: skip
    def test_bad_input_is_refused(self, clients, wrong):
        assert clients["head"].post(ADD, sent(**wrong)).status_code == 422
        assert not Dependency.objects.exists()

    def test_on_itself_twice_or_on_what_is_closed_is_refused(self, cast, clients):
        client = clients["ciso"]
        for on_itself in ({"other": cast.unit.pk}, {"named": "marketing"}):
            assert "depend on itself" in client.post(ADD, sent(**on_itself)).content.decode()
        closed = UnitFactory(closed=True)
        assert client.post(ADD, sent(other=closed.pk)).status_code == 422
        for other in ({"other": cast.foreign.pk}, {"named": "The people who run the mail"}):
            assert client.post(ADD, sent(**other)).status_code == 302
            assert client.post(ADD, sent(**other)).status_code == 422
        assert Dependency.objects.count() == 2


class TestLater:
    def test_is_changed_from_either_side(self, cast, clients):
        row = DependencyFactory(consumer=cast.foreign, provider=cast.unit)
        page = f"/dependencies/{row.pk}/edit/"
        change = sent(fallback="Phones", revision=row.revision)
        assert clients["head"].post(page, change).status_code == 302
        row.refresh_from_db()
        assert row.fallback == "Phones"

    def test_two_versions_are_shown_beside_one_another(self, cast, clients):
        row = DependencyFactory(consumer=cast.unit, provider=cast.foreign)
        page, opened = f"/dependencies/{row.pk}/edit/", row.revision
        clients["ciso"].post(page, sent(fallback="Theirs", revision=opened))
        assert clients["head"].post(page, sent(fallback="Mine", revision=opened)).status_code == 409

    def test_of_others_is_not_there(self, cast, clients):
        row = DependencyFactory(consumer=cast.foreign)
        for page in ("edit", "remove", "settle"):
            assert clients["head"].post(f"/dependencies/{row.pk}/{page}/", sent()).status_code == 404

    def test_the_team_settles_who_is_meant(self, cast, clients):
        row = DependencyFactory(consumer=cast.unit, in_words=True)
        page = f"/dependencies/{row.pk}/settle/"
        assert "The people who run the mail" in clients["ciso"].get(page).content.decode()
        assert clients["head"].post(page, {"provider": cast.foreign.pk}).status_code == 422
        assert clients["ciso"].post(page, {"provider": cast.unit.pk}).status_code == 422
        assert clients["ciso"].post(page, {"provider": cast.foreign.pk}).status_code == 302
        row.refresh_from_db()
        assert (row.provider, row.provider_named) == (cast.foreign, "The people who run the mail")
        assert clients["ciso"].get(page).status_code == 404

    def test_removing_asks_first_and_stays_in_the_record(self, cast, clients):
        row = DependencyFactory(consumer=cast.unit)
        page = f"/dependencies/{row.pk}/remove/"
        assert clients["head"].get(page).status_code == 200
        clients["head"].post(page)
        assert not Dependency.objects.exists()
        assert Dependency.history.filter(id=row.pk, history_type="-").exists()


class TestSuggestions:
    def test_using_what_another_has_suggests_it_and_one_click_puts_it_on_the_list(self, cast, clients):
        process = ProcessFactory(unit=cast.unit, name="Ship")
        ProcessAssetFactory(process=process, asset=AssetFactory(unit=cast.foreign, name="Ledger"))
        html = clients["ciso"].get("/units/OWN/value/").content.decode()
        assert "because Ship uses Ledger" in html
        clients["ciso"].post("/units/OWN/dependencies/accept/", {"provider": "FOREIGN"})
        found = Dependency.objects.get()
        assert (found.provider, found.kind, found.flows) == (cast.foreign, "data_flow", "Ledger")
        assert found.history.get().history_change_reason == "Suggested: Ship uses Ledger"
        assert "because Ship uses Ledger" not in clients["ciso"].get("/units/OWN/value/").content.decode()
        clients["ciso"].post("/units/OWN/dependencies/accept/", {"provider": "FOREIGN"})
        assert Dependency.objects.count() == 1

    def test_nothing_is_suggested_about_a_department_one_does_not_see(self, cast, clients):
        process = ProcessFactory(unit=cast.unit, name="Ship")
        ProcessAssetFactory(process=process, asset=AssetFactory(unit=cast.foreign, name="Ledger"))
        AssetFactory(unit=cast.unit, name=cast.foreign.name, supplier=True)
        html = clients["head"].get("/units/OWN/value/").content.decode()
        assert "because" not in html.split("<main")[1]
        clients["head"].post("/units/OWN/dependencies/accept/", {"provider": "FOREIGN"})
        assert not Dependency.objects.exists()

    def test_a_supplier_that_is_a_department_of_ours_is_recognised(self, cast, clients):
        UnitFactory(code="PAY", name="Payline", external_partner=True)
        AssetFactory(unit=cast.unit, name="payline", supplier=True)
        assert "because it names payline as a supplier" in clients["ciso"].get("/value/").content.decode()
