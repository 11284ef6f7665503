"""Carrying an import out: all or nothing, one save in the record, and nothing at all the second time."""

import threading
from datetime import date

import pytest
from django.db import connection, transaction
from django.utils import timezone

from common.history import recording
from desk.models import SheetImport
from desk.sheets import flow
from tests.factories.units import UnitFactory
from tests.fixtures.sheets import received
from units.actions import change_unit
from units.models import Unit
from units.sheets.kind import UNITS

pytestmark = pytest.mark.django_db


def checked(text, **kwargs):
    record, mapping = received(text, **kwargs)
    flow.check(UNITS, record, mapping=mapping, by=kwargs.get("by"), at=timezone.now())
    record.save()
    return record


def bring_in(record, **kwargs):
    given = {"by": None, "reason": "Test", "at": timezone.now(), "seen": record.fingerprint} | kwargs
    return flow.bring_in(UNITS, record, **given)


def test_new_units_get_their_values_parents_and_sources(bring):
    UnitFactory(code="TOP")
    bring(
        "code,name,kind,parent,status,opened_on,headcount,annual_revenue,exposure,purpose\n"
        'B,Beta,team,A,planned,2025-01-01,,,,\nA,Alpha,Division,top,,,12,1500.50,4,"Two\nlines"\n'
    )
    alpha, beta = Unit.objects.get(code="A"), Unit.objects.get(code="B")
    assert (beta.parent, alpha.parent.code) == (alpha, "TOP")
    assert (alpha.kind, alpha.status, alpha.headcount, str(alpha.annual_revenue)) == (
        "division",
        "active",
        12,
        "1500.50",
    )
    assert (alpha.purpose, alpha.exposure, beta.opened_on) == ("Two\nlines", 4, date(2025, 1, 1))
    assert alpha.words == "a alpha two lines"
    assert alpha.sources["parent"] == {"source": "a file", "value": "TOP"}
    assert alpha.sources["annual_revenue"]["value"] == "1500.5"
    assert beta.sources["headcount"] == {"source": "a file", "value": ""}
    assert "code" not in alpha.sources
    assert "status" not in alpha.sources


def test_everything_belongs_to_one_save_with_one_reason(bring, cast):
    before = Unit.history.count()
    record = bring(
        "code,name,headcount\nOWN,Marketing,77\nX,Ex,1\nY,Why,2\n", by=cast.ciso, reason="Q3 export"
    )
    versions = Unit.history.filter(history_group=record.record_group)
    assert Unit.history.count() - before == versions.count() == 3
    assert set(versions.values_list("history_type", flat=True)) == {"+", "~"}
    assert set(versions.values_list("history_change_reason", "history_actor")) == {
        ("Q3 export", str(cast.ciso))
    }
    changed = versions.get(history_type="~")
    assert changed.history_changes == {"headcount": ["120", "77"]}


def test_a_job_is_named_where_nobody_acted(bring):
    record = bring("code,name\nA,Alpha\n")
    [version] = Unit.history.filter(history_group=record.record_group)
    assert (version.history_actor, version.history_user_id) == ("import_units", None)


def test_the_same_file_again_changes_nothing_and_writes_no_version(bring):
    table = "code,name,parent,headcount,purpose\nB,Beta,A,,\nA,Alpha,,12,Pays\n"
    bring(table)
    before = Unit.history.count(), list(Unit.objects.order_by("pk").values())
    again = bring(table)
    assert again.outcome["unchanged"] == 2
    assert again.record_group is None
    assert (Unit.history.count(), list(Unit.objects.order_by("pk").values())) == before


def test_a_value_filled_in_by_hand_after_an_empty_cell_is_kept(bring, cast):
    table = "code,name,closed_on,status\nA,Alpha,,closed\n"
    bring(table)
    values = {"closed_on": date(2020, 1, 1)}
    change_unit(Unit.objects.get(code="A"), values=values, by=cast.ciso, reason="Found in the archive")
    again = bring(table)
    assert (again.outcome["kept"], again.outcome["changed"]) == (1, 0)
    assert Unit.objects.get(code="A").closed_on == date(2020, 1, 1)


def test_moving_and_emptying_a_parent_is_written(bring):
    bring("code,name,parent\nA,Alpha,\nB,Beta,A\nC,Gamma,A\n")
    bring("code,parent\nB,\nC,B\n")
    assert Unit.objects.get(code="B").parent is None
    assert Unit.objects.get(code="C").parent.code == "B"


