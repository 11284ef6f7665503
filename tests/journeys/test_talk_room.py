"""A talk held and closed by keyboard alone; what is typed survives two people, a lost connection, a lost sign-in."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from dialogues.choices import ItemKind, ItemState, SessionState
from dialogues.models import Session
from tests.factories.accounts import UserFactory
from tests.factories.contacts import ContactFactory
from tests.factories.dialogues import (
    AgendaItemFactory,
    CommitmentFactory,
    ParticipationFactory,
    SessionFactory,
    TopicFactory,
)
from tests.factories.units import UnitFactory
from tests.journeys.keyboard import Keyboard

pytestmark = pytest.mark.django_db(transaction=True)
NOTES = """Six campaigns before Christmas.
! nobody is told when people leave #agency-access
= no changes to mail in the peak weeks
? one picture tool #ai-tools
+ accounts end on the last day
> the form is too long
@ana confirms the list by 30 nov
@ingrid sends the short form by friday"""


@pytest.fixture
def ciso():
    return UserFactory(ciso=True, name="Ingrid Solheim", email="ingrid@cast.example")


@pytest.fixture
def unit(ciso):
    return UnitFactory(code="MKT", name="Marketing", owner=ciso, complete=True)


def with_people(talk, unit, ciso):
    ParticipationFactory(
        session=talk, contact=ContactFactory(name="Ana Duarte", home_unit=unit), unit=unit, title="Ambassador"
    )
    ParticipationFactory(session=talk, contact=None, user=ciso)
    return talk


@pytest.fixture
def held(ciso, unit):
    return with_people(
        SessionFactory(title="Talk with Marketing", held=True, liaison=ciso, units=[unit]), unit, ciso
    )


@pytest.fixture
def planned(ciso, unit):
    """With every kind of point: promises of both sides, a topic, something carried; what is to settle comes along."""
    last = SessionFactory(closed=True, liaison=ciso, units=[unit])
    AgendaItemFactory(session=last, unit=unit, text="What would stop you?", state=ItemState.CARRIED)
    CommitmentFactory(unit=unit, text="Shorter access form", user=ciso, late=True)
    CommitmentFactory(unit=unit, text="List of agencies", theirs=True)
    TopicFactory(unit=unit, text="A picture tool", proposed_by=ciso)
    return with_people(SessionFactory(title="Talk with Marketing", liaison=ciso, units=[unit]), unit, ciso)


def address(talk):
    return reverse("session", args=[talk.pk])


def settle(keys, page, text, button):
    keys.tab_to(page.get_by_role("link", name=f"Settle: {text}"))
    keys.press("Enter")
    group = page.get_by_role("group", name=f"Settle: {text}")
    expect(group).to_be_visible()
    keys.tab_to(group.get_by_text(button))
    keys.press("Enter")


def test_a_talk_with_every_kind_of_point_is_held_and_closed_by_keyboard(
    page, sign_in, ciso, unit, planned, live_server, axe
):
    sign_in(page, ciso, then=address(planned))
    assert axe(page) == []
    keys = Keyboard(page)
    keys.tab_to(page.get_by_role("button", name="Open the talk"))
    keys.press("Enter")
    expect(page.get_by_label("Shared notes")).to_be_visible()
    assert axe(page) == []

    keys.tab_to(page.get_by_role("checkbox", name="Ana Duarte"))
    keys.press("Space")
    expect(page.locator("#messages")).to_contain_text("Ana Duarte is here.")

    settle(keys, page, "Shorter access form", "Kept")
    expect(page.locator("#agenda")).to_contain_text("kept, ")
    settle(keys, page, "List of agencies", "Carry")
    expect(page.locator("#agenda")).to_contain_text("carried to the next talk")
    settle(keys, page, "A picture tool", "Drop, because…")
    expect(page.get_by_label("Drop it, because")).to_be_focused()
    keys.type("Answered by mail")
    keys.press("Enter")
    expect(page.locator("#agenda")).to_contain_text("dropped: Answered by mail")

    keys.tab_to(page.get_by_label("Shared notes"))
    for line in NOTES.split("\n"):
        keys.type(line)
        keys.press("Enter")
    keys.tab_to(page.get_by_label("Team only"))
    keys.type("! she is tired of forms")
    kept = page.locator("#kept")
    expect(kept).to_contain_text("Nobody is told when people leave")
    expect(kept).to_contain_text("They owe: Ana Duarte, by ")
    expect(kept).to_contain_text("“by friday” was read as")
    expect(kept).to_contain_text("She is tired of forms")
    expect(page.locator("[data-kept-count]")).to_have_text("6 heard · 2 promises")
    keys.tab_to(page.get_by_role("button", name="Ana accepts"))
    keys.press("Enter")
    expect(kept).to_contain_text("accepted in the room")

    keys.press("Control+Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Close the talk")
    assert axe(page) == []
    keys.press("Control+Enter")
    expect(page.locator("main")).to_contain_text("closed today")

    talk = Session.objects.get(pk=planned.pk)
    assert talk.state == SessionState.CLOSED
    assert talk.notes.strip().startswith("Six campaigns")
    assert talk.insights.filter(team_only=False).count() == 5
    assert talk.insights.get(team_only=True).text == "She is tired of forms"
    assert talk.commitments.count() == 2
    states = {item.text: item.state for item in talk.agenda.all()}
    assert states["Shorter access form"] == ItemState.DONE
    assert states["A picture tool"] == ItemState.DROPPED
    assert states["What would stop you?"] == ItemState.CARRIED
    carried = set(talk.agenda.filter(state=ItemState.CARRIED).values_list("pk", flat=True))

    assert {item.kind for item in talk.agenda.all()} == set(ItemKind.values)

    page.goto(f"{live_server.url}/dialogues/sessions/new/?unit=MKT")
    page.locator("#id_day").fill((timezone.localdate() + timedelta(days=90)).isoformat())
    page.locator("#id_at_time").fill("10:00")
    page.get_by_role("button", name="Plan the talk").click()
    expect(page.locator("#messages")).to_contain_text("is planned")
    follow = Session.objects.latest("pk")
    assert follow.pk != talk.pk
    keys.tab_to(page.get_by_role("button", name="Open the talk"))
    keys.press("Enter")
    expect(page.get_by_label("Shared notes")).to_be_visible()
    assert set(follow.agenda.exclude(came_from=None).values_list("came_from", flat=True)) == carried


def typed(page, text):
    area = page.get_by_label("Shared notes")
    area.focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(text)


def text_of(talk):
    draft = talk.drafts.filter(team=False).first()
    return draft.text if draft else ""


def eventually(page, test):
    for _ in range(60):
        if test():
            return
        page.wait_for_timeout(250)
    assert test()


def test_two_people_type_and_each_sees_what_the_other_wrote(
    page, browser, sign_in, ciso, unit, held, live_server, browser_context_args
):
    tomas = UserFactory(ciso=True, name="Tomas Reyes", email="tomas@cast.example")
    sign_in(page, ciso, then=address(held))
    other_context = browser.new_context(**browser_context_args)
    other = other_context.new_page()
    sign_in(other, tomas, then=address(held))
    for step in range(3):
        typed(page, f"ours {step}\n")
        typed(other, f"theirs {step}\n")
    wanted = {f"{name} {step}" for name in ("ours", "theirs") for step in range(3)}
    for one in (page, other):
        eventually(
            page,
            lambda one=one: wanted == set(one.get_by_label("Shared notes").input_value().split("\n")) - {""},
        )
    assert set(text_of(held).split("\n")) - {""} == wanted
    typed(other, "and a last word")
    expect(page.locator("[data-writing]")).to_contain_text("Tomas is writing")
    other_context.close()


def test_what_was_typed_without_a_connection_survives_a_closed_tab(page, sign_in, ciso, held, live_server):
    sign_in(page, ciso, then=address(held))
    typed(page, "before\n")
    expect(page.locator("#saved")).to_contain_text("Notes saved")
    page.context.set_offline(True)
    typed(page, "while the connection was gone")
    expect(page.locator("[data-trouble]")).to_contain_text("cannot be reached")
    page.close()
    assert "while the connection" not in text_of(held)
    assert text_of(held).startswith("before")
    context = page.context
    context.set_offline(False)
    again = context.new_page()
    again.goto(f"{live_server.url}{address(held)}")
    expect(again.get_by_label("Shared notes")).to_have_value("before\nwhile the connection was gone")
    eventually(again, lambda: text_of(held) == "before\nwhile the connection was gone")
    assert (
        again.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('srrm-notes')).length")
        == 0
    )


def test_after_the_sign_in_ran_out_the_words_wait_until_one_is_back(page, sign_in, ciso, held, live_server):
    sign_in(page, ciso, then=address(held))
    typed(page, "before\n")
    expect(page.locator("#saved")).to_contain_text("Notes saved")
    page.context.clear_cookies()
    typed(page, "after")
    expect(page.locator("[data-trouble]")).to_contain_text("You were signed out")
    assert text_of(held) == "before\n"
    other = page.context.new_page()
    sign_in(other, ciso, then="/")
    other.close()
    eventually(page, lambda: text_of(held) == "before\nafter")
    expect(page.locator("[data-trouble]")).to_be_hidden()


def test_a_closed_tab_leaves_a_version_in_the_record(page, sign_in, ciso, held, live_server):
    sign_in(page, ciso, then=address(held))
    typed(page, "the last words")
    page.goto(f"{live_server.url}/")
    eventually(page, lambda: Session.objects.get(pk=held.pk).notes == "the last words")


def test_who_types_while_the_talk_is_closed_elsewhere_keeps_the_words(page, sign_in, ciso, held, live_server):
    from dialogues.actions.closing import close_session

    sign_in(page, ciso, then=address(held))
    close_session(held, settled={}, kept=[], by=ciso, at=timezone.now())
    typed(page, "too late")
    expect(page.locator("[data-trouble]")).to_contain_text("was closed")
    page.goto(f"{live_server.url}{address(held)}")
    expect(page.get_by_label("What was typed")).to_have_value("too late")
