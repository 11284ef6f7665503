"""What people with bad manners send to talks: other people's rows, a page that was open for days, and signs that no
form expects. Nothing of it is taken, and nothing of it breaks a page."""

from datetime import timedelta

import pytest
from django import forms
from django.utils import timezone

from common.history import recording
from dialogues.models import AgendaItem, Commitment, Insight, Participation, QuietTime, Series, Session, Topic
from tests.factories.contacts import ContactFactory
from tests.factories.dialogues import (
    AgendaItemFactory,
    CommitmentFactory,
    DraftFactory,
    InsightFactory,
    ParticipationFactory,
    SessionFactory,
    TopicFactory,
)
from tests.house.addresses import address_of

pytestmark = pytest.mark.django_db
TRACKED = (AgendaItem, Commitment, Insight, Participation, QuietTime, Series, Session, Topic)

SCRIPT, PICTURE = "<script>alert(7)</script>", "<img src=x onerror=alert(7)>"
NASTY = {
    "a script": f'! {SCRIPT} #{SCRIPT} ">{PICTURE}',
    "ten thousand signs": "x" * 10_000,
    "a NUL sign": "a\x00b",
    "emoji and writing from right to left": "👩‍👩‍👧 \u202eمرحبا\u202c @\u202eana sends 🎂 by friday",
}
PAGES = (
    "/", "/units/OWN/", "/promises/", "/heard/", "/dialogues/?show=all", "/dialogues/series/", "/dialogues/quiet/",
    "/dialogues/calendar/", "/glossary/", "/goals/", "/dialogues/templates/", "/dialogues/scenarios/",
)  # fmt: skip
FORMS = (
    "dialogues:series_new", "dialogues:series_edit", "dialogues:series_end", "dialogues:session_new",
    "dialogues:session_move", "dialogues:session_cancel", "dialogues:session_missed", "dialogues:quiet_new",
    "dialogues:quiet_edit", "session_minutes", "heard_one", "promise_new", "promise_edit", "topic_new", "touch",
    "dialogues:template_new", "dialogues:template_edit", "dialogues:question_new", "dialogues:question_edit",
    "dialogues:scenario_new", "dialogues:scenario_edit", "term_new", "term_edit", "objective_new", "objective_edit",
    "dialogues:template_draft",
)  # fmt: skip


def stored() -> list:
    """Of everything a talk is made of, how many versions there are."""
    return [model.history.count() for model in TRACKED]


def filled(form, nasty: str) -> dict:
    """What a browser would send, with the same nasty text in every field one can type into."""
    sent = {}
    for bound in form:
        value, widget = bound.value(), bound.field.widget
        typed = isinstance(widget, forms.TextInput | forms.Textarea) and not bound.is_hidden
        if typed and not isinstance(widget, forms.DateInput | forms.TimeInput | forms.NumberInput):
            sent[bound.html_name] = nasty
        elif isinstance(value, list | tuple):
            sent[bound.html_name] = [str(getattr(one, "pk", one)) for one in value]
        elif value is True:
            sent[bound.html_name] = "on"
        elif value not in (None, False, ""):
            sent[bound.html_name] = str(value)
    return sent


def harmless(answer, what: str) -> None:
    assert answer.status_code < 500, what
    if answer.get("Content-Type", "").startswith("text/html"):
        page = answer.content.decode()
        assert SCRIPT not in page, what
        assert PICTURE not in page, what


@pytest.mark.parametrize("what", NASTY)
def test_whatever_is_typed_into_a_form_is_stored_or_refused_and_harms_no_page(clients, cast, sampled, what):
    nasty, ciso = NASTY[what], clients["ciso"]
    for name in FORMS:
        page = ciso.get(address_of(name, sampled))
        form = page.context["form"] if page.status_code == 200 else None
        if form is None:
            continue
        sent = filled(form, nasty) | {
            "unit": cast.unit.pk,
            "units": [cast.unit.pk],
            "when": timezone.localdate(),
        }
        target = address_of(
            "dialogues:template_publish" if name == "dialogues:template_draft" else name, sampled
        )
        harmless(ciso.post(target, sent), f"{name} with {what}")
    for page in PAGES:
        harmless(ciso.get(page), f"{page} after {what}")


