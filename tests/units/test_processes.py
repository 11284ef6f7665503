"""Processes: named in rows with their times in words, what they use, contradictions that are said, removal, lists."""

import pytest

from tests.factories.units import AssetFactory, ImpactFactory, ProcessAssetFactory, ProcessFactory
from units.models import Impact, Process, ProcessAsset

pytestmark = pytest.mark.django_db
ADD = "/units/OWN/processes/add/"


def row(target: str) -> dict:
    return {"HX-Request": "true", "HX-Target": target}


def sent(**more) -> dict:
    return {
        "row": "1",
        "name": "Pay suppliers",
        "mtd_hours": "3 days",
        "rto_hours": "1 d",
        "rpo_hours": "4 h",
    } | more


class TestARow:
    def test_times_are_written_and_shown_in_words(self, cast, clients):
        html = clients["head"].post(ADD, sent(), headers=row("process-new")).content.decode()
        process = Process.objects.get()
        assert (process.mtd_hours, process.rto_hours, process.rpo_hours) == (72, 24, 4)
        for words in ("3 days", "1 day", "4 hours"):
            assert f">{words}</td>" in html
        assert 'id="process-new"' in html

    def test_one_kind_of_harm_and_when_it_is_severe_settles_the_worst_impact(self, cast, clients):
        answer = clients["head"].post(
            ADD, sent(category="financial", severe_from="72"), headers=row("process-new")
        )
        cast.unit.refresh_from_db()
        assert (cast.unit.worst_impact, cast.unit.worst_after) == (4, 72)
        assert "severe after 3 days, financial" in answer.content.decode()
        groups = {Process.objects.get().history.get().history_group, cast.unit.history.first().history_group}
        assert len(groups | {Impact.objects.get().history.get().history_group}) == 1

    def test_times_that_contradict_are_saved_and_said(self, clients):
        answer = clients["head"].post(ADD, sent(rto_hours="1 week"), headers=row("process-new"))
        assert answer.status_code == 200
        assert "cannot be down longer than 3 days" in answer.content.decode()
        assert "warning" in answer["HX-Trigger"]

    @pytest.mark.parametrize(("wrong", "said"), [
        ({"mtd_hours": "soon"}, "Write it as"), ({"rpo_hours": "2 years"}, "Write it as"),
        ({"rto_hours": "9000"}, "longer than a year"), ({"category": "financial"}, "After how long?"),
        ({"severe_from": "24"}, "In what way does it hurt?"), ({"name": ""}, "What is it called?"),
    ])  # fmt: skip
    def test_what_is_wrong_stands_at_its_cell(self, clients, wrong, said):
        answer = clients["head"].post(ADD, sent() | wrong, headers=row("process-new"))
        assert answer.status_code == 422
        assert said in answer.content.decode()
        assert not Process.objects.exists()

    def test_the_one_answer_is_changed_in_place_and_taken_back(self, cast, clients):
        process = ImpactFactory(process__unit=cast.unit).process
        page, target = f"/processes/{process.pk}/edit/", row(f"process-{process.pk}")
        assert 'value="24" selected' in clients["head"].get(page, headers=target).content.decode()
        change = sent(category="harm", severe_from="4", revision=process.revision)
        clients["head"].post(page, change, headers=target)
        assert Impact.objects.values_list("category", "bucket", "severity").get() == ("harm", 4, 4)
        process.refresh_from_db()
        clients["head"].post(
            page, sent(category="", severe_from="", revision=process.revision), headers=target
        )
        assert not Impact.objects.exists()
        cast.unit.refresh_from_db()
        assert cast.unit.worst_impact is None

    def test_what_the_grid_says_is_left_to_the_grid(self, cast, clients):
        process = ImpactFactory(process__unit=cast.unit, severity=2).process
        page, target = f"/processes/{process.pk}/edit/", row(f"process-{process.pk}")
        assert "Impact grid" in clients["head"].get(page, headers=target).content.decode()
        clients["head"].post(
            page, sent(revision=process.revision, category="", severe_from=""), headers=target
        )
        assert Impact.objects.get().severity == 2

    def test_several_lines_are_several_rows(self, clients):
        clients["head"].post(ADD, {"row": "1", "names": "Ship\nBill\nShip"})
        assert set(Process.objects.values_list("name", flat=True)) == {"Ship", "Bill"}

    def test_two_at_once_are_told(self, cast, clients):
        process = ProcessFactory(unit=cast.unit)
        page, target = f"/processes/{process.pk}/edit/", row(f"process-{process.pk}")
        clients["ciso"].post(page, sent(revision=process.revision), headers=target)
        answer = clients["head"].post(page, sent(name="Mine", revision=process.revision), headers=target)
        assert answer.status_code == 422
        assert "saved this row meanwhile" in answer.content.decode()


