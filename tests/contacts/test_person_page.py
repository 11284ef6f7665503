"""The page of one person: how to reach them, what they answer for over time, who may read what of it."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from common.history import recording
from contacts.actions.redacting import redact_people
from contacts.models import Contact
from tests.factories.accounts import UserFactory
from tests.factories.contacts import (
    AbsenceFactory,
    AssetOwnerFactory,
    AssignmentFactory,
    ContactFactory,
    StanceFactory,
)
from tests.fixtures.answers import told

pytestmark = pytest.mark.django_db


def in_days(number: int):
    return timezone.localdate() + timedelta(days=number)


@pytest.fixture
def ana(cast):
    return ContactFactory(
        name="Ana Duarte", home_unit=cast.unit, title="Director", time_zone="Asia/Tokyo", location="Osaka",
        personnel_number="P-4711", phone="+81 6 1234 5678", user=UserFactory(name="Ana", email="ana@in.example"),
        manager=ContactFactory(name="Mia Boss", home_unit=cast.parent),
    )  # fmt: skip


@pytest.fixture
def shown_to(clients, ana):
    return lambda reader: clients[reader].get(f"/contacts/{ana.pk}/").content.decode()


def test_it_says_how_to_reach_somebody_and_what_time_it_is_there(shown_to):
    shown = shown_to("ciso")
    assert 'href="tel:+81612345678"' in shown
    there = timezone.now().astimezone(ZoneInfo("Asia/Tokyo"))
    assert any(f"{there - timedelta(minutes=late):%H:%M}" in shown for late in (0, 1))
    assert "there now" in shown
    assert "Osaka" in shown
    assert "Mia Boss" in shown
    assert "mailto:person" in shown


def test_the_team_reads_who_signs_in_and_the_personnel_number_and_a_head_neither(shown_to):
    for reader in ("ciso", "admin", "auditor"):
        assert "P-4711" in shown_to(reader)
        assert "ana@in.example" in shown_to(reader)
    assert "P-4711" not in shown_to("head")
    assert "ana@in.example" not in shown_to("head")
    assert "Signs in as" not in shown_to("head")


def test_a_head_is_not_told_of_a_manager_they_do_not_see(shown_to):
    assert "Mia Boss" not in shown_to("head")


@pytest.mark.parametrize(("reader", "status"), [("outsider", 404), ("responder", 403), ("auditor", 200)])
def test_who_may_open_it(clients, ana, reader, status):
    assert clients[reader].get(f"/contacts/{ana.pk}/").status_code == status


def test_responsibilities_stand_by_time_with_their_words(shown_to, ana, cast):
    AssignmentFactory(
        contact=ana, unit=cast.unit, since=in_days(-30), share_of_time="3.5", responsibilities="Signs off suppliers",
        affects="Decides what is bought", affected="Waits for reviews",
    )  # fmt: skip
    AssignmentFactory(contact=ana, unit=cast.team, ended=True)
    AssignmentFactory(contact=ana, unit=cast.team, code="deputy", since=in_days(20))
    AssetOwnerFactory(contact=ana, unit=cast.unit, asset__name="Customer list")
    shown = shown_to("head")
    assert "2 responsibilities now, 1 before" in shown
    for text in ("Signs off suppliers", "Decides what is bought", "Waits for reviews", "3.5 h a week"):
        assert text in shown
    assert "Customer list of Marketing" in shown
    assert shown.index("Deputy") < shown.index("Data owner") < shown.index("Before")


def test_a_head_reads_who_answers_above_but_not_what_was_agreed_there(clients, cast):
    boss = ContactFactory(name="Mia Boss", home_unit=cast.parent)
    AssignmentFactory(contact=boss, unit=cast.parent, responsibilities="Secret of the top", share_of_time="9")
    AssignmentFactory(contact=boss, unit=cast.foreign, responsibilities="Foreign")
    shown = clients["head"].get(f"/contacts/{boss.pk}/").content.decode()
    assert "Commercial" in shown
    assert "Secret of the top" not in shown
    assert "h a week" not in shown
    assert "Treasury" not in shown


def test_what_somebody_holds_or_who_reports_to_them_elsewhere_changes_nothing_for_a_head(clients, ana, cast):
    before = told(clients["head"].get(f"/contacts/{ana.pk}/"))
    AssignmentFactory(contact=ana, unit=cast.foreign, code="deputy")
    ContactFactory(name="Foreign report", home_unit=cast.foreign, manager=ana)
    with recording(actor="Test", reason="Hidden"):
        ana.personnel_number = "P-1"
        ana.save()
    assert told(clients["head"].get(f"/contacts/{ana.pk}/")) == before


@pytest.mark.parametrize("reader", ["admin", "auditor", "head"])
def test_engagement_is_on_nobody_elses_page(clients, ana, reader):
    before = told(clients[reader].get(f"/contacts/{ana.pk}/"))
    assert b"ngagement" not in before
    stance = StanceFactory(contact=ana)
    assert told(clients[reader].get(f"/contacts/{ana.pk}/")) == before
    with recording(actor="Test", reason="Seen again"):
        stance.note = "Came round"
        stance.save()
    assert told(clients[reader].get(f"/contacts/{ana.pk}/")) == before


def test_the_security_team_reads_engagement(shown_to, ana):
    StanceFactory(contact=ana)
    assert "Fears longer projects" in shown_to("ciso")


def test_reports_are_named_and_many_lead_to_the_list(clients, shown_to, ana, cast):
    for number in range(14):
        ContactFactory(name=f"Report {number:02}", home_unit=cast.team, manager=ana)
    shown = shown_to("ciso")
    assert "Report 11" in shown
    assert "Report 12" not in shown
    listed = clients["ciso"].get(f"/contacts/?state=here&manager={ana.pk}")
    assert listed.context["listing"].sums["count"] == 14


def test_who_is_away_and_who_covers_is_said(shown_to, ana):
    AbsenceFactory(contact=ana, cover=ContactFactory(name="Bo Cover"))
    assert "Bo Cover covers" in shown_to("head")


def test_the_record_names_what_changed_as_far_as_the_reader_may_know(shown_to, ana, cast):
    with recording(by=cast.ciso, reason="As HR has it"):
        ana.title, ana.personnel_number = "Chief", "P-1"
        ana.save()
    assert "personnel number" in shown_to("ciso").split('id="record"')[1]
    shown = shown_to("head").split('id="record"')[1]
    assert "As HR has it" in shown
    assert "job title" in shown
    assert "personnel number" not in shown


def test_confirming_the_number_says_today(clients, ana):
    with recording(actor="Test", reason="Long ago"):
        ana.phone_confirmed_on = in_days(-500)
        ana.save()
    assert b"mk-wait" in clients["head"].get(f"/contacts/{ana.pk}/").content
    answer = clients["head"].post(f"/contacts/{ana.pk}/confirm-number/", {"phone": ana.phone})
    assert answer.status_code == 302
    ana = Contact.objects.get(pk=ana.pk)
    assert ana.phone_confirmed_on == timezone.localdate()
    assert ana.history.first().history_change_reason == "Number confirmed on the person’s page"


def test_a_number_that_changed_meanwhile_is_not_confirmed(clients, ana):
    answer = clients["head"].post(
        f"/contacts/{ana.pk}/confirm-number/", {"phone": "+1 555 0100"}, headers={"HX-Request": "true"}
    )
    assert answer.status_code == 204
    assert "changed in between" in answer["HX-Trigger"]
    assert Contact.objects.get(pk=ana.pk).phone_confirmed_on == ana.phone_confirmed_on


@pytest.mark.parametrize(("reader", "status"), [("auditor", 403), ("responder", 403), ("outsider", 404)])
def test_who_may_not_confirm_a_number(clients, ana, reader, status):
    answer = clients[reader].post(f"/contacts/{ana.pk}/confirm-number/", {"phone": ana.phone})
    assert answer.status_code == status


def test_an_entry_merged_into_another_leads_there(clients, ana, cast):
    twin = ContactFactory(name="Ana D.", home_unit=cast.unit, merged_into=ana)
    AssignmentFactory(contact=twin, unit=cast.unit, ended=True)
    assert b"the entry that holds" in clients["ciso"].get(f"/contacts/{twin.pk}/").content
    assert clients["head"].get(f"/contacts/{twin.pk}/")["Location"] == f"/contacts/{ana.pk}/"


def test_the_page_asks_the_same_number_of_questions_for_much_as_for_little(clients, ana, cast, count_queries):
    def grow(number):
        for step in range(number):
            AssetOwnerFactory(contact=ana, unit=cast.unit)
            AbsenceFactory(
                contact=ana, since=in_days(10 * step + number * 50), until=in_days(10 * step + number * 50)
            )
            ContactFactory(home_unit=cast.unit, manager=ana)
            with recording(by=cast.ciso, reason=f"Change {step}"):
                ana.title = f"Title {number} {step}"
                ana.save()

    for reader in ("ciso", "head"):
        grow(1)
        clients[reader].get(f"/contacts/{ana.pk}/")
        with count_queries() as few:
            clients[reader].get(f"/contacts/{ana.pk}/")
        grow(30 if reader == "ciso" else 20)
        with count_queries() as many:
            clients[reader].get(f"/contacts/{ana.pk}/")
        assert len(many) == len(few) <= 16, str(many)


def test_the_page_of_who_signs_in_leads_to_their_entry(clients, ana):
    shown = clients["admin"].get("/accounts/users/").content.decode()
    assert "is in the directory as" in shown
    assert f'href="/contacts/{ana.pk}/"' in shown


def test_a_head_is_not_led_to_pages_that_are_not_theirs(clients, cast):
    """Whoever covers may be of another department, and a head above lives in one: both are said by name."""
    cover = ContactFactory(name="Far Away", home_unit=cast.foreign)
    person = ContactFactory(name="Near By", home_unit=cast.unit)
    AbsenceFactory(contact=person, cover=cover, since=in_days(0), until=in_days(9))
    above = ContactFactory(name="Upper Head", home_unit=cast.parent)
    AssignmentFactory(contact=above, unit=cast.parent, code="head")
    shown = clients["head"].get(f"/contacts/{person.pk}/").content.decode()
    assert "Far Away covers" in shown
    assert f"/contacts/{cover.pk}/" not in shown
    assert f"/contacts/{cover.pk}/" in clients["ciso"].get(f"/contacts/{person.pk}/").content.decode()
    for page in ("/contacts/", f"/contacts/{above.pk}/"):
        shown = clients["head"].get(page).content.decode()
        assert cast.parent.name in shown
        assert f"/units/{cast.parent.code}/" not in shown


def test_an_entry_that_was_made_unreadable_is_not_changed_any_more(clients, cast):
    person = ContactFactory(home_unit=cast.unit, left_on=in_days(-900))
    redact_people([person.pk], rule="Asked for", reason="Asked for", actor="Test", at=timezone.now())
    for reader in ("ciso", "head"):
        assert (
            f"/contacts/{person.pk}/edit/"
            not in clients[reader].get(f"/contacts/{person.pk}/").content.decode()
        )
        assert clients[reader].get(f"/contacts/{person.pk}/edit/").status_code == 404