@pytest.mark.parametrize("what", NASTY)
def test_whatever_is_typed_in_the_room_is_stored_or_refused_and_harms_no_page(clients, cast, sampled, what):
    nasty, ciso = NASTY[what], clients["ciso"]
    held, item = sampled["held_session"], sampled["agenda_item"]
    room = f"/dialogues/sessions/{held}/"
    for target, sent in (
        (
            f"/dialogues/sessions/{sampled['session']}/open/",
            {"own": nasty, "shown": [nasty], "item": [nasty]},
        ),
        (f"{room}items/{item}/", {"state": nasty}),
        (f"{room}items/{item}/", {"state": "dropped", "because": nasty}),
        (f"{room}attendance/", {"add": nasty}),
        (f"{room}attendance/", {"row": nasty, "attended": nasty}),
        (f"{room}attendance/", {"speaks": nasty}),
        (f"{room}keep/", {"notes": nasty, "notes_base": nasty, "notes_number": nasty, "team_notes": nasty}),
        (f"/promises/{sampled['commitment']}/answer/", {"answer": nasty}),
        (f"/promises/{sampled['commitment']}/answer/", {"answer": "drop", "because": nasty}),
    ):
        harmless(ciso.post(target, sent), f"{target} with {what}")
        harmless(ciso.post(target, sent, headers={"HX-Request": "true"}), f"{target} by htmx with {what}")
    draft = {"team": False, "text": nasty + "\ud800", "base": nasty, "number": 0}
    harmless(ciso.post(f"{room}draft/", draft, content_type="application/json"), f"draft with {what}")
    closing = ciso.get(f"{room}close/").context["page"]
    sent = {"seen": closing.proposed.seen, "there": [nasty], "speaks": [nasty]}
    for form in [*closing.points, *closing.lines]:
        sent |= filled(form, nasty)
    harmless(ciso.post(f"{room}close/", sent), f"closing with {what}")
    for page in ("", "?share=1", "lines/", "prep/", "prep.pdf", "talk.ics", "close/"):
        harmless(ciso.get(f"{room}{page}", follow=True), f"{page} after {what}")


@pytest.fixture
def theirs(cast):
    """A talk of the other department in every stage, and what came of it."""
    units = {"units": [cast.foreign], "liaison": cast.ciso}
    person = ContactFactory(name="Tom Gray", email="tom@cast.example", home_unit=cast.foreign)
    held, closed = SessionFactory(held=True, **units), SessionFactory(closed=True, **units)
    with recording(by=cast.ciso, reason="Just now"):
        closed.closed_at = timezone.now()
        closed.save()
    row = ParticipationFactory(session=held, contact=person, unit=cast.foreign)
    return {
        "person": person, "held": held, "closed": closed, "planned": SessionFactory(**units), "row": row,
        "item": AgendaItemFactory(session=held, unit=cast.foreign),
        "promise": CommitmentFactory(unit=cast.foreign, theirs=True, contact=person, proposed=True),
        "topic": TopicFactory(unit=cast.foreign), "heard": InsightFactory(unit=cast.foreign),
    }  # fmt: skip


@pytest.mark.parametrize("reader", ["head", "auditor", "responder"])
def test_nothing_of_another_department_can_be_written_by_its_number(clients, cast, theirs, reader):
    held, item = f"/dialogues/sessions/{theirs['held'].pk}", theirs["item"].pk
    sends = [
        (f"/dialogues/sessions/{theirs['planned'].pk}/open/", {}),
        (f"{held}/items/{item}/", {"state": "done"}),
        (f"{held}/attendance/", {"row": theirs["row"].pk, "attended": "1"}),
        (f"{held}/attendance/", {"add": f"user:{cast.head.pk}"}),
        (f"{held}/keep/", {"notes": "ours now"}),
        (f"{held}/close/", {f"item-{item}-state": "done"}),
        (f"/dialogues/sessions/{theirs['closed'].pk}/correct/", {}),
        (f"/dialogues/sessions/{theirs['closed'].pk}/minutes/", {"to": [f"contact:{theirs['person'].pk}"]}),
        (f"/dialogues/sessions/{theirs['planned'].pk}/missed/", {}),
        (f"/promises/{theirs['promise'].pk}/answer/", {"answer": "accept"}),
        (f"/promises/{theirs['promise'].pk}/edit/", {"text": "Nothing"}),
        (f"/promises/{theirs['promise'].pk}/undo/", {}),
        (f"/dialogues/topics/{theirs['topic'].pk}/withdraw/", {}),
        (f"/dialogues/topics/{theirs['topic'].pk}/return/", {}),
        (f"/heard/{theirs['heard'].pk}/", {"text": "Nothing", "kind": "concern", "take_out": "1"}),
    ]
    before = stored()
    for address, sent in sends:
        assert clients[reader].post(address, sent).status_code in (403, 404), f"{reader} at {address}"
    draft = {"team": False, "text": "ours", "base": "", "number": 0}
    answer = clients[reader].post(f"{held}/draft/", draft, content_type="application/json")
    assert answer.status_code in (403, 404)
    assert stored() == before
    assert not theirs["held"].drafts.exists()


