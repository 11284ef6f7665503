"""Finding talks, promises and what we heard: by any word, and nothing that one may not read."""

import re
from urllib.parse import urlencode

import pytest

from tests.factories.contacts import ContactFactory
from tests.factories.dialogues import (
    CommitmentFactory,
    InsightFactory,
    ParticipationFactory,
    SessionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(clients):
    """The texts and addresses of what is found."""

    def ask(q, reader="ciso", **params):
        answer = clients[reader].get(f"/search/?{urlencode({'q': q, **params})}")
        assert answer.status_code == 200
        return re.findall(r'class="lead-in" href="([^"]*)">([^<]+)<', answer.content.decode())

    return ask


def test_a_talk_is_found_by_its_title_and_its_shared_notes(cast, found):
    talk = SessionFactory(units=[cast.unit], title="Before the season", notes="The kiosks get badge readers")
    for words in ("season", "KIOSKS readers"):
        assert found(words) == [(f"/dialogues/sessions/{talk.pk}/", "Before the season")]


def test_notes_of_the_team_are_not_looked_through(cast, found):
    SessionFactory(units=[cast.unit], team_notes="They are afraid of the audit")
    for reader in ("ciso", "head", "admin"):
        assert found("afraid", reader) == []


def test_a_promise_and_what_we_heard_are_found_by_their_words(cast, found):
    promise = CommitmentFactory(unit=cast.unit, text="A shorter form for agencies")
    heard = InsightFactory(unit=cast.unit, text="Agencies wait for weeks")
    for reader in ("ciso", "admin", "auditor", "head"):
        assert found("agencies", reader) == [
            (f"/promises/{promise.pk}/", "A shorter form for agencies"),
            (f"/heard/{heard.pk}/", "Agencies wait for weeks"),
        ]


def test_a_group_can_be_looked_at_alone(cast, found):
    for number in range(30):
        CommitmentFactory(unit=cast.unit, text=f"Agency {number}")
    InsightFactory(unit=cast.unit, text="Agency matters")
    assert len(found("agency", **{"in": "promises"})) == 25
    assert len(found("agency", **{"in": "promises", "page": 2})) == 5


def test_other_departments_and_the_teams_own_are_not_found(cast, found):
    SessionFactory(units=[cast.foreign], title="Agency of others")
    CommitmentFactory(unit=cast.foreign, text="Agency of others")
    InsightFactory(unit=cast.foreign, text="Agency of others")
    InsightFactory(unit=cast.unit, text="Agency of the team", for_the_team=True)
    assert found("agency", "head") == []
    assert [text for _, text in found("agency", "admin")] == ["Agency of others"] * 3
    assert "Agency of the team" in [text for _, text in found("agency")]


def test_a_limited_talk_is_found_by_its_people_alone(cast, found):
    secret = SessionFactory(units=[cast.unit], title="Layoffs", limited_to_its_people=True, closed=True)
    CommitmentFactory(unit=cast.unit, session=secret, text="Layoffs")
    InsightFactory(unit=cast.unit, session=secret, text="Layoffs")
    for reader in ("ciso", "admin", "head"):
        assert found("layoffs", reader) == []
    ParticipationFactory(session=secret, contact=ContactFactory(user=cast.head))
    assert len(found("layoffs", "head")) == 3


def test_whoever_is_on_duty_finds_nothing_of_talks(cast, found):
    SessionFactory(units=[cast.unit], title="Agencies")
    CommitmentFactory(unit=cast.unit, text="Agencies")
    assert found("agencies", "responder") == []


def test_a_promise_says_how_it_stands_without_blame(cast, clients):
    CommitmentFactory(unit=cast.unit, text="Agencies", theirs=True, late=True)
    html = clients["head"].get("/search/?q=agencies").content.decode().replace("\xa0", " ")
    assert "Marketing · you owe · waiting since" in html
