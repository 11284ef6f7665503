"""The page about a department's people: who answers, who is missed, who was there before, in place."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.factories.contacts import (
    AbsenceFactory,
    AssetOwnerFactory,
    AssignmentFactory,
    ContactFactory,
    StanceFactory,
)
from tests.factories.units import AssetFactory, ProcessFactory

TODAY = timezone.localdate()
URL = "/units/OWN/people/"

pytestmark = pytest.mark.django_db


def read(client, url=URL, **headers):
    page = client.get(url, headers=headers).content.decode()
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)


def test_nobody_named_yet_comes_with_the_step_that_closes_it(cast, clients):
    page = read(clients["ciso"])
    assert page.count("nobody named yet</span>") == 3
    assert 'href="/units/OWN/people/assign/?function=ambassador"' in page


def test_those_above_who_answer_are_said_so_and_keep_what_was_agreed_to_themselves(cast, clients):
    AssignmentFactory(
        unit=cast.parent, contact=ContactFactory(name="Clara Whitfield"), affects="Signs", share_of_time=3
    )
    page = read(clients["head"])
    assert "Clara Whitfield" in page
    assert "for Commercial above" in page
    assert "Signs" not in page


def test_who_is_away_and_who_covers(cast, clients):
    one = AssignmentFactory(unit=cast.unit, affects="Approves campaigns", share_of_time=4)
    AbsenceFactory(contact=one.contact, cover=ContactFactory(name="Ana Duarte"))
    page = read(clients["head"])
    assert "Ana Duarte covers" in page
    assert "Approves campaigns" in page


def test_owners_and_what_nobody_looks_after(cast, clients):
    AssetOwnerFactory(unit=cast.unit, asset=AssetFactory(unit=cast.unit, name="Customer list"))
    process = ProcessFactory(unit=cast.unit, name="Newsletter")
    page = read(clients["head"])
    assert "Customer list" in page
    assert f"?function=process_owner&amp;for=process:{process.pk}" in page


def test_former_and_later_holders_and_those_who_left(cast, clients):
    AssignmentFactory(unit=cast.unit, contact=ContactFactory(name="Before Her"), ended=True)
    AssignmentFactory(unit=cast.unit, contact=ContactFactory(name="After Her"), since=TODAY + timedelta(9))
    AssignmentFactory(
        unit=cast.unit, code="deputy", contact=ContactFactory(name="Gone Man", left_on=date(2026, 1, 5))
    )
    page = read(clients["ciso"])
    assert page.index("After Her") < page.index("Before Her")
    assert "Gone Man" in page
    assert "left 5" in page


def test_a_head_changes_what_the_department_names_and_an_auditor_nothing(cast, clients):
    head = AssignmentFactory(unit=cast.unit)
    deputy = AssignmentFactory(unit=cast.unit, code="deputy")
    page = read(clients["head"])
    assert f"/contacts/assignments/{deputy.pk}/edit/" in page
    assert f"/contacts/assignments/{head.pk}/edit/" not in page
    assert "/contacts/assignments/" not in read(clients["auditor"])
    assert "team only" not in page


def test_the_part_equals_the_page(cast, clients):
    AssignmentFactory(unit=cast.unit)
    part = read(clients["ciso"], **{"HX-Request": "true", "HX-Target": "unit-people"})
    assert part.strip().startswith("<section")
    assert part.strip() in read(clients["ciso"])


def test_foreign_departments_are_not_found_and_engagement_is_nowhere(cast, clients):
    assert clients["head"].get("/units/FOREIGN/people/").status_code == 404
    assert clients["responder"].get(URL).status_code == 403
    before = read(clients["admin"])
    person = ContactFactory(home_unit=cast.unit)
    without = read(clients["admin"])
    StanceFactory(contact=person, note="Fears")
    assert read(clients["admin"]) == without == before


def test_the_page_asks_as_many_questions_for_fifty_as_for_one(cast, clients, count_queries):
    def asked() -> int:
        with count_queries() as seen:
            clients["ciso"].get(URL)
        return len(seen)

    def grow(number):
        for _ in range(number):
            AssignmentFactory(unit=cast.unit, code="deputy", priority=3)
            owner = AssetOwnerFactory(unit=cast.unit)
            AbsenceFactory(contact=owner.contact)

    grow(1)
    asked()
    one = asked()
    grow(20)
    assert asked() <= one <= 15
