"""A version knows from when until when it was the current one; together they tell the whole time without a gap."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from common.history import recording
from tests.factories.units import UnitFactory
from units.models import Unit

pytestmark = pytest.mark.django_db

START = datetime(2025, 1, 6, 9, 0, tzinfo=UTC)


def write(unit, at, **values):
    with recording(actor="Test", reason="Because", at=at):
        for name, value in values.items():
            setattr(unit, name, value)
        unit.save()


def create(at=START, **values):
    with recording(actor="Test", reason="Because", at=at):
        return UnitFactory(**values)


def chain(unit):
    return list(Unit.history.filter(id=unit.pk).order_by("history_date", "history_id"))


def as_of(unit, moment):
    return Unit.history.filter(id=unit.pk, valid__contains=moment)


def test_the_next_version_ends_the_one_before():
    unit = create(name="1")
    write(unit, START + timedelta(days=1), name="2")
    first, second = chain(unit)
    assert first.valid_to == second.history_date == START + timedelta(days=1)
    assert (second.valid.lower, second.valid.upper) == (second.history_date, None)


def test_every_moment_has_exactly_one_version():
    unit = create(name="0")
    for day in (1, 2, 3):
        write(unit, START + timedelta(days=day), name=str(day))
    assert not as_of(unit, START - timedelta(microseconds=1)).exists()
    for day in range(4):
        for moment in (START + timedelta(days=day), START + timedelta(days=day + 1, microseconds=-1)):
            assert as_of(unit, moment).get().name == str(day)


def test_a_removed_object_is_nowhere_from_then_on():
    unit = create(name="There")
    pk = unit.pk
    gone = START + timedelta(days=1)
    with recording(actor="Test", reason="Because", at=gone):
        unit.delete()
    rows = Unit.history.filter(id=pk)
    assert rows.get(valid__contains=gone - timedelta(microseconds=1)).name == "There"
    assert not rows.filter(valid__contains=gone).exists()
    assert not rows.filter(valid_to=None).exists()
    assert rows.get(history_type="-").valid.isempty


def test_two_versions_in_one_save_follow_each_other():
    with recording(actor="Test", reason="Because", at=START):
        unit = UnitFactory(name="1")
        unit.name = "2"
        unit.save()
    first, second = chain(unit)
    assert second.history_date - first.history_date == timedelta(microseconds=1)
    assert as_of(unit, START + timedelta(microseconds=1)).get().name == "2"


def test_a_save_that_was_overtaken_follows_the_one_that_overtook_it():
    unit = create(name="1")
    write(unit, START + timedelta(minutes=10), name="2")
    write(unit, START + timedelta(minutes=5), name="3")
    assert [row.name for row in chain(unit)] == ["1", "2", "3"]
    assert chain(unit)[2].history_date == START + timedelta(minutes=10, microseconds=1)


def test_the_past_cannot_be_written_anew():
    unit = create(name="1")
    write(unit, START + timedelta(days=1), name="2")
    with pytest.raises(IntegrityError, match="lies behind its latest version"), transaction.atomic():
        write(unit, START + timedelta(hours=1), name="3")
    assert [row.name for row in chain(unit)] == ["1", "2"]


def test_a_second_open_version_cannot_exist():
    unit = create()
    names = [f.attname for f in Unit.history.model._meta.concrete_fields if not f.generated]
    version = Unit.history.get()
    copy = Unit.history.model(
        **{n: getattr(version, n) for n in names if n not in ("history_id", "valid_to")}
    )
    copy.history_date = START + timedelta(days=1)
    copy.save()
    assert Unit.history.filter(id=unit.pk, valid_to=None).get() == copy


def test_a_version_cannot_come_with_an_end_of_its_own():
    unit = create()
    version = Unit.history.get()
    names = [f.attname for f in Unit.history.model._meta.concrete_fields if not f.generated]
    copy = Unit.history.model(**{n: getattr(version, n) for n in names if n != "history_id"})
    copy.history_date, copy.valid_to = START + timedelta(days=1), START + timedelta(days=2)
    copy.save()
    assert Unit.history.filter(id=unit.pk, valid_to=None).get() == copy


def test_versions_of_others_are_left_alone():
    one, other = create(), create()
    write(one, START + timedelta(days=1), name="Changed")
    assert chain(other)[0].valid_to is None


def test_many_at_once_are_closed_like_one():
    with recording(actor="Test", reason="Because", at=START):
        units = Unit.objects.bulk_create_with_history([Unit(code=f"U{n}", name="1") for n in range(5)])
    for unit in units:
        unit.name = "2"
    with recording(actor="Test", reason="Because", at=START + timedelta(days=1)):
        Unit.objects.bulk_update_with_history(units)
    for unit in units:
        first, second = chain(unit)
        assert first.valid_to == second.history_date
        assert second.valid_to is None


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.tuples(st.integers(min_value=-10, max_value=600), st.integers(min_value=1, max_value=4)),
        max_size=8,
    )
)
def test_whatever_the_order_of_saves_the_versions_are_one_unbroken_chain(steps):
    """Minutes between saves may be a little negative: that is what overtaking looks like."""
    with transaction.atomic():
        unit, at = create(headcount=0), START
        for minutes, headcount in steps:
            at += timedelta(minutes=minutes)
            try:
                with transaction.atomic():
                    write(unit, at, headcount=headcount)
            except DatabaseError:
                unit.refresh_from_db()
        rows = chain(unit)
        assert [row.valid_to for row in rows[:-1]] == [row.history_date for row in rows[1:]]
        assert rows[-1].valid_to is None
        assert all(row.valid_to > row.history_date for row in rows[:-1])
        assert rows[-1].headcount == Unit.objects.get(pk=unit.pk).headcount
        transaction.set_rollback(True)


def test_versions_are_dated_by_the_clock_where_nobody_says_otherwise():
    before = timezone.now()
    UnitFactory()
    assert before <= Unit.history.get().history_date <= timezone.now()
