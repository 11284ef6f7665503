"""Taking a whole import back: what it restores, what stands in its way, and what stays because it is in use."""

import pytest
from django.urls import reverse
from django.utils import timezone

from common.history import recording
from common.history.undoing import CannotUndo
from desk import jobs
from desk.models import SheetImport
from desk.sheets import flow, keeping, undoing, work
from tests.factories.units import AssetFactory, ProcessFactory, UnitFactory
from units.models import Asset, Impact, Process, Unit
from units.sheets.assets import ASSET_SHEET
from units.sheets.kind import UNITS
from units.sheets.processes import PROCESS_SHEET

pytestmark = pytest.mark.django_db


@pytest.fixture
def take_back(cast):
    def undo(record, kind=UNITS):
        return undoing.take_back(kind, record, by=cast.ciso, reason="Wrong file", at=timezone.now())

    return undo


def state_of_units():
    return list(
        Unit.objects.order_by("pk").values_list("code", "name", "headcount", "status", "parent", "sources")
    )


def page(response):
    return response.content.decode()


class TestWhatItDoes:
    def test_everything_is_as_before_in_one_new_change(self, cast, bring, take_back):
        UnitFactory(code="A", name="Alpha", headcount=5)
        before = state_of_units()
        record = bring("code,name,headcount,parent\nA,Alfa,6,N\nN,New,,\nM,More,1,N\n", by=cast.ciso)
        group = take_back(record)
        assert state_of_units() == before
        versions = Unit.history.filter(history_group=group)
        assert sorted(versions.values_list("code", "history_type")) == [("A", "~"), ("M", "-"), ("N", "-")]
        assert set(versions.values_list("history_change_reason", "history_actor")) == {
            ("Wrong file", str(cast.ciso))
        }

    def test_the_import_says_that_it_was_undone_and_by_whom(self, cast, bring, take_back):
        record = bring("code,name\nN,New\n")
        group = take_back(record)
        record.refresh_from_db()
        assert (record.state, record.undo_group, record.undone_by) == (
            SheetImport.State.UNDONE,
            group,
            cast.ciso,
        )
        assert (record.undo_reason, record.is_applied) == ("Wrong file", True)
        with pytest.raises(flow.NotToBeDone, match="undone already"):
            take_back(record)

    def test_an_import_that_wrote_nothing_has_nothing_to_undo(self, bring, take_back, cast):
        with pytest.raises(flow.NotToBeDone, match="nothing to undo"):
            take_back(bring("code,name\nOWN,Marketing\n"))

    def test_the_same_file_can_be_brought_in_again(self, bring, take_back):
        take_back(bring("code,name\nN,New\n"))
        assert bring("code,name\nN,New\n").outcome["created"] == 1
        assert Unit.objects.filter(code="N").exists()

    def test_who_was_pinned_stays_pinned_and_sources_are_as_before(self, bring, take_back, cast):
        bring("code,name,headcount\nN,New,5\n")
        second = bring("code,headcount\nN,7\n")
        take_back(second)
        unit = Unit.objects.get(code="N")
        assert (unit.headcount, unit.sources["headcount"]["value"]) == (5, "5")


class TestWhatStandsInTheWay:
    def test_a_later_edit_is_named_and_nothing_is_written(self, cast, bring, take_back):
        record = bring("code,name,headcount\nOWN,Marketing,77\nN,New,\n")
        with recording(by=cast.admin, reason="Counted by hand"):
            unit = Unit.objects.get(code="OWN")
            unit.headcount = 80
            unit.save()
        with pytest.raises(CannotUndo, match="1 later change") as refused:
            take_back(record)
        assert [(one.label, one.actor) for one in refused.value.later] == [(str(unit), str(cast.admin))]
        assert Unit.objects.filter(code="N").exists()
        record.refresh_from_db()
        assert record.state == SheetImport.State.APPLIED

    def test_a_later_import_is_undone_first(self, bring, take_back):
        first = bring("code,name\nN,New\n")
        second = bring("code,name\nN,Newer\n")
        with pytest.raises(CannotUndo):
            take_back(first)
        take_back(second)
        take_back(first)
        assert not Unit.objects.filter(code="N").exists()


class TestWhatIsInUse:
    def test_a_department_that_something_refers_to_is_closed_instead_of_removed(self, bring, take_back):
        record = bring("code,name,parent\nN,New,\nM,More,N\nL,Lone,\n")
        AssetFactory(unit=Unit.objects.get(code="M"))
        take_back(record)
        units = {unit.code: (unit.status, unit.closed_on) for unit in Unit.objects.filter(code__in="NML")}
        closed = ("closed", timezone.localdate())
        # The one above it stays with it, and is closed as well.
        assert units == {"M": closed, "N": closed}

    def test_what_was_changed_by_hand_on_one_that_is_only_closed_is_not_lost(self, bring, take_back, cast):
        record = bring("code,name\nN,New\n")
        unit = Unit.objects.get(code="N")
        AssetFactory(unit=unit)
        with recording(by=cast.admin, reason="By hand"):
            unit.headcount = 9
            unit.save()
        take_back(record)
        unit.refresh_from_db()
        assert (unit.headcount, unit.status) == (9, "closed")

    def test_one_that_opens_later_is_closed_on_the_day_it_was_to_open(self, bring, take_back):
        record = bring("code,name,status,opened_on\nN,New,planned,2199-01-01\n")
        AssetFactory(unit=Unit.objects.get(code="N"))
        take_back(record)
        assert str(Unit.objects.get(code="N").closed_on) == "2199-01-01"


