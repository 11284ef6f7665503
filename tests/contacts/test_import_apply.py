"""Bringing people in: all or nothing, one save in the record, and nothing at all the second time."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from common.sheets.writing import csv_pieces
from contacts.models import Contact
from contacts.sheets.columns import COLUMNS, columns_for
from contacts.sheets.export import rows_of
from contacts.sheets.kind import PEOPLE
from tests.factories.contacts import ContactFactory
from tests.factories.units import UnitFactory

pytestmark = pytest.mark.django_db

HEADERS = "personnel_number,name,email,phone,title,location,time_zone,home_unit,manager\n"


def hr_sheet(people: int) -> str:
    """Managers stand after those who report to them."""
    lines = [
        f"H{n},Person {n},person.{n}@hr.example,+44 20 7946 {n:04d},Officer,Leeds,Europe/London,U{n % 20},"
        f"{f'H{(n - 1) // 8}' if n else ''}\n"
        for n in range(people)
    ]
    return HEADERS + "".join(reversed(lines))


def exported(user) -> bytes:
    columns = columns_for(user)
    rows = rows_of(Contact.objects.visible_to(user).order_by("pk"), columns, by=user)
    return b"".join(csv_pieces([column.name for column in columns], rows))


@pytest.fixture
def units(db):
    return [UnitFactory(code=f"U{n}") for n in range(20)]


def test_people_and_their_managers_come_in_and_the_second_time_nothing_happens(units, bring, cast):
    first = bring(hr_sheet(1000), kind=PEOPLE, by=cast.ciso)
    assert first.outcome["created"] == 1000
    versions = Contact.history.count()
    assert Contact.objects.get(personnel_number="H9").manager.personnel_number == "H1"
    again = bring(hr_sheet(1000), kind=PEOPLE, by=cast.ciso)
    assert (again.outcome["unchanged"], again.outcome["changed"], again.record_group) == (1000, 0, None)
    assert Contact.history.count() == versions


def test_everything_belongs_to_one_save_with_one_reason(units, bring):
    record = bring("name,home_unit\nAna,U1\nBea,U2\n", kind=PEOPLE, reason="HR, spring")
    versions = Contact.history.filter(history_group=record.record_group)
    assert set(versions.values_list("history_change_reason", "history_actor")) == {
        ("HR, spring", "import_contacts")
    }
    assert Contact.objects.get(name="Ana").words == "ana"


def test_the_number_of_queries_does_not_depend_on_the_number_of_people(units, bring, count_queries):
    def queries(text) -> int:
        with count_queries() as seen:
            bring(text, kind=PEOPLE)
        return len(seen)

    queries(hr_sheet(2))  # later files of a source are compared with earlier ones
    assert queries(hr_sheet(3)) >= queries(hr_sheet(200)) - 1


def test_what_is_exported_comes_back_unchanged(cast, bring):
    boss = ContactFactory(name="Boss without anything", personnel_number="", email="")
    ContactFactory(
        name="=cmd()", title="@home", phone="+44 1234", location='He said "no", twice', manager=boss
    )
    ContactFactory(name="By mail", personnel_number="", manager=ContactFactory(personnel_number=""))
    ContactFactory(unreachable=True, left=True, preferred_channel="chat", time_zone="Asia/Tokyo")
    record = bring(exported(cast.ciso), kind=PEOPLE, by=cast.ciso)
    assert record.outcome["unchanged"] == Contact.objects.count()
    assert (record.outcome["problems"], record.outcome["changed"]) == (0, 0)


words = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=30)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.tuples(words, words, words), min_size=1, max_size=4))
def test_whatever_stands_there_comes_back_unchanged(cast, bring, texts):
    with transaction.atomic():
        for number, (name, title, location) in enumerate(texts):
            ContactFactory(
                name=name, title=title, location=location, personnel_number=f"X{number}", home_unit=cast.unit
            )
        people = Contact.objects.count()
        record = bring(exported(cast.ciso), kind=PEOPLE, by=cast.ciso)
        transaction.set_rollback(True)
    assert record.outcome["unchanged"] == people


def test_a_file_for_a_head_holds_no_personnel_number(cast):
    ContactFactory(
        name="Ana",
        home_unit=cast.unit,
        personnel_number="P-SECRET",
        manager=ContactFactory(
            personnel_number="P-FOREIGN", email="foreign@x.example", home_unit=cast.foreign
        ),
    )
    text = exported(cast.head).decode()
    assert "Ana" in text
    assert "P-SECRET" not in text
    assert "foreign@x.example" not in text
    assert [column.name for column in COLUMNS if column.name not in text] == ["personnel_number"]
