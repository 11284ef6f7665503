"""Minutes go out after a look at who reads what, once to each, and never with what is for the team alone."""

import pytest
from django.utils import timezone

from common.history import recording
from dialogues import invitations, minutes
from dialogues.actions.closing import correct_session
from outreach import wanted
from outreach.models import Message
from tests.factories.contacts import ContactFactory
from tests.factories.dialogues import (
    AgendaItemFactory,
    CommitmentFactory,
    InsightFactory,
    ParticipationFactory,
    SessionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk(cast):
    talk = SessionFactory(
        touch=True, kind="joint", title="Joint talk", units=[cast.unit, cast.foreign], liaison=cast.ciso,
        notes="Six campaigns", team_notes="Tired of forms", starts_at=timezone.now(), closed_at=timezone.now(),
    )  # fmt: skip
    ana = ContactFactory(name="Ana Duarte", email="ana@test.example", home_unit=cast.unit)
    tom = ContactFactory(name="Tom Gray", email="tom@test.example", home_unit=cast.foreign)
    ParticipationFactory(session=talk, contact=ana, unit=cast.unit, attended=True)
    ParticipationFactory(session=talk, contact=tom, unit=cast.foreign, attended=False)
    ParticipationFactory(session=talk, contact=ContactFactory(name="No Mail", email=""), unit=cast.unit)
    AgendaItemFactory(session=talk, text="For all", state="done")
    AgendaItemFactory(session=talk, text="Team matter", team_only=True, state="carried")
    AgendaItemFactory(session=talk, text="Treasury matter", unit=cast.foreign, state="carried")
    InsightFactory(session=talk, unit=cast.unit, text="Marketing concern")
    InsightFactory(session=talk, unit=cast.unit, text="Team insight", for_the_team=True)
    CommitmentFactory(session=talk, unit=cast.foreign, text="Treasury promise")
    return talk


def address(talk):
    return f"/dialogues/sessions/{talk.pk}/minutes/"


def keys(talk) -> dict:
    return {one.person.name: one.key for one in minutes.recipients(talk)}


def test_each_department_reads_its_own_and_what_is_shared(clients, talk):
    known = keys(talk)
    ana = clients["ciso"].get(address(talk), {"as": known["Ana Duarte"]}).context["mail"].text
    tom = clients["ciso"].get(address(talk), {"as": known["Tom Gray"]}).context["mail"].text
    for text in (ana, tom):
        assert "Six campaigns" in text
        assert "For all" in text
        assert "Team" not in text
        assert "Tired of forms" not in text
    assert "Marketing concern" in ana
    assert "Treasury" not in ana
    assert "Treasury promise" in tom
    assert "Marketing concern" not in tom


def test_nothing_goes_before_somebody_looked_and_each_gets_it_once(clients, talk):
    clients["ciso"].get(address(talk))
    assert Message.objects.count() == 0
    known = keys(talk)
    sent = {"to": [known["Ana Duarte"], known["Tom Gray"]], "note": "Thank you all"}
    for _ in range(2):
        answer = clients["ciso"].post(address(talk), sent, follow=True)
    assert "2 people have them already" in answer.content.decode()
    assert sorted(Message.objects.values_list("address", flat=True)) == [
        "ana@test.example",
        "tom@test.example",
    ]
    assert all("Thank you all" in text for text in Message.objects.values_list("text", flat=True))


def test_who_was_there_is_chosen_and_who_cannot_be_reached_is_named(clients, talk):
    page = clients["ciso"].get(address(talk))
    assert page.context["form"].initial["to"] == [keys(talk)["Ana Duarte"]]
    assert "No address is known of No Mail" in page.content.decode()


def test_a_stranger_cannot_be_made_a_recipient(clients, talk):
    other = ContactFactory(email="other@test.example")
    assert clients["ciso"].post(address(talk), {"to": [f"contact:{other.pk}"]}).status_code == 422
    assert clients["outsider"].get(f"/dialogues/sessions/{SessionFactory().pk}/minutes/").status_code == 404


def test_minutes_of_a_talk_that_is_corrected_wait(clients, talk, cast):
    clients["ciso"].post(address(talk), {"to": [keys(talk)["Ana Duarte"]]})
    message = Message.objects.get()
    assert minutes.refusal(message) == ""
    correct_session(talk, by=cast.ciso, at=timezone.now())
    assert "opened again" in minutes.refusal(message)
    assert clients["ciso"].get(address(talk)).status_code == 302


def test_a_department_looks_at_no_other_department_s_copy(clients, talk):
    known = keys(talk)
    for who in known.values():
        for reader, own, other in (("head", "Marketing", "Treasury"), ("outsider", "Treasury", "Marketing")):
            page = clients[reader].get(address(talk), {"as": who}).content.decode()
            assert f"{other} concern" not in page
            assert f"{other} promise" not in page
            assert f"{own} concern" in page or f"{own} promise" in page


def test_who_may_not_read_talks_any_more_gets_neither_minutes_nor_an_invitation(clients, talk, cast):
    ParticipationFactory(session=talk, contact=None, user=cast.ciso, attended=True)
    clients["admin"].post(address(talk), {"to": [f"user:{cast.ciso.pk}", keys(talk)["Ana Duarte"]]})
    ours, theirs = (Message.objects.get(address=one) for one in ("ciso@cast.example", "ana@test.example"))
    assert wanted.why_not(ours, at=timezone.now()) == wanted.why_not(theirs, at=timezone.now()) == ""
    with recording(by=cast.admin, reason="Other duties"):
        cast.ciso.role = "responder"
        cast.ciso.save()
    ours = Message.objects.get(pk=ours.pk)
    assert "may not read this talk any more" in wanted.why_not(ours, at=timezone.now())
    assert wanted.why_not(theirs, at=timezone.now()) == ""
    planned = SessionFactory(units=[cast.unit], liaison=cast.admin, invite=True)
    ParticipationFactory(session=planned, contact=None, user=cast.ciso)
    invitations.bring_up_to_date(planned, at=timezone.now())
    invited = Message.objects.get(kind="invitation")
    assert "may not read this talk any more" in wanted.why_not(invited, at=timezone.now())
