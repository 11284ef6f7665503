"""Two people saving the same object at the same time, in two threads with a connection each."""

import threading

import pytest
from django.db import connection, transaction

from common.history import StaleSave, recording
from tests.factories.units import UnitFactory
from units.models import Unit

pytestmark = pytest.mark.django_db(transaction=True)


def in_thread(work):
    """Starts `work` in a thread of its own; joining gives what it raised."""
    raised = []

    def run():
        try:
            work()
        except Exception as error:
            raised.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()

    def join():
        thread.join(10)
        assert not thread.is_alive(), "The thread hangs."
        return raised[0] if raised else None

    return join


def change(unit, **values):
    for name, value in values.items():
        setattr(unit, name, value)
    unit.save()


def chain(unit):
    rows = list(Unit.history.filter(id=unit.pk).order_by("history_date"))
    assert [row.valid_to for row in rows] == [*(row.history_date for row in rows[1:]), None]
    return [row.name for row in rows]


def test_a_save_that_began_earlier_and_got_the_row_later_follows_the_other():
    unit, elsewhere = UnitFactory(name="Start"), UnitFactory()
    began, overtaken = threading.Event(), threading.Event()

    def slow():
        with transaction.atomic(), recording(actor="Slow", reason="Began first"):
            change(Unit.objects.get(pk=elsewhere.pk), name="Its time is fixed now")
            began.set()
            overtaken.wait(10)
            change(Unit.objects.select_for_update().get(pk=unit.pk), name="Slow")

    join = in_thread(slow)
    began.wait(10)
    with transaction.atomic(), recording(actor="Quick", reason="Began second"):
        change(Unit.objects.get(pk=unit.pk), name="Quick")
    overtaken.set()
    assert join() is None
    assert chain(unit) == ["Start", "Quick", "Slow"]
    assert Unit.objects.get(pk=unit.pk).name == "Slow"


def test_a_save_waits_for_the_one_that_holds_the_row():
    unit = UnitFactory(name="Start")
    holds, asks = threading.Event(), threading.Event()

    def first():
        with transaction.atomic(), recording(actor="First", reason="Holds the row"):
            change(Unit.objects.select_for_update().get(pk=unit.pk), name="First")
            holds.set()
            asks.wait(10)

    def second():
        holds.wait(10)
        with transaction.atomic(), recording(actor="Second", reason="Waits"):
            asks.set()
            change(Unit.objects.select_for_update().get(pk=unit.pk), name="Second")

    joins = [in_thread(first), in_thread(second)]
    assert [join() for join in joins] == [None, None]
    assert chain(unit) == ["Start", "First", "Second"]


def test_a_copy_that_was_overtaken_is_not_saved():
    """Its version would mix what this person typed with what the other has changed since."""
    unit = UnitFactory(name="Start", headcount=1)
    mine, theirs = Unit.objects.get(pk=unit.pk), Unit.objects.get(pk=unit.pk)

    def other():
        with recording(actor="Other", reason="Was quicker"):
            change(theirs, name="Theirs")

    assert in_thread(other)() is None
    with pytest.raises(StaleSave, match="since it was read"), recording(actor="Me", reason="Too late"):
        change(mine, headcount=2)
    kept = Unit.objects.get(pk=unit.pk)
    assert (kept.name, kept.headcount, kept.revision) == ("Theirs", 1, 2)
    assert chain(unit) == ["Start", "Theirs"]


def test_of_two_copies_saved_at_once_one_wins_and_the_record_agrees_with_the_row():
    unit = UnitFactory(name="Start")
    both_read = threading.Barrier(2, timeout=10)

    def save(name):
        copy = Unit.objects.get(pk=unit.pk)
        both_read.wait()
        with transaction.atomic(), recording(actor=name, reason="At once"):
            change(copy, name=name)

    raised = [join() for join in [in_thread(lambda: save("A")), in_thread(lambda: save("B"))]]
    assert [type(error) for error in raised if error] == [StaleSave]
    kept = Unit.objects.get(pk=unit.pk)
    assert chain(unit) == ["Start", kept.name]
    assert kept.revision == 2


def test_many_at_once_refuse_a_copy_that_was_overtaken():
    units = [UnitFactory(name=f"Start {n}") for n in range(3)]
    copies = list(Unit.objects.order_by("id"))
    with recording(actor="Other", reason="Was quicker"):
        change(units[1], headcount=5)
    for copy in copies:
        copy.name = "Import"
    with pytest.raises(StaleSave), recording(actor="Import", reason="Too late"):
        Unit.objects.bulk_update_with_history(copies)
    assert not Unit.objects.filter(name="Import").exists()
