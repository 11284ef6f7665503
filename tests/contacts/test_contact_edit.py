"""Entering and editing a person: what each may write, what is refused where, two people at once, doubles."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from common.history import recording
from contacts.models import Contact
from tests.factories.accounts import UserFactory
from tests.factories.contacts import AssignmentFactory, ContactFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana(cast):
    return ContactFactory(
        name="Ana Duarte", home_unit=cast.unit, personnel_number="P-1", email="ana@x.example"
    )


def sent(contact=None, **changes) -> dict:
    """What a browser would send from the form of `contact`."""
    values = {"name": "", "reason": "Because"}
    if contact:
        names = ("name", "email", "phone", "title", "location", "personnel_number", "time_zone")
        values |= {name: getattr(contact, name) for name in names}
        values |= {
            "home_unit": contact.home_unit_id or "", "manager": contact.manager_id or "", "user": contact.user_id or "",
            "phone_confirmed_on": contact.phone_confirmed_on or "", "revision": contact.revision,
        }  # fmt: skip
    return values | changes


def edit(client, contact, **changes):
    return client.post(f"/contacts/{contact.pk}/edit/", sent(contact, **changes))


def fresh(contact):
    return Contact.objects.get(pk=contact.pk)


@pytest.mark.parametrize("reader", ["ciso", "admin"])
def test_a_name_is_enough_for_the_team(clients, cast, reader):
    answer = clients[reader].post("/contacts/new/", {"name": "  Bo   Lind "})
    bo = Contact.objects.get(name="Bo Lind")
    assert answer["Location"] == f"/contacts/{bo.pk}/"
    assert bo.history.first().history_change_reason == "Entered by hand"


def test_a_head_enters_people_into_their_own_departments_only(clients, cast):
    head = clients["head"]
    assert head.post("/contacts/new/", {"name": "Bo", "home_unit": cast.team.pk}).status_code == 302
    for unit in (cast.foreign.pk, cast.parent.pk, "", 99999999999999999999, "x"):
        assert head.post("/contacts/new/", {"name": "Cy", "home_unit": unit}).status_code == 422
    assert not Contact.objects.filter(name="Cy").exists()


def test_a_head_writes_neither_personnel_number_nor_who_signs_in(clients, cast, ana):
    user = UserFactory()
    answer = edit(clients["head"], ana, title="Chief", personnel_number="P-2", user=user.pk)
    assert answer.status_code == 302
    assert (fresh(ana).title, fresh(ana).personnel_number, fresh(ana).user) == ("Chief", "P-1", None)
    page = clients["head"].get(f"/contacts/{ana.pk}/edit/").content.decode()
    assert "personnel" not in page.lower()


@pytest.mark.parametrize(("reader", "status"), [("auditor", 403), ("responder", 403), ("outsider", 404)])
def test_who_may_not_edit(clients, ana, reader, status):
    assert clients[reader].get(f"/contacts/{ana.pk}/edit/").status_code == status
    assert edit(clients[reader], ana, title="X").status_code == status


def test_a_head_may_see_but_not_edit_whoever_answers_above(clients, cast):
    boss = ContactFactory(home_unit=cast.parent)
    AssignmentFactory(contact=boss, unit=cast.parent)
    assert clients["head"].get(f"/contacts/{boss.pk}/").status_code == 200
    assert clients["head"].get(f"/contacts/{boss.pk}/edit/").status_code == 404


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""), ("name", "x" * 201), ("name", "a\0b"), ("email", "ana at example"), ("email", "ana@"),
        ("phone", "call me"), ("phone", "12"), ("phone", "+" * 30), ("phone_confirmed_on", "2999-01-01"),
        ("phone_confirmed_on", "soon"), ("time_zone", "Mars/Base"), ("preferred_channel", "pigeon"),
        ("home_unit", "x"), ("manager", "99999999999999999999"), ("manager", "\0"), ("user", "0"),
        ("personnel_number", "9" * 41), ("title", "t" * 201), ("reason", ""),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_at_its_field_and_nothing_typed_is_lost(clients, ana, field, value):
    answer = edit(clients["ciso"], ana, **{"location": "Somewhere typed", field: value})
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert "Somewhere typed" in answer.content.decode()
    assert fresh(ana).revision == ana.revision


def test_a_confirmed_number_cannot_be_missing(clients, ana):
    answer = edit(clients["ciso"], ana, phone="")
    assert "phone" in answer.context["form"].errors


def test_a_number_that_changes_is_no_longer_confirmed_unless_a_day_comes_along(clients, ana):
    edit(clients["ciso"], ana, phone="+44 20 7946 9999")
    assert fresh(ana).phone_confirmed_on is None
    day = timezone.localdate() - timedelta(days=1)
    edit(clients["ciso"], fresh(ana), phone="+44 20 7946 8888", phone_confirmed_on=day)
    assert fresh(ana).phone_confirmed_on == day


def test_a_circle_of_managers_is_refused_and_named(clients, ana, cast):
    bo = ContactFactory(name="Bo", home_unit=cast.unit, manager=ana)
    cy = ContactFactory(name="Cy", home_unit=cast.foreign, manager=bo)
    dee = ContactFactory(name="Dee", home_unit=cast.unit, manager=cy)
    answer = edit(clients["ciso"], ana, manager=dee.pk)
    assert "Ana Duarte → Dee → Cy → Bo → Ana Duarte" in answer.content.decode()
    answer = edit(clients["head"], ana, manager=dee.pk)
    assert "Ana Duarte → Dee → somebody else → Bo → Ana Duarte" in answer.content.decode()
    assert fresh(ana).manager is None


def test_nobody_is_their_own_manager(clients, ana):
    answer = edit(clients["ciso"], ana, manager=ana.pk)
    assert answer.status_code == 422


def test_a_manager_a_head_does_not_see_is_neither_shown_nor_overwritten(clients, ana, cast):
    with recording(actor="Test", reason="x"):
        ana.manager = ContactFactory(name="Mia Foreign", home_unit=cast.foreign)
        ana.save()
    assert "Mia Foreign" not in clients["head"].get(f"/contacts/{ana.pk}/edit/").content.decode()
    assert edit(clients["head"], ana, manager="", title="Chief").status_code == 302
    assert fresh(ana).manager.name == "Mia Foreign"


def test_one_user_is_one_person(clients, ana):
    user = UserFactory(name="Ana who signs in")
    other = ContactFactory(name="Other Ana", user=user)
    answer = edit(clients["ciso"], ana, user=user.pk)
    assert "signs in as Other Ana already" in answer.content.decode()
    with recording(actor="Test", reason="x"):
        other.user = None
        other.save()
    assert edit(clients["ciso"], ana, user=user.pk).status_code == 302
    assert fresh(ana).user == user


@pytest.mark.parametrize(
    "values",
    [
        {"name": "Somebody", "email": "ANA@x.example"},
        {"name": "Somebody", "personnel_number": "p-1"},
        {"name": "ana duarte", "home_unit": "OWN"},
    ],
)
def test_somebody_alike_is_pointed_out_and_both_can_be_kept(clients, cast, ana, values):
    if "home_unit" in values:
        values = values | {"home_unit": cast.unit.pk}
    answer = clients["ciso"].post("/contacts/new/", values)
    assert answer.status_code == 422
    assert f'href="/contacts/{ana.pk}/"' in answer.content.decode()
    assert Contact.objects.count() == 1
    assert clients["ciso"].post("/contacts/new/", {**values, "keep_both": "1"}).status_code == 302
    assert Contact.objects.count() == 2


def test_the_same_name_elsewhere_and_nothing_in_common_is_not_pointed_out(clients, cast, ana):
    values = {"name": "Ana Duarte", "home_unit": cast.foreign.pk}
    assert clients["ciso"].post("/contacts/new/", values).status_code == 302
    for name in ("One", "Two"):
        assert clients["ciso"].post("/contacts/new/", {"name": name}).status_code == 302


def test_a_head_is_not_told_of_somebody_alike_whom_they_do_not_see(clients, cast):
    ContactFactory(name="Foreign", email="same@x.example", home_unit=cast.foreign)
    values = {"name": "Bo", "email": "same@x.example", "home_unit": cast.unit.pk}
    assert clients["head"].post("/contacts/new/", values).status_code == 302


def test_an_edit_that_touches_nothing_telling_does_not_ask_about_doubles(clients, ana, cast):
    ContactFactory(name="Twin", email="ana@x.example")
    assert edit(clients["ciso"], ana, title="Chief").status_code == 302


def test_two_people_at_once_see_both_versions_and_choose(clients, ana):
    opened = ana.revision
    edit(clients["admin"], ana, title="From the admin")
    answer = edit(clients["ciso"], fresh(ana), title="From the team", location="Rome", revision=opened)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "From the admin" in page
    assert "From the team" in page
    again = sent(
        fresh(ana), title="From the team", location="Rome", **{"choose-": "", "choose-title": "theirs"}
    )
    assert clients["ciso"].post(f"/contacts/{ana.pk}/edit/", again).status_code == 302
    assert (fresh(ana).title, fresh(ana).location) == ("From the admin", "Rome")


def test_a_hidden_change_does_not_stand_in_a_heads_way(clients, ana, cast):
    opened = clients["head"].get(f"/contacts/{ana.pk}/edit/").context["form"]["revision"].value()
    with recording(by=cast.ciso, reason="Hidden"):
        ana.personnel_number = "P-77"
        ana.save()
    assert edit(clients["head"], ana, title="Chief", revision=opened).status_code == 302


def test_moving_somebody_out_of_sight_is_not_for_a_head(clients, ana, cast):
    assert edit(clients["head"], ana, home_unit=cast.foreign.pk).status_code == 422
    assert edit(clients["ciso"], ana, home_unit=cast.foreign.pk).status_code == 302
    assert clients["head"].get(f"/contacts/{ana.pk}/").status_code == 404


def test_leaving_merging_and_redacting_are_not_written_by_the_form(clients, ana):
    edit(
        clients["ciso"],
        ana,
        title="Chief",
        left_on="2020-01-01",
        merged_into=ana.pk,
        redacted_on="2020-01-01",
    )
    assert (fresh(ana).left_on, fresh(ana).merged_into, fresh(ana).redacted_on) == (None, None, None)


def test_markup_in_a_name_stays_text(clients, cast):
    clients["ciso"].post("/contacts/new/", {"name": "<b>Bo</b>", "title": "<i>x</i>"})
    bo = Contact.objects.get()
    for page in ("/contacts/", f"/contacts/{bo.pk}/", f"/contacts/{bo.pk}/edit/"):
        assert "<b>Bo</b>" not in clients["ciso"].get(page).content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_form_that_is_sent_twice_at_once_enters_one_person():
    ciso, start, answers = UserFactory(ciso=True), threading.Barrier(2, timeout=30), []
    clients = [Client(), Client()]
    for client in clients:  # one after the other: signing in writes down when
        client.force_login(ciso)

    def send(client):
        start.wait()
        answers.append(client.post("/contacts/new/", sent(name="Twice Sent")).status_code)
        connection.close()

    both = [threading.Thread(target=send, args=[client]) for client in clients]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    assert sorted(answers) == [302, 422]
    assert Contact.objects.filter(name="Twice Sent").count() == 1