class TestOtherKinds:
    def test_assets_in_use_are_named(self, cast, bring, take_back):
        record = bring("unit,name\nOWN,Mail\nOWN,Web\n", kind=ASSET_SHEET)
        process = ProcessFactory(unit=cast.unit)
        with recording(by=cast.admin, reason="Uses it"):
            process.process_assets.create(asset=Asset.objects.get(name="Mail"))
        with pytest.raises(CannotUndo) as refused:
            take_back(record, ASSET_SHEET)
        assert [one.label for one in refused.value.later] == [f"{process} uses Mail"]

    def test_the_worst_impact_of_a_department_follows(self, cast, bring, take_back):
        table = "unit,name,category,4 hours\nOWN,Pay,money,{}\n"
        category = Impact._meta.get_field("category").choices[0][0]
        first = bring(table.format(2).replace("money", category), kind=PROCESS_SHEET)
        assert first.outcome["problems"] == 0
        record = bring(table.format(4).replace("money", category), kind=PROCESS_SHEET)
        assert Unit.objects.get(code="OWN").worst_impact == 4
        take_back(record, PROCESS_SHEET)
        assert Unit.objects.get(code="OWN").worst_impact == 2
        assert Process.objects.filter(unit=cast.unit, name="Pay").count() == 1


class TestPages:
    @pytest.fixture
    def record(self, bring, cast):
        return bring("code,name,headcount\nOWN,Marketing,77\nN,New,\n", by=cast.ciso)

    def address(self, record, part="undo"):
        return reverse(f"units:import_{part}", args=[record.pk])

    def test_the_import_offers_it_and_the_page_says_what_it_does(self, clients, record):
        assert self.address(record) in page(clients["ciso"].get(self.address(record, "detail")))
        said = page(clients["ciso"].get(self.address(record)))
        assert "1 entry</strong> is changed back" in said
        assert "1 entry</strong> is removed" in said
        assert Unit.objects.filter(code="N").exists()

    def test_undoing_leads_back_to_the_import_which_tells_of_it(self, clients, record):
        response = clients["ciso"].post(self.address(record), {"reason": "Last year’s file"}, follow=True)
        said = page(response)
        assert "is undone" in said
        assert "“Last year’s file”" in said
        assert "Undo this import" not in said
        assert "brought in and undone" in page(clients["ciso"].get(reverse("units:import")))
        assert Unit.objects.get(code="OWN").headcount == 120

    def test_what_would_be_lost_is_listed_and_there_is_no_button(self, clients, record, cast):
        with recording(by=cast.admin, reason="By hand"):
            unit = Unit.objects.get(code="N")
            unit.headcount = 9
            unit.save()
        said = page(clients["ciso"].get(self.address(record)))
        assert "It cannot be undone as it is" in said
        assert str(cast.admin) in said
        assert "Undo the import</button>" not in said
        response = clients["ciso"].post(self.address(record), {})
        assert response.status_code == 422
        assert Unit.objects.filter(code="N").exists()

    def test_what_closes_is_said_before(self, clients, record):
        AssetFactory(unit=Unit.objects.get(code="N"))
        said = page(clients["ciso"].get(self.address(record)))
        assert "1 department</strong>" in said
        assert "closed as of today" in said

    def test_nothing_to_undo_is_said(self, clients, record, take_back):
        take_back(record)
        response = clients["ciso"].get(self.address(record), follow=True)
        assert "nothing to undo" in page(response)

    def test_an_undone_import_is_kept_as_long_as_others(self, record, take_back):
        take_back(record)
        keeping.empty_files([record.pk], at=timezone.now())
        record.refresh_from_db()
        assert (bytes(record.content), record.state) == (b"", SheetImport.State.UNDONE)


class TestLeftToAWorker:
    @pytest.fixture
    def record(self, bring, cast, monkeypatch):
        monkeypatch.setattr(work, "AT_ONCE", 1)
        return bring("code,name\nM,More\nN,New\n", by=cast.ciso)

    def address(self, record, part="detail"):
        return reverse(f"units:import_{part}", args=[record.pk])

    def works(self):
        while jobs.work_next(at=timezone.now()):
            pass

    def test_a_long_one_is_undone_by_a_worker_and_the_page_says_how_far_it_is(self, clients, record):
        said = page(clients["ciso"].post(self.address(record, "undo"), {"reason": "Wrong"}, follow=True))
        assert "waits for a worker" in said
        assert Unit.objects.filter(code="N").exists()
        again = clients["ciso"].post(self.address(record, "undo"), {"reason": "Wrong"})
        assert "A worker is at this file" in page(again)
        self.works()
        assert not Unit.objects.filter(code__in="MN").exists()
        said = page(clients["ciso"].get(self.address(record)))
        assert "“Wrong”" in said
        record.refresh_from_db()
        assert record.undone_by == record.uploaded_by

    def test_what_came_up_meanwhile_is_said_and_nothing_is_undone(self, clients, record, cast):
        clients["ciso"].post(self.address(record, "undo"), {"reason": "Wrong"})
        with recording(by=cast.admin, reason="By hand"):
            unit = Unit.objects.get(code="N")
            unit.headcount = 9
            unit.save()
        self.works()
        said = page(clients["ciso"].get(self.address(record)))
        assert "Undoing an import: this did not work." in said
        assert "1 later change" in said
        assert "Undo this import" in page(clients["ciso"].get(self.address(record) + "?show=created"))
        clients["ciso"].post(self.address(record, "again"))
        self.works()
        assert Unit.objects.filter(code="N").exists()
