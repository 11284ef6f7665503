"""Assets: named in the rows of a table or on a page, several at once, changed by two, removed, listed."""

import pytest

from tests.factories.units import AssetFactory, ProcessAssetFactory, ProcessFactory, UnitFactory
from units.choices import Handled
from units.models import Asset

pytestmark = pytest.mark.django_db
ADD = "/units/OWN/assets/add/"
SCRIPT = "<script>alert(1)</script>"


def row(target: str) -> dict:
    return {"HX-Request": "true", "HX-Target": target}


def sent(name="Customer list", **more) -> dict:
    return {"row": "1", "name": name, "kind": "data", "classification": "", "criticality": ""} | more


class TestARow:
    def test_enter_saves_and_opens_the_next_empty_row(self, cast, clients):
        answer = clients["head"].post(ADD, sent(criticality="5"), headers=row("asset-new"))
        html = answer.content.decode()
        asset = Asset.objects.get()
        assert (asset.unit, asset.criticality) == (cast.unit, 5)
        assert html.index(f'id="asset-{asset.pk}"') < html.index('id="asset-new"')
        assert "autofocus" in html
        assert '"changed:value": true' in answer["HX-Trigger"]
        assert asset.history.get().history_change_reason == "In the rows of what Marketing cannot lose"

    def test_without_scripts_one_is_back_on_the_page(self, clients):
        answer = clients["head"].post(ADD, sent())
        assert answer["Location"] == "/units/OWN/value/#assets"

    @pytest.mark.parametrize("wrong", [
        {"name": " "}, {"name": "x" * 201}, {"name": "a\0b"}, {"kind": "ship"}, {"criticality": "6"}, {"name": "known"},
    ])  # fmt: skip
    def test_what_is_wrong_stands_at_its_cell_and_nothing_is_lost(self, cast, clients, wrong):
        AssetFactory(unit=cast.unit, name="Known")
        for headers in ({}, row("asset-new")):
            answer = clients["ciso"].post(ADD, sent(classification="restricted") | wrong, headers=headers)
            assert answer.status_code == 422
            html = answer.content.decode()
            assert 'class="wrong"' in html or 'role="alert"' in html
            assert 'value="restricted" selected' in html
        assert Asset.objects.count() == 1

    def test_several_lines_are_several_rows_and_one_save(self, cast, clients):
        AssetFactory(unit=cast.unit, name="Ledger")
        lines = "Ledger\nMail \n\n  Shop\r\nshop\n"
        answer = clients["head"].post(
            ADD, sent(name="", names=lines, kind="system"), headers=row("asset-new")
        )
        assert set(Asset.objects.values_list("name", "kind")) == {
            ("Ledger", "data"), ("Mail", "system"), ("Shop", "system"),
        }  # fmt: skip
        new = Asset.objects.exclude(name="Ledger")
        assert len({one.history.get().history_group for one in new}) == 1
        assert "2 named already were left out" in answer["HX-Trigger"]

    def test_too_many_or_too_long_lines_are_refused_as_a_whole(self, clients):
        for names in ("\n".join(f"Thing {n}" for n in range(101)), "Fine\n" + "x" * 201):
            assert clients["head"].post(ADD, sent(name="", names=names)).status_code == 422
        assert not Asset.objects.exists()

    def test_a_row_is_changed_in_place(self, cast, clients):
        asset = AssetFactory(unit=cast.unit, name="Old", description="Stays", handles=[Handled.CARD])
        page, target = f"/assets/{asset.pk}/edit/", row(f"asset-{asset.pk}")
        form = clients["head"].get(page, headers=target).content.decode()
        assert form.strip().startswith(f'<tr id="asset-{asset.pk}"')
        change = sent("New", kind="system", revision=asset.revision)
        html = clients["head"].post(page, change, headers=target).content.decode()
        assert ">New</a>" in html
        asset.refresh_from_db()
        assert (asset.name, asset.kind, asset.description) == ("New", "system", "Stays")
        assert asset.handles == [Handled.CARD]

    def test_cancelling_gives_the_row_as_it_was(self, cast, clients):
        asset = AssetFactory(unit=cast.unit, name="Old")
        html = (
            clients["head"]
            .get(f"/assets/{asset.pk}/edit/?cancel=1", headers=row(f"asset-{asset.pk}"))
            .content.decode()
        )
        assert ">Old</a>" in html
        assert "<input" not in html

    def test_two_at_once_are_told_and_the_second_decides(self, cast, clients):
        asset = AssetFactory(unit=cast.unit, name="Old")
        page, target = f"/assets/{asset.pk}/edit/", row(f"asset-{asset.pk}")
        opened = asset.revision
        clients["ciso"].post(page, sent("Theirs", revision=opened), headers=target)
        answer = clients["head"].post(page, sent("Mine", revision=opened), headers=target)
        assert answer.status_code == 422
        html = answer.content.decode()
        assert "Cast ciso saved this row meanwhile" in html
        assert 'value="Mine"' in html
        asset.refresh_from_db()
        assert asset.name == "Theirs"
        clients["head"].post(page, sent("Mine", revision=asset.revision), headers=target)
        asset.refresh_from_db()
        assert asset.name == "Mine"

    def test_at_light_depth_a_name_is_enough_for_a_crown_jewel(self, cast, clients):
        UnitFactory(code="LIGHT", light=True, stewards=[cast.head])
        html = clients["head"].get("/units/LIGHT/value/").content.decode()
        assert 'name="criticality"' not in html
        light = {"row": "1", "name": "Brand", "kind": "data"}
        clients["head"].post("/units/LIGHT/assets/add/", light, headers=row("asset-new"))
        assert Asset.objects.get().criticality == 5


