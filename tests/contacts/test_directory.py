"""The directory: words, filters, sorting, columns, sums, for each role; nothing a reader may not know shows in it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from common.history import recording
from tests.factories.contacts import (
    AbsenceFactory,
    AssetOwnerFactory,
    AssignmentFactory,
    ContactFactory,
    FunctionFactory,
    StanceFactory,
)
from tests.fixtures.answers import told

pytestmark = pytest.mark.django_db


def names(response) -> list[str]:
    return [person.name for person, _ in response.context["rows"]]


@pytest.fixture
def people(cast):
    """Ana heads the head's unit, Bo works there, Cy in the team below, Dee elsewhere, Eve heads what is above."""
    found = {
        "ana": ContactFactory(
            name="Ana Duarte", home_unit=cast.unit, title="Director", personnel_number="P-100"
        ),
        "bo": ContactFactory(
            name="bo Lindqvist", home_unit=cast.unit, location="Malmö", email="bo@x.example"
        ),
        "cy": ContactFactory(
            name="Cy Kostić", home_unit=cast.team, number_old=True, personnel_number="P-200"
        ),
        "dee": ContactFactory(name="Dee Foreign", home_unit=cast.foreign, left=True),
        "eve": ContactFactory(name="Eve Above", home_unit=cast.parent),
    }
    AssignmentFactory(contact=found["ana"], unit=cast.unit)
    AssignmentFactory(contact=found["eve"], unit=cast.parent)
    return found


@pytest.mark.parametrize("reader", ["ciso", "admin", "auditor"])
def test_whoever_reads_the_whole_inventory_sees_everybody_by_name_whatever_the_case(clients, people, reader):
    assert names(clients[reader].get("/contacts/")) == [
        "Ana Duarte", "bo Lindqvist", "Cy Kostić", "Dee Foreign", "Eve Above",
    ]  # fmt: skip


def test_a_head_sees_their_people_and_who_answers_above_and_nobody_else(clients, people):
    assert names(clients["head"].get("/contacts/")) == [
        "Ana Duarte",
        "bo Lindqvist",
        "Cy Kostić",
        "Eve Above",
    ]
    assert names(clients["outsider"].get("/contacts/")) == ["Dee Foreign", "Eve Above"]


def test_a_responder_has_call_cards_and_no_directory(clients, people):
    assert clients["responder"].get("/contacts/").status_code == 403
    assert clients["responder"].get("/choices/contacts/").status_code == 403


def test_an_entry_merged_into_another_is_not_listed(clients, people):
    ContactFactory(name="Ana Duarte (old)", merged_into=people["ana"])
    assert "Ana Duarte (old)" not in names(clients["ciso"].get("/contacts/"))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=duar", ["Ana Duarte"]),
        ("q=kostic", ["Cy Kostić"]),
        ("q=malmo", ["bo Lindqvist"]),
        ("q=director", ["Ana Duarte"]),
        ("q=bo@x", ["bo Lindqvist"]),
        ("q=p-1", ["Ana Duarte"]),
        ("q=xyzzy", []),
        ("q=%26%7C%21", []),
        ("function=head", ["Ana Duarte", "Eve Above"]),
        ("function=head&function=deputy", ["Ana Duarte", "Eve Above"]),
        ("function=deputy", []),
        ("unit=OWN", ["Ana Duarte", "bo Lindqvist", "Cy Kostić"]),
        ("unit=own-team", ["Cy Kostić"]),
        ("unassigned=1", ["bo Lindqvist", "Cy Kostić"]),
        ("state=left", ["Dee Foreign"]),
        ("state=here&unit=FOREIGN", []),
        ("phone_old=1", ["Cy Kostić"]),
        ("away=1", []),
        ("critical=1", []),
        ("engagement_gap=1", []),
    ],
)
def test_narrowing(clients, people, query, expected):
    response = clients["ciso"].get(f"/contacts/?{query}")
    assert response.context["listing"].problems == []
    assert names(response) == expected


def test_who_is_away_now_is_found_and_shown(clients, people):
    AbsenceFactory(contact=people["bo"], cover=people["ana"])
    later = timezone.localdate() + timedelta(days=30)
    AbsenceFactory(contact=people["cy"], since=later, until=later)
    response = clients["ciso"].get("/contacts/?away=1")
    assert names(response) == ["bo Lindqvist"]
    assert b"away until" in response.content