def test_an_import_with_a_bad_row_cannot_be_carried_out(cast):
    record = checked("code,name\nA,Alpha\n,Nobody\n")
    with pytest.raises(flow.NotToBeDone, match="nothing was brought in"):
        bring_in(record)
    assert not Unit.objects.filter(code="A").exists()
    record.refresh_from_db()
    assert not record.is_applied


def test_an_import_is_carried_out_once():
    record = checked("code,name\nA,Alpha\n")
    assert bring_in(record)
    with pytest.raises(flow.NotToBeDone, match="already"):
        bring_in(record)
    record.refresh_from_db()
    with pytest.raises(flow.NotToBeDone, match="already"):
        flow.check(UNITS, record, mapping=flow.mapping_of(UNITS, record, None), by=None, at=timezone.now())


def test_a_preview_that_no_longer_holds_is_shown_anew_instead(cast):
    record = checked("code,headcount\nOWN,77\n")
    with recording(by=cast.ciso, reason="Counted by hand"):
        cast.unit.headcount = 80
        cast.unit.save()
    before = Unit.history.count()
    assert not bring_in(record)
    assert Unit.history.count() == before
    record.refresh_from_db()
    assert not record.is_applied
    assert record.findings["changed"][0][3] == [["People", "80", "77"]]
    assert bring_in(record)
    assert Unit.objects.get(code="OWN").headcount == 77


def test_what_does_not_touch_the_outcome_does_not_stop_it(cast):
    record = checked("code,headcount\nOWN,77\n")
    with recording(by=cast.ciso, reason="Counted by hand"):
        cast.foreign.headcount = 80
        cast.foreign.save()
    assert bring_in(record)


def test_a_failure_on_the_way_leaves_nothing_behind(monkeypatch):
    record = checked("code,name\nA,Alpha\nB,Beta\n")
    written = []

    def stops(self, *args, **kwargs):
        written.append(Unit.objects.filter(code__in="AB").count())
        raise RuntimeError("The machine stopped.")

    monkeypatch.setattr(SheetImport, "save", stops)
    with pytest.raises(RuntimeError):
        bring_in(record)
    assert written == [2]
    assert not Unit.objects.filter(code__in="AB").exists()
    assert not Unit.history.filter(code__in="AB").exists()
    assert not SheetImport.objects.get(pk=record.pk).is_applied


def test_the_number_of_queries_does_not_depend_on_the_number_of_rows(count_queries):
    def queries(rows: int, prefix: str) -> int:
        lines = "".join(f"{prefix}{n},Name {n},{prefix}{(n - 1) // 2}\n" for n in range(1, rows))
        record = checked(f"code,name,parent\n{prefix}0,Top,\n{lines}")
        with count_queries() as seen:
            bring_in(record)
        return len(seen)

    queries(2, "Z")  # later files of a source are compared with earlier ones
    assert queries(2, "A") == queries(300, "B") <= 15


@pytest.mark.django_db(transaction=True)
def test_two_imports_at_once_wait_for_one_another_and_the_second_looks_again():
    first, second = checked("code,name\nA,Alpha\n"), checked("code,name\na,Other\n")
    answers, start = {}, threading.Barrier(2, timeout=30)

    def run(name, record):
        try:
            start.wait(5)
            answers[name] = bring_in(record)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in (("first", first), ("second", second))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(answers.values()) == [False, True]
    assert Unit.objects.filter(code__iexact="a").count() == 1


@pytest.mark.django_db(transaction=True)
def test_somebody_who_is_saving_is_waited_for(cast):
    """The editor holds a row and writes it later; the import waits, then sees that its preview is old."""
    record = checked("code,headcount\nOWN,77\n")
    holds = threading.Event()

    def edit():
        try:
            with transaction.atomic(), recording(by=cast.ciso, reason="Counted by hand"):
                unit = Unit.objects.select_for_update().get(code="OWN")
                holds.set()
                threading.Event().wait(0.5)
                unit.headcount = 81
                unit.save()
        finally:
            connection.close()

    editor = threading.Thread(target=edit)
    editor.start()
    assert holds.wait(5)
    assert bring_in(record) is False
    editor.join(10)
    assert Unit.objects.get(code="OWN").headcount == 81
