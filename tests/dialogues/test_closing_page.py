"""The page on which a talk is closed: everything is asked once, nothing chosen or written is lost."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from common.history import recording
from dialogues.models import Session
from tests.factories.contacts import ContactFactory
from tests.factories.dialogues import (
    AgendaItemFactory,
    CommitmentFactory,
    DraftFactory,
    ParticipationFactory,
    SessionFactory,
)

pytestmark = pytest.mark.django_db
NOTES = """Six campaigns before Christmas.
! nobody tells us who leaves #agency-access
@ana sends the list by friday
"""


@pytest.fixture
def talk(cast):
    talk = SessionFactory(held=True, units=[cast.unit], liaison=cast.ciso, title="Talk with Marketing")
    ana = ContactFactory(name="Ana Duarte", home_unit=cast.unit)
    ParticipationFactory(session=talk, contact=ana, unit=cast.unit, attended=True)
    DraftFactory(session=talk, text=NOTES, number=3)
    DraftFactory(session=talk, team=True, text="! tired of forms", number=1)
    AgendaItemFactory(session=talk, text="What must not go wrong?", position=1)
    promise = CommitmentFactory(unit=cast.unit, user=cast.ciso)
    AgendaItemFactory(session=talk, text="Shorter form", kind="we_owe", commitment=promise, position=2)
    AgendaItemFactory(session=talk, text="Is the head behind us?", team_only=True, position=3)
    return talk


def address(talk) -> str:
    return f"/dialogues/sessions/{talk.pk}/close/"


def as_shown(client, talk) -> dict:
    """What the page would send if nothing were touched."""
    page = client.get(address(talk)).context["page"]
    sent = {"seen": page.proposed.seen, "there": [str(row.pk) for row in page.people if row.attended]}
    for form in [*page.points, *page.lines]:
        for bound in form:
            value = bound.value()
            if value is True:
                sent[bound.html_name] = "on"
            elif value not in (None, False, ""):
                sent[bound.html_name] = str(value)
    return sent


def test_untouched_everything_is_carried_and_what_was_read_is_kept(clients, talk):
    answer = clients["ciso"].post(address(talk), as_shown(clients["ciso"], talk), follow=True)
    assert (
        "Closed: 3 points = 0 done + 0 dropped + 3 carried; 2 things heard, 1 promise."
        in answer.content.decode()
    )
    talk.refresh_from_db()
    assert (talk.state, talk.notes.strip()) == ("closed", NOTES.strip())
    assert {row.team_only for row in talk.insights.all()} == {True, False}
    assert talk.commitments.get().contact.name == "Ana Duarte"


def test_each_way_a_point_can_end(clients, talk):
    sent, (first, second, third) = as_shown(clients["ciso"], talk), talk.agenda.order_by("position")
    sent |= {
        f"item-{first.pk}-state": "done",
        f"item-{second.pk}-state": "done",
        f"item-{third.pk}-state": "dropped",
    }
    refused = clients["ciso"].post(address(talk), sent)
    assert refused.status_code == 422
    assert "Say why" in refused.content.decode()
    sent[f"item-{third.pk}-because"] = "Answered by itself"
    clients["ciso"].post(address(talk), sent)
    assert list(talk.agenda.order_by("position").values_list("state", flat=True)) == [
        "done",
        "done",
        "dropped",
    ]
    assert second.commitment.__class__.objects.get(pk=second.commitment_id).state == "kept"


def test_a_line_can_be_put_right_or_left_out(clients, talk):
    sent = as_shown(clients["ciso"], talk)
    for name in list(sent):
        if name.endswith("-keep"):
            base = name.removesuffix("-keep")
            if sent[f"{base}-kind"] == "promise":
                sent[f"{base}-accepted"] = "on"
                sent[f"{base}-text"] = "Send the list of agencies"
            else:
                del sent[name]
                sent[f"{base}-text"] = ""  # what is left out may say anything
    assert clients["ciso"].post(address(talk), sent).status_code == 302
    assert talk.insights.count() == 0
    promise = talk.commitments.get()
    assert (promise.text, promise.state) == ("Send the list of agencies", "open")


def test_a_head_closes_their_own_talk_and_meets_nothing_of_the_team(clients, talk):
    html = clients["head"].get(address(talk)).content.decode()
    assert "Is the head behind us?" not in html
    assert "tired of forms" not in html.lower()
    assert clients["head"].post(address(talk), as_shown(clients["head"], talk)).status_code == 302
    talk.refresh_from_db()
    assert (talk.state, talk.team_notes) == ("closed", "! tired of forms")  # kept, though not theirs to read
    assert set(talk.agenda.values_list("state", flat=True)) == {"carried"}


def test_admin_closes_without_the_team_s_matter_and_others_do_not_close(clients, talk):
    assert "Is the head behind us?" not in clients["admin"].get(address(talk)).content.decode()
    assert clients["outsider"].get(address(talk)).status_code == 404
    assert clients["auditor"].get(address(talk)).status_code == 403


def test_who_comes_second_is_told_and_loses_nothing(clients, talk):
    first, second = as_shown(clients["ciso"], talk), as_shown(clients["admin"], talk)
    item = talk.agenda.first()
    second |= {f"item-{item.pk}-state": "dropped", f"item-{item.pk}-because": "My reason"}
    for name in [one for one in first if one.endswith("-keep")]:
        del first[name]
    clients["ciso"].post(address(talk), first)
    answer = clients["admin"].post(address(talk), second)
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Cast ciso closed this talk at" in html
    assert "My reason" in html
    assert talk.insights.count() == 0
    assert clients["admin"].post(address(talk), second | {"adding": "1"}).status_code == 302
    assert (talk.insights.count(), talk.commitments.count()) == (1, 1)
    item.refresh_from_db()
    assert (item.state, item.because) == ("dropped", "My reason")


def test_what_was_settled_in_the_room_meanwhile_is_not_undone(clients, talk):
    sent, item = as_shown(clients["ciso"], talk), talk.agenda.order_by("position").first()
    from common.history import recording

    with recording(by=talk.liaison, reason="Settled in the room"):
        item.state = "done"
        item.save()
    clients["ciso"].post(address(talk), sent)
    item.refresh_from_db()
    assert item.state == "done"


def test_what_was_written_meanwhile_is_shown_before_it_is_closed(clients, talk):
    sent = as_shown(clients["ciso"], talk)
    draft = talk.drafts.get(team=False)
    draft.text += "\n+ no exceptions\n"
    draft.number += 1
    draft.save()
    answer = clients["ciso"].post(address(talk), sent)
    assert answer.status_code == 409
    assert "wrote on in the notes" in answer.content.decode()
    assert Session.objects.get(pk=talk.pk).state == "held"
    clients["ciso"].post(address(talk), as_shown(clients["ciso"], talk))
    assert talk.insights.filter(kind="decision").exists()


def test_a_talk_that_has_not_begun_leads_back_to_itself(clients, cast):
    planned = SessionFactory(units=[cast.unit])
    answer = clients["ciso"].get(address(planned))
    assert (answer.status_code, answer["Location"]) == (302, f"/dialogues/sessions/{planned.pk}/")


def test_opening_again_to_correct(clients, talk):
    clients["ciso"].post(address(talk), as_shown(clients["ciso"], talk))
    clients["ciso"].post(f"/dialogues/sessions/{talk.pk}/correct/")
    talk.refresh_from_db()
    assert talk.state == "held"
    page = clients["ciso"].get(address(talk)).context["page"]
    assert page.lines == []
    assert len(page.proposed.known) == 3


def test_joint_lines_need_a_department_and_heads_see_only_their_points(clients, cast):
    joint = SessionFactory(held=True, joint=True, units=[cast.unit, cast.foreign], liaison=cast.ciso)
    DraftFactory(session=joint, text="! nobody tells us who leaves", number=1)
    AgendaItemFactory(session=joint, unit=cast.foreign, text="Their own matter")
    assert "Their own matter" not in clients["head"].get(address(joint)).content.decode()
    sent = as_shown(clients["ciso"], joint)
    answer = clients["ciso"].post(address(joint), sent)
    assert answer.status_code == 422
    assert "Say which department" in answer.content.decode()
    [unit] = [f"{one.removesuffix('-keep')}-unit" for one in sent if one.endswith("-keep")]
    assert clients["ciso"].post(address(joint), sent | {unit: cast.foreign.pk}).status_code == 302
    assert joint.insights.get().unit == cast.foreign


@pytest.mark.parametrize("reader", ["Pacific/Auckland", "America/Los_Angeles"])
@pytest.mark.parametrize("late", [0, 4])
def test_by_friday_is_the_friday_after_the_talk_whoever_reads_it_and_whenever(
    clients, cast, talk, reader, late
):
    with recording(by=cast.admin, reason="Elsewhere"):
        talk.starts_at = datetime(2027, 3, 2, 20, 30, tzinfo=UTC)  # a Tuesday in Vienna, where it is
        talk.opened_at = talk.starts_at + timedelta(days=late)
        talk.save()
        cast.ciso.time_zone = reader
        cast.ciso.save()
    friday = date(2027, 3, 5)
    closing = clients["ciso"].get(address(talk)).context["page"]
    room = clients["ciso"].get(f"/dialogues/sessions/{talk.pk}/").context["kept"]
    [line] = [form.proposal.line for form in closing.lines if form.is_promise]
    assert line.due == room.promises[0].line.due == friday
    clients["ciso"].post(address(talk), as_shown(clients["ciso"], talk))
    promise = talk.commitments.get()
    assert (promise.made_on, promise.due_on) == (date(2027, 3, 2), friday)


def test_a_talk_left_open_until_the_five_days_were_over_is_closed_as_it_stands(clients, cast, talk):
    with recording(by=cast.ciso, reason="Opened again last week"):
        talk.closed_at = timezone.now() - timedelta(days=6)
        talk.save()
    assert "as it stands" in clients["ciso"].get(address(talk)).content.decode()
    sent = as_shown(clients["ciso"], talk)
    answer = clients["ciso"].post(address(talk), sent, follow=True)
    assert "as it stands" in answer.content.decode()
    talk.refresh_from_db()
    assert (talk.state, talk.insights.count(), talk.commitments.count()) == ("closed", 0, 0)
    assert talk.notes == NOTES