def test_a_responsibility_that_is_over_or_still_to_come_counts_for_nobody(clients, people, cast):
    AssignmentFactory(contact=people["bo"], unit=cast.unit, code="deputy", ended=True)
    since = timezone.localdate() + timedelta(days=1)
    AssignmentFactory(contact=people["cy"], unit=cast.unit, code="deputy", since=since)
    response = clients["ciso"].get("/contacts/?unassigned=1")
    assert names(response) == ["bo Lindqvist", "Cy Kostić"]
    assert names(clients["ciso"].get("/contacts/?function=deputy")) == []


def test_one_person_with_several_critical_responsibilities_is_found(clients, people, cast):
    AssignmentFactory(contact=people["ana"], unit=cast.unit, code="incident_contact")
    assert names(clients["ciso"].get("/contacts/?critical=1")) == []
    AssetOwnerFactory(contact=people["ana"], unit=cast.unit)
    response = clients["ciso"].get("/contacts/?critical=1")
    assert names(response) == ["Ana Duarte"]
    assert b"and 1 more" in response.content


def test_a_head_does_not_learn_what_their_people_hold_elsewhere(clients, people, cast):
    head = clients["head"]
    queries = ["", "critical=1", "unassigned=1", "function=deputy", "columns=name&columns=responsibilities"]
    before = [told(head.get(f"/contacts/?{query}")) for query in queries]
    for code in ("deputy", "incident_contact", "data_owner"):
        AssignmentFactory(contact=people["bo"], unit=cast.foreign, code=code)
    assert [told(head.get(f"/contacts/?{query}")) for query in queries] == before


def test_a_head_is_not_told_the_department_or_manager_of_others_by_list_or_order(clients, people, cast):
    guest = ContactFactory(name="Guest", home_unit=cast.foreign, manager=people["dee"])
    AssignmentFactory(contact=guest, unit=cast.unit, code="liaison")
    head = clients["head"]
    columns = "&columns=name&columns=department&columns=manager"
    queries = [f"sort=department{columns}", f"sort=-department{columns}", "q=treasury", "unit=FOREIGN"]
    before = [told(head.get(f"/contacts/?{query}")) for query in queries]
    assert b"Guest" in before[0]
    assert b"Treasury" not in b"".join(before)
    assert b"Dee" not in b"".join(before)
    with recording(actor="Test", reason="Vary what is hidden"):
        cast.foreign.name = "AAA"
        cast.foreign.save()
        people["dee"].name = "AAA"
        people["dee"].save()
    assert [told(head.get(f"/contacts/?{query}")) for query in queries] == before


def test_personnel_numbers_are_found_by_the_team_alone_and_tell_a_head_nothing(clients, people):
    head = clients["head"]
    queries = ["q=P-100", "sort=personnel_number", "columns=name&columns=personnel_number"]
    before = [told(head.get(f"/contacts/?{query}")) for query in queries]
    assert names(head.get("/contacts/?q=P-100")) == []
    with recording(actor="Test", reason="Vary what is hidden"):
        people["ana"].personnel_number = "P-999"
        people["ana"].save()
    assert [told(head.get(f"/contacts/?{query}")) for query in queries] == before


@pytest.mark.parametrize("reader", ["admin", "auditor", "head"])
def test_nothing_of_engagement_reaches_anybody_but_the_security_team(clients, people, reader):
    queries = [
        "", "engagement=2", "engagement_gap=1", "sort=engagement", "columns=name&columns=engagement",
        "filters=open", "engagement=2&filters=open",
    ]  # fmt: skip
    before = [told(clients[reader].get(f"/contacts/?{query}")) for query in queries]
    StanceFactory(contact=people["ana"], current=2, desired=5)
    assert [told(clients[reader].get(f"/contacts/?{query}")) for query in queries] == before
    assert b"ngagement" not in before[0] + before[5]
    made_up = told(clients[reader].get("/contacts/?made_up_word=2"))
    assert before[1].replace(b"engagement", b"made_up_word") == made_up