class TestOnItsPage:
    def test_uses_assets_also_of_another_department(self, cast, clients):
        own, other = AssetFactory(unit=cast.unit), AssetFactory(unit=cast.foreign, name="Ledger of theirs")
        sent_form = {"name": "Ship", "assets": [own.pk, other.pk], "mtd_hours": "2 days"}
        clients["ciso"].post(ADD, sent_form)
        process = Process.objects.get()
        assert set(process.process_assets.values_list("asset", flat=True)) == {own.pk, other.pk}
        html = clients["head"].get(f"/processes/{process.pk}/").content.decode()
        assert "Ledger of theirs" in html
        assert "shared" in html
        assert "Treasury" not in html

    def test_a_head_keeps_what_is_shared_but_cannot_choose_of_others(self, cast, clients):
        process = ProcessFactory(unit=cast.unit)
        shared, other = AssetFactory(unit=cast.foreign), AssetFactory(unit=cast.foreign)
        ProcessAssetFactory(process=process, asset=shared)
        page = f"/processes/{process.pk}/edit/"
        form = clients["head"].get(page).context["form"]
        base = {"name": "Ship", "revision": form["revision"].value()}
        assert clients["head"].post(page, base | {"assets": [other.pk]}).status_code == 422
        assert clients["head"].post(page, base | {"assets": [shared.pk]}).status_code == 302
        assert ProcessAsset.objects.get().asset == shared

    def test_choices_are_those_one_sees(self, cast, clients):
        AssetFactory(unit=cast.foreign, name="Ledger")
        AssetFactory(unit=cast.unit, name="Letters")
        assert [one["text"] for one in clients["head"].get("/choices/assets/?q=le").json()] == [
            "Letters (Marketing)"
        ]
        assert len(clients["ciso"].get("/choices/assets/?q=le").json()) == 2

    def test_shows_contradictions_and_the_strip(self, cast, clients):
        process = ImpactFactory(process=ProcessFactory(unit=cast.unit, contradictory=True)).process
        html = clients["head"].get(f"/processes/{process.pk}/").content.decode()
        assert "but cannot be down longer than 1 day" in html
        assert "4<span" in html

    def test_removing_takes_its_impact_along_and_settles_the_unit(self, cast, clients):
        process = ImpactFactory(process__unit=cast.unit).process
        clients["head"].post(f"/processes/{process.pk}/impact/", {"financial-24": "3", "revision": "x"})
        clients["head"].post(f"/processes/{process.pk}/remove/")
        assert not Impact.objects.exists()
        cast.unit.refresh_from_db()
        assert cast.unit.worst_impact is None


@pytest.mark.parametrize(("query", "names"), [
    ("", {"Ship", "Bill"}), ("contradicts=1", {"Bill"}), ("untimed=1", {"Bill", "Ship"}), ("severe=1", {"Ship"}),
    ("q=shi", {"Ship"}), ("unowned=1", {"Ship", "Bill"}), ("shared=1", set()), ("sensitive=1", set()),
    ("sort=-worst", {"Ship", "Bill"}),
])  # fmt: skip
def test_the_list_is_narrowed(cast, clients, query, names):
    ImpactFactory(process__unit=cast.unit, process__name="Ship")
    ProcessFactory(unit=cast.unit, name="Bill", contradictory=True)
    ProcessFactory(unit=cast.foreign, name="Foreign")
    page = clients["head"].get(f"/processes/?{query}")
    assert {process.name for process in page.context["page"].rows} == names
