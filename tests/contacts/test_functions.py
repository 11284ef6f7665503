"""The list of responsibilities: read by whoever sees people, kept by the team."""

import pytest

from common.history import recording
from contacts.models import Function
from tests.factories.contacts import AssignmentFactory, ContactFactory, FunctionFactory

pytestmark = pytest.mark.django_db
PAGE = "/contacts/functions/"


@pytest.fixture
def warden(db):
    return FunctionFactory(code="fire_warden", name="Fire warden")


def sent(function, **changes) -> dict:
    values = {
        "name": function.name, "code": function.code, "description": function.description,
        "call_order": function.call_order or "", "position": function.position, "revision": function.revision,
    }  # fmt: skip
    values |= {
        flag: "on" for flag in ("inherits", "grants", "critical", "by_department") if getattr(function, flag)
    }
    return values | changes


def test_each_says_in_words_what_follows_from_it(clients, cast):
    page = clients["head"].get(PAGE).content.decode()
    assert "whoever is named above answers where there is nobody" in page
    assert "New responsibility" not in page
    assert "New responsibility" in clients["admin"].get(PAGE).content.decode()


def test_a_head_counts_only_those_they_see(clients, cast):
    AssignmentFactory(contact=ContactFactory(), unit=cast.unit)
    AssignmentFactory(contact=ContactFactory(), unit=cast.foreign)
    counted = {reader: clients[reader].get(PAGE).context["rows"][0].holders for reader in ("ciso", "head")}
    assert counted == {"ciso": 2, "head": 1}


def test_the_organisation_adds_its_own(clients, cast):
    values = {"name": "Fire warden", "code": "fire-warden", "position": 80, "critical": "on", "call_order": 9}
    assert clients["admin"].post(f"{PAGE}new/", values).status_code == 302
    function = Function.objects.get(code="fire-warden")
    assert (function.critical, function.built_in, function.call_order) == (True, False, 9)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": ""}, "name"), ({"name": "head"}, None), ({"code": "HEAD"}, None), ({"code": "no blanks"}, "code"),
        ({"call_order": -1}, "call_order"), ({"position": 99999999}, "position"), ({"name": "x" * 101}, "name"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said(clients, cast, values, field):
    answer = clients["admin"].post(f"{PAGE}new/", {"name": "New", "code": "new", "position": 1} | values)
    assert answer.status_code == 422
    assert field is None or field in answer.context["form"].errors


def test_a_built_in_one_changes_its_flags_but_keeps_its_short_name_and_stays(clients, cast):
    head = Function.objects.get(code="head")
    answer = clients["ciso"].post(
        f"{PAGE}{head.pk}/", sent(head, code="queen", name="Head of it", critical="")
    )
    assert answer.status_code == 302
    head = Function.objects.get(pk=head.pk)
    assert (head.code, head.name, head.built_in) == ("head", "Head of it", True)
    clients["ciso"].post(f"{PAGE}{head.pk}/retire/")
    assert not Function.objects.get(pk=head.pk).retired


def test_one_is_retired_only_when_nobody_holds_it_and_can_come_back(clients, warden):
    held = AssignmentFactory(contact=ContactFactory(), code="fire_warden")
    answer = clients["admin"].post(f"{PAGE}{warden.pk}/retire/", follow=True)
    assert "1 still hold" in answer.content.decode()
    assert not Function.objects.get(pk=warden.pk).retired
    with recording(actor="Test", reason="Ends"):
        held.delete()
    clients["admin"].post(f"{PAGE}{warden.pk}/retire/")
    assert Function.objects.get(pk=warden.pk).retired
    clients["admin"].post(f"{PAGE}{warden.pk}/retire/")
    assert not Function.objects.get(pk=warden.pk).retired


def test_two_people_at_once_see_both_versions(clients, warden):
    opened = sent(warden)
    clients["admin"].post(f"{PAGE}{warden.pk}/", sent(warden, description="By the admin"))
    answer = clients["ciso"].post(f"{PAGE}{warden.pk}/", opened | {"description": "By the team"})
    assert answer.status_code == 409
    assert "By the admin" in answer.content.decode()


@pytest.mark.parametrize("reader", ["auditor", "head", "outsider", "responder"])
def test_others_do_not_keep_it(clients, cast, warden, reader):
    for url in (f"{PAGE}new/", f"{PAGE}{warden.pk}/", f"{PAGE}{warden.pk}/retire/"):
        assert clients[reader].post(url, sent(warden, name="X")).status_code == 403
    assert Function.objects.get(pk=warden.pk).name == "Fire warden"