def test_the_security_team_narrows_by_the_newest_reading(clients, people):
    StanceFactory(
        contact=people["ana"], current=2, desired=5, noted_on=timezone.localdate() - timedelta(days=90)
    )
    StanceFactory(contact=people["ana"], current=5, desired=5)
    StanceFactory(contact=people["bo"], current=2, desired=4)
    ciso = clients["ciso"]
    assert names(ciso.get("/contacts/?engagement_gap=1")) == ["bo Lindqvist"]
    assert names(ciso.get("/contacts/?engagement=5")) == ["Ana Duarte"]
    shown = ciso.get("/contacts/?columns=name&columns=engagement").content.decode()
    assert "Resistant" in shown
    assert "we hope for supportive" in shown


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("name", ["Ana Duarte", "bo Lindqvist", "Cy Kostić", "Dee Foreign", "Eve Above"]),
        ("-name", ["Eve Above", "Dee Foreign", "Cy Kostić", "bo Lindqvist", "Ana Duarte"]),
        ("department", ["Cy Kostić", "Eve Above", "Ana Duarte", "bo Lindqvist", "Dee Foreign"]),
        ("phone_confirmed_on", ["Cy Kostić", "Ana Duarte", "bo Lindqvist", "Dee Foreign", "Eve Above"]),
        ("-left_on", ["Dee Foreign", "Ana Duarte", "bo Lindqvist", "Cy Kostić", "Eve Above"]),
    ],
)
def test_sorting(clients, people, sort, expected):
    assert names(clients["ciso"].get(f"/contacts/?sort={sort}")) == expected


def test_sums_follow_the_filter_over_all_its_pages(clients, cast):
    for number in range(60):
        person = ContactFactory(name=f"Clerk {number:02}", home_unit=cast.team)
        if number < 7:
            AssignmentFactory(contact=person, unit=cast.team, code="ambassador", second=True)
    response = clients["ciso"].get("/contacts/?unit=OWN-TEAM&page=2")
    assert response.context["listing"].sums == {"count": 60, "left": 0, "holding": 7}
    assert names(response) == [f"Clerk {number:02}" for number in range(50, 60)]


@pytest.mark.parametrize(
    "query",
    [
        "foo=bar", "sort=user", "sort=responsibilities", "sort=--name", "page=0", "page=abc", "page=99999", "page=%00",
        "columns=nonsense", "view=tree", "unit=nowhere", "unit=%00", "function=queen", "function=%00", "state=asleep",
        "manager=99999999999999", "manager=x", "unassigned=7", "engagement=9", "engagement=x", "q=%00&state=%00",
    ],
)  # fmt: skip
def test_what_cannot_be_read_in_the_address_is_said_and_the_list_still_comes(clients, people, query):
    response = clients["ciso"].get(f"/contacts/?{query}")
    assert response.status_code == 200
    assert response.context["listing"].problems


def test_conditions_stand_as_chips_in_words_and_can_be_taken_off(clients, people):
    listing = (
        clients["ciso"].get("/contacts/?function=head&unit=OWN&unassigned=1&sort=title").context["listing"]
    )
    assert {chip.text: chip.off for chip in listing.chips} == {
        "Responsibility: Head": "?unit=OWN&unassigned=1&sort=title",
        "Department and below: Marketing": "?function=head&unassigned=1&sort=title",
        "Holds no responsibility": "?function=head&unit=OWN&sort=title",
    }


def test_a_responsibility_no_longer_given_is_nothing_to_narrow_by(clients, people):
    FunctionFactory(code="fire_warden", name="Fire warden", retired=True)
    assert "Fire warden" not in clients["ciso"].get("/contacts/?filters=open").content.decode()


def test_an_empty_directory_says_what_to_do_next(clients, cast):
    assert b"Bring in" in clients["ciso"].get("/contacts/").content
    assert b"Enter the first person" in clients["head"].get("/contacts/").content
    assert b"Nobody fits these conditions" in clients["ciso"].get("/contacts/?q=nobody").content


def test_choices_are_scoped_and_those_who_left_come_last(clients, people, cast):
    ContactFactory(name="Dee Here", home_unit=cast.unit, title="Clerk")
    ContactFactory(name="Dee Twin", home_unit=cast.unit, merged_into=people["ana"])
    said = [one["text"] for one in clients["ciso"].get("/choices/contacts/?q=dee").json()]
    assert said == ["Dee Here (Clerk, Marketing)", "Dee Foreign (Manager, Treasury, left)"]
    assert [one["text"] for one in clients["head"].get("/choices/contacts/?q=dee").json()] == said[:1]
    assert clients["ciso"].get("/choices/contacts/?q=%00").json()
