"""An administrator makes a person who left unreadable at once, after typing the name and saying why."""

from datetime import timedelta

import pytest
from django.utils import timezone

from contacts.models import Contact
from desk.models import Redaction
from tests.contacts.test_retention import traces
from tests.factories.contacts import AssignmentFactory, ContactFactory, StanceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def gone():
    someone = ContactFactory(
        name="Zebulon  Quartermaine", email="zq@cast.example", phone="+44 20 7946 0777", left=True
    )
    AssignmentFactory(contact=someone, unit__name="Payroll")
    StanceFactory(contact=someone)
    return someone


def address(contact) -> str:
    return f"/contacts/{contact.pk}/redact/"


def answer(**values) -> dict:
    return {"name": "zebulon quartermaine", "reason": "They asked for it"} | values


def test_it_says_what_is_lost_and_what_stays(clients, gone):
    page = clients["admin"].get(address(gone)).content.decode()
    assert "What is lost" in page
    assert "What stays" in page
    assert "Files brought in that name them" in page
    assert "Make it unreadable for ever" in page


def test_the_name_and_a_reason_make_them_unreadable(clients, cast, gone):
    done = clients["admin"].post(address(gone), answer())
    assert done.status_code == 302
    gone.refresh_from_db()
    assert (gone.name, gone.redacted_on) == ("Former colleague", timezone.localdate())
    assert traces() == set()
    entry = Redaction.objects.get(model="contacts.Contact")
    assert (entry.by, entry.reason, entry.rule) == (
        cast.admin,
        "They asked for it",
        "People who left, at once",
    )


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"name": "Somebody Else"}, "This is not their name"),
        ({"name": ""}, "This cannot be empty."),
        ({"reason": ""}, "This cannot be empty."),
        ({"reason": "zq@cast.example wrote to us"}, "Leave the person out of the reason"),
    ],
)
def test_what_is_not_said_properly_does_nothing(clients, gone, values, said):
    refused = clients["admin"].post(address(gone), answer(**values))
    assert refused.status_code == 422
    assert said in refused.content.decode()
    assert not Redaction.objects.exists()
    assert not Contact.objects.filter(redacted_on__isnull=False).exists()


@pytest.mark.parametrize("left_on", [None, timezone.localdate(), timezone.localdate() + timedelta(14)])
def test_whoever_is_still_here_has_no_such_page(clients, left_on):
    here = ContactFactory(left_on=left_on)
    assert clients["admin"].get(address(here)).status_code == 404
    assert clients["admin"].post(address(here), answer(name=here.name)).status_code == 404


def test_twice_is_not_possible(clients, gone):
    clients["admin"].post(address(gone), answer())
    assert clients["admin"].get(address(gone)).status_code == 404


@pytest.mark.parametrize("role", ["ciso", "auditor", "head", "responder"])
def test_nobody_but_an_administrator(clients, gone, role):
    assert clients[role].get(address(gone)).status_code == 403
    assert clients[role].post(address(gone), answer()).status_code == 403


def test_the_person_s_page_leads_there(clients, gone):
    assert address(gone) in clients["admin"].get(f"/contacts/{gone.pk}/").content.decode()
    assert address(gone) not in clients["ciso"].get(f"/contacts/{gone.pk}/").content.decode()


@pytest.mark.parametrize("role", ["admin", "auditor"])
def test_the_log_does_not_tell_whether_their_engagement_was_known(clients, gone, role):
    known = ContactFactory(left=True)
    for someone in (gone, known):
        clients["admin"].post(address(someone), answer(name=someone.name))
    assert Redaction.objects.filter(model="contacts.Stance").count() == 1
    page = clients[role].get("/system/retention/").content.decode()
    assert page.count("They asked for it") == 2
    assert "2 times" in page