class TestOnItsPage:
    def test_everything_is_kept(self, cast, clients):
        change = {"name": "Payroll", "kind": "data", "criticality": "4", "handles": ["staff", "personal"]}
        assert clients["head"].post(ADD, change | {"description": "Pays"})["Location"].endswith("#assets")
        assert set(Asset.objects.get().handles) == {"personal", "staff"}

    def test_two_versions_are_shown_beside_one_another(self, cast, clients):
        asset = AssetFactory(unit=cast.unit, name="Old")
        page, opened = f"/assets/{asset.pk}/edit/", asset.revision
        full = {"kind": "data", "classification": "internal", "criticality": "3", "revision": opened}
        clients["ciso"].post(page, full | {"name": "Theirs"})
        answer = clients["head"].post(page, full | {"name": "Mine"})
        assert answer.status_code == 409
        assert "Theirs" in answer.content.decode()

    def test_shows_who_uses_it_and_who_else_names_it(self, cast, clients):
        asset = AssetFactory(unit=cast.unit, name="Mail", kind="system")
        ProcessAssetFactory(process=ProcessFactory(unit=cast.foreign, name="Secret process"), asset=asset)
        AssetFactory(unit=cast.foreign, name="MAIL", kind="system")
        seen = clients["ciso"].get(f"/assets/{asset.pk}/").content.decode()
        assert "Secret process" in seen
        assert "Treasury" in seen
        own = clients["head"].get(f"/assets/{asset.pk}/").content.decode()
        assert "1 of other departments" in own
        assert "Secret process" not in own
        assert "Treasury" not in own

    def test_scripts_stay_text(self, cast, clients):
        asset = AssetFactory(unit=cast.unit, name=SCRIPT, description=SCRIPT)
        for page in (f"/assets/{asset.pk}/", f"/assets/{asset.pk}/edit/", "/assets/", "/units/OWN/value/"):
            assert SCRIPT not in clients["head"].get(page).content.decode()


class TestRemoving:
    def test_leaves_the_list_but_not_the_record(self, cast, clients):
        asset = AssetFactory(unit=cast.unit)
        assert clients["head"].get(f"/assets/{asset.pk}/remove/").status_code == 200
        clients["head"].post(f"/assets/{asset.pk}/remove/")
        assert not Asset.objects.exists()
        assert Asset.history.filter(id=asset.pk, history_type="-").exists()

    def test_is_refused_while_a_process_uses_it_and_says_which(self, cast, clients):
        asset = AssetFactory(unit=cast.unit)
        ProcessAssetFactory(process=ProcessFactory(unit=cast.unit, name="Ship"), asset=asset)
        ProcessAssetFactory(process=ProcessFactory(unit=cast.foreign, name="Secret"), asset=asset)
        page = f"/assets/{asset.pk}/remove/"
        html = clients["head"].post(page).content.decode()
        assert "It is used by Ship and 1 process of another department" in html
        assert "Secret" not in html
        assert Asset.objects.exists()


class TestTheList:
    @pytest.fixture
    def some(self, cast):
        AssetFactory(unit=cast.unit, name="Payline", supplier=True, criticality=5)
        AssetFactory(unit=cast.team, name="Card machine", cards=True, criticality=None)
        AssetFactory(unit=cast.foreign, name="PAYLINE", supplier=True)

    @pytest.mark.parametrize(("query", "names"), [
        ("", {"Payline", "Card machine", "PAYLINE"}), ("q=pay", {"Payline", "PAYLINE"}), ("q=%27%3A%2A", set()),
        ("kind=supplier&criticality=5", {"Payline"}), ("handles=card", {"Card machine"}),
        ("below=OWN", {"Payline", "Card machine"}), ("unit=OWN", {"Payline"}), ("shared=1", {"Payline", "PAYLINE"}),
        ("unclassified=1", set()), ("unowned=1", {"Payline", "Card machine", "PAYLINE"}),
        ("classification=restricted", {"Card machine"}),
    ])  # fmt: skip
    def test_is_narrowed(self, clients, some, query, names):
        page = clients["ciso"].get(f"/assets/?{query}")
        assert {asset.name for asset in page.context["page"].rows} == names

    def test_shows_a_head_their_own_and_no_sign_of_others(self, clients, some):
        page = clients["head"].get("/assets/?shared=1")
        assert page.context["page"].rows == []
        assert len(clients["head"].get("/assets/").context["page"].rows) == 2
        for code in ("FOREIGN", "NOWHERE"):
            told = clients["head"].get(f"/assets/?unit={code}").content.decode()
            assert f"You see no department with the code “{code}”." in told

    def test_is_sorted_and_says_what_it_cannot_read(self, clients, some):
        page = clients["ciso"].get("/assets/?sort=-criticality&page=9&colour=red")
        assert [asset.name for asset in page.context["page"].rows] == ["Payline", "PAYLINE", "Card machine"]
        assert "colour" in page.content.decode()
