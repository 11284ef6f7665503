"""Asking somebody how a promise of theirs stands: the team alone, after a look, one person, once a day."""

import pytest

from outreach.models import Message
from tests.factories.contacts import ContactFactory
from tests.factories.dialogues import CommitmentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def late(cast):
    ana = ContactFactory(name="Ana Duarte", email="ana@dept.example", home_unit=cast.unit)
    return CommitmentFactory(unit=cast.unit, theirs=True, contact=ana, text="The list", late=True)


def test_the_mail_is_looked_at_before_it_is_sent(late, clients):
    html = clients["ciso"].get(f"/promises/{late.pk}/ask/").content.decode()
    assert "ana@dept.example" in html
    assert "“The list”" in html
    assert not Message.objects.exists()


def test_it_goes_to_that_person_alone_and_once_a_day(cast, late, clients):
    for _ in range(2):
        answer = clients["ciso"].post(f"/promises/{late.pk}/ask/")
        assert answer["Location"] == f"/promises/{late.pk}/"
    [mail] = Message.objects.all()
    assert (mail.kind, mail.address, mail.user) == ("promise_asked", "ana@dept.example", None)
    assert cast.ciso.email in mail.text


@pytest.mark.parametrize("facts", [{}, {"theirs": True, "kept": True}, {"theirs": True, "contact": None}])
def test_what_cannot_be_asked_for_is_said_and_nothing_is_sent(cast, clients, facts):
    promise = CommitmentFactory(unit=cast.unit, **facts)
    answer = clients["ciso"].post(f"/promises/{promise.pk}/ask/")
    assert answer.status_code == 302
    assert not Message.objects.exists()


def test_a_department_asks_nobody(late, clients):
    assert clients["head"].post(f"/promises/{late.pk}/ask/").status_code == 403


@pytest.mark.parametrize(
    ("reader", "told"), [("ciso", True), ("admin", True), ("auditor", False), ("head", False)]
)
@pytest.mark.parametrize("page", ["/promises/{pk}/", "/units/{code}/"])
def test_where_it_shows_what_they_owe_the_team_can_ask_for_it(cast, late, clients, reader, told, page):
    html = clients[reader].get(page.format(pk=late.pk, code=cast.unit.code)).content.decode()
    assert "The list" in html
    assert (f'href="/promises/{late.pk}/ask/"' in html) == told


@pytest.mark.parametrize("facts", [{}, {"theirs": True, "contact": None}, {"theirs": True, "proposed": True}])
def test_nobody_is_asked_for_what_they_do_not_owe(cast, clients, facts):
    promise = CommitmentFactory(unit=cast.unit, **facts)
    for page in (f"/promises/{promise.pk}/", f"/units/{cast.unit.code}/"):
        assert "/ask/" not in clients["ciso"].get(page).content.decode()