def test_nothing_of_another_department_can_be_named_in_one_s_own(clients, cast, theirs):
    """The head's own forms, with numbers of the other department's rows in them."""
    own = SessionFactory(held=True, units=[cast.unit], liaison=cast.ciso)
    mine = AgendaItemFactory(session=own, unit=cast.unit)
    here, head = f"/dialogues/sessions/{own.pk}", clients["head"]
    foreign = {"unit": cast.foreign.pk, "text": "Pay", "when": timezone.localdate(), "how": "call"}
    for address, sent in (
        ("/promises/new/", {"text": "Pay", "unit": cast.foreign.pk, "side": "they"}),
        (
            "/promises/new/",
            {"text": "Pay", "unit": cast.unit.pk, "side": "they", "contact": theirs["person"].pk},
        ),
        ("/dialogues/topics/new/", foreign),
        ("/dialogues/touch/", foreign),
    ):
        assert head.post(address, sent).status_code == 422, address
    assert head.post(f"{here}/items/{theirs['item'].pk}/", {"state": "done"}).status_code == 404
    before = Participation.history.count()
    for sent in (
        {"add": f"contact:{theirs['person'].pk}"}, {"add": f"user:{cast.admin.pk}"},
        {"row": theirs["row"].pk, "attended": "1"}, {"speaks": theirs["row"].pk},
    ):  # fmt: skip
        head.post(f"{here}/attendance/", sent)
    assert Participation.history.count() == before
    team = {"team": True, "text": "ours", "base": "", "number": 0}
    assert head.post(f"{here}/draft/", team, content_type="application/json").status_code == 404
    head.post(f"{here}/keep/", {"team_notes": "ours"})
    DraftFactory(session=own, text="@ana sends the list by friday", number=3)
    page = head.get(f"{here}/close/").context["page"]
    sent = {"seen": page.proposed.seen, f"item-{theirs['item'].pk}-state": "done"}
    for form in [*page.points, *page.lines]:
        sent |= filled(form, "A list") | {form.add_prefix("who"): f"contact:{theirs['person'].pk}"}
    assert head.post(f"{here}/close/", sent).status_code == 422
    own.refresh_from_db()
    assert (own.state, own.team_notes, AgendaItem.objects.get(pk=mine.pk).state) == ("held", "", "open")
    assert AgendaItem.objects.get(pk=theirs["item"].pk).state == "open"


def test_a_department_says_yes_in_the_room_for_its_own_people_only(clients, cast):
    """For one of ours we answer ourselves."""
    ana = ContactFactory(name="Ana Duarte", home_unit=cast.unit)
    for reader, states in (
        ("head", {"we": "proposed", "they": "open"}),
        ("admin", {"we": "open", "they": "open"}),
    ):
        talk = SessionFactory(held=True, units=[cast.unit], liaison=cast.ciso)
        ParticipationFactory(session=talk, contact=ana, unit=cast.unit, attended=True)
        ParticipationFactory(session=talk, contact=None, user=cast.ciso, attended=True)
        DraftFactory(
            session=talk, number=1,
            text="@Cast ciso sends the form (accepted)\n@Ana Duarte sends the list (accepted)",
        )  # fmt: skip
        page = clients[reader].get(f"/dialogues/sessions/{talk.pk}/close/").context["page"]
        sent = {"seen": page.proposed.seen}
        for form in page.lines:
            sent |= {bound.html_name: str(bound.value()) for bound in form if bound.value()}
        assert clients[reader].post(f"/dialogues/sessions/{talk.pk}/close/", sent).status_code == 302
        assert dict(talk.commitments.values_list("side", "state")) == states


def test_what_somebody_does_not_see_cannot_be_taken_off_an_agenda(clients, cast):
    last = SessionFactory(closed=True, units=[cast.unit], liaison=cast.ciso)
    hidden = AgendaItemFactory(
        session=last, unit=cast.unit, team_only=True, text="Behind us?", state="carried"
    )
    shown = AgendaItemFactory(session=last, unit=cast.unit, text="What hurts?", state="carried")
    talk = SessionFactory(units=[cast.unit], liaison=cast.ciso)
    keys = [f"carried:{one.pk}" for one in (hidden, shown)]
    clients["head"].post(f"/dialogues/sessions/{talk.pk}/open/", {"shown": keys})
    assert set(talk.agenda.exclude(came_from=None).values_list("text", flat=True)) == {"Behind us?"}


def test_a_page_that_was_open_in_two_tabs_writes_once_and_says_so(clients, cast):
    """The same answer twice, and an answer to what is over meanwhile."""
    ciso = clients["ciso"]
    talk = SessionFactory(held=True, units=[cast.unit], liaison=cast.ciso)
    item = AgendaItemFactory(session=talk, unit=cast.unit)
    here = f"/dialogues/sessions/{talk.pk}"
    page = ciso.get(f"{here}/close/").context["page"]
    sent = {"seen": page.proposed.seen} | {k: v for form in page.points for k, v in filled(form, "").items()}
    assert ciso.post(f"{here}/close/", sent).status_code == 302
    before = stored()
    assert ciso.post(f"{here}/close/", sent).status_code == 409
    for address, values in (
        (f"{here}/open/", {}), (f"{here}/items/{item.pk}/", {"state": "done"}),
        (f"{here}/attendance/", {"add": f"user:{cast.admin.pk}"}), (f"{here}/keep/", {"notes": "late"}),
        (f"{here}/move/", {"day": timezone.localdate() + timedelta(3), "at_time": "10:00", "minutes": 45}),
        (f"{here}/cancel/", {"because": "Ill"}), (f"{here}/missed/", {"because": "Ill"}),
    ):  # fmt: skip
        assert ciso.post(address, values).status_code in (302, 409, 422), address
    assert stored() == before
