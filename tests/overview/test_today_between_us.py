"""A head's first page: what we owe them, what we ask of them, their next talk."""

import re

import pytest
from django.utils import timezone

from tests.factories.contacts import ContactFactory
from tests.factories.dialogues import CommitmentFactory, SessionFactory, TopicFactory, at_ten

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(cast, clients):
    def read(reader="head"):
        return re.sub(r"\s+", " ", clients[reader].get("/").content.decode().replace("\xa0", " "))

    return read


def section(html, name):
    return html.partition(f'aria-labelledby="{name}"')[2].partition("</section>")[0]


def test_what_we_owe_stands_there_with_since_when_they_wait(cast, home):
    CommitmentFactory(unit=cast.unit, text="A shorter form", user=cast.ciso, late=True)
    CommitmentFactory(unit=cast.team, text="For the team below")
    CommitmentFactory(unit=cast.foreign, text="Not theirs")
    owed = section(home(), "owe")
    assert "A shorter form" in owed
    assert "Because Cast ciso promised it on" in owed
    assert "you have been waiting since" in owed
    assert "For the team below" in owed
    assert "Not theirs" not in owed


def test_only_what_is_waited_for_is_marked_so(cast, home):
    CommitmentFactory(unit=cast.unit, text="In time")
    assert "mk-wait" not in section(home(), "owe").partition("In time")[0].rpartition("<li>")[2]
    CommitmentFactory(unit=cast.unit, text="Late", late=True)
    assert "mk-wait" in section(home(), "owe").partition("Late")[0].rpartition("<li>")[2]


def test_what_we_ask_is_at_most_three_things_an_answer_first(cast, home):
    for number in range(3):
        CommitmentFactory(unit=cast.unit, text=f"Late {number}", theirs=True, late=True)
    asked = CommitmentFactory(
        unit=cast.unit, text="Name a stand-in", theirs=True, proposed=True, undated=True,
        contact=ContactFactory(name="Clara Whitfield"),
    )  # fmt: skip
    html = section(home(), "ask")
    assert html.count("<li>") == 3
    assert html.index("Will you? Name a stand-in") < html.index("Late 0") < html.index("Late 1")
    assert "Because it was noted for Clara Whitfield" in html
    assert "About 1 minute." in html
    assert f'href="/promises/{asked.pk}/"' in html
    assert "overdue" not in html.lower()


def test_what_is_far_off_is_not_asked_for_yet(cast, home):
    CommitmentFactory(unit=cast.unit, text="Some day", theirs=True, undated=True)
    assert "Some day" not in section(home(), "ask")


def test_the_next_talk_stands_there_with_what_is_to_be_talked_about(cast, home):
    SessionFactory(units=[cast.unit, cast.foreign], title="Before the season", liaison=cast.ciso)
    SessionFactory(units=[cast.unit], title="A later one", starts_at=at_ten(40))
    TopicFactory(unit=cast.unit, text="Shared screens", proposed_by=cast.head)
    TopicFactory(unit=cast.foreign, text="Foreign matter")
    html = section(home(), "next-talk")
    assert "Before the season" in html
    assert "Treasury" not in html
    assert "with Cast ciso" in html
    assert "A later one" not in html
    assert "Shared screens" in html
    assert "Foreign matter" not in html


def test_a_talk_that_goes_on_stands_first_and_the_next_one_stays(cast, home):
    SessionFactory(units=[cast.unit], held=True, starts_at=timezone.now(), title="In the room")
    SessionFactory(units=[cast.foreign], held=True, starts_at=timezone.now(), title="In another room")
    SessionFactory(units=[cast.unit], title="Before the season")
    html = home()
    assert "In the room" in section(html, "talk-now")
    assert html.index('id="talk-now"') < html.index('id="owe"')
    assert "Before the season" in section(html, "next-talk")
    assert "In another room" not in html


def test_a_talk_left_open_on_another_day_does_not_go_on(cast, home):
    SessionFactory(units=[cast.unit], held=True, title="Last month", starts_at=at_ten(-30))
    assert "Going on now" not in home()


def test_without_a_talk_it_says_what_happens_to_a_wish(home):
    assert "None is planned yet." in section(home(), "next-talk")


def test_a_limited_talk_of_others_stays_out(cast, home):
    secret = SessionFactory(units=[cast.unit], title="Layoffs", limited_to_its_people=True)
    CommitmentFactory(unit=cast.unit, text="Nobody knows", session=secret, late=True)
    html = home()
    assert "Layoffs" not in html
    assert "Nobody knows" not in html
