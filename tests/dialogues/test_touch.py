"""Logged in passing: one field, one department, and nothing of what was said is lost."""

import pytest
from django.utils import timezone

from dialogues.models import Session
from tests.factories.contacts import AssignmentFactory, ContactFactory
from tests.factories.dialogues import TopicFactory

pytestmark = pytest.mark.django_db
TEXT = """Spoke with Ana about agencies
! nobody tells us who leaves #agency-access
@ana sends the list by friday
"""


@pytest.fixture
def ana(cast):
    contact = ContactFactory(name="Ana Duarte", home_unit=cast.unit, user=cast.head)
    AssignmentFactory(contact=contact, unit=cast.unit, code="ambassador")
    return contact


def sent(cast, **values):
    return {"unit": cast.unit.pk, "text": TEXT, "how": "corridor", "when": f"{timezone.localdate()}"} | values


def log(client, cast, **values):
    answer = client.post("/dialogues/touch/", sent(cast, **values))
    assert answer.status_code == 302, answer.context["form"].errors
    return Session.objects.latest("pk")


def test_a_touch_is_a_talk_that_took_place_with_all_that_came_of_it(clients, cast, ana):
    talk = log(clients["ciso"], cast)
    assert (talk.kind, talk.state, talk.title) == ("touch", "closed", "In passing with Ana Duarte")
    assert Session.objects.took_place().filter(session_units__unit=cast.unit).get() == talk
    assert talk.notes == TEXT.strip()
    heard, promise = talk.insights.get(), talk.commitments.get()
    assert (heard.kind, heard.theme_links.get().theme.name) == ("concern", "agency-access")
    assert (promise.side, promise.contact, promise.state) == ("they", ana, "proposed")
    assert talk.participations.get().contact == ana


def test_what_is_for_the_team_is_read_by_the_team_alone(clients, cast, ana):
    talk = log(clients["ciso"], cast, text="Tired of forms\n! nobody reads them", team_only="on")
    assert (talk.notes, talk.team_notes[:14]) == ("", "Tired of forms")
    assert talk.insights.get().team_only


def test_a_head_logs_their_own_and_no_other_department(clients, cast, ana):
    talk = log(clients["head"], cast)
    assert (talk.liaison, talk.commitments.get().state) == (None, "open")
    answer = clients["outsider"].post("/dialogues/touch/", sent(cast))
    assert answer.status_code == 422
    assert Session.objects.count() == 1


def test_lines_that_mean_nothing_stay_text_and_a_guess_is_said(clients, cast, ana):
    answer = clients["ciso"].post(
        "/dialogues/touch/", sent(cast, text="just talked\n@nobodyknown sends it by friday"), follow=True
    )
    talk = Session.objects.get()
    assert "just talked" in talk.notes
    said = [str(one) for one in answer.context["messages"]]
    assert any("nobody we know here" in one for one in said), said


def test_an_empty_touch_and_a_day_to_come_are_refused_and_kept(clients, cast):
    answer = clients["ciso"].post("/dialogues/touch/", sent(cast, text=" ", when="2199-01-01"))
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Say in a few words" in html
    assert "still to come" in html


def test_the_department_of_the_page_is_chosen_already(clients, cast):
    assert (
        f'value="{cast.unit.pk}" selected'
        in clients["ciso"].get("/dialogues/touch/?unit=OWN").content.decode()
    )
    assert "/dialogues/touch/?unit=OWN" in clients["ciso"].get("/units/OWN/").content.decode()
    assert (
        f'value="{cast.unit.pk}" selected'
        not in clients["outsider"].get("/dialogues/touch/?unit=OWN").content.decode()
    )


def test_a_topic_is_proposed_withdrawn_and_brought_back(clients, cast):
    head = clients["head"]
    assert head.post("/dialogues/topics/new/?unit=OWN", {"text": "AI pictures"}).status_code == 302
    topic = cast.unit.topics.get()
    assert (topic.text, topic.proposed_by) == ("AI pictures", cast.head)
    answer = head.post(f"/dialogues/topics/{topic.pk}/withdraw/", headers={"HX-Request": "true"})
    assert f"/dialogues/topics/{topic.pk}/return/" in answer["HX-Trigger"]
    topic.refresh_from_db()
    assert topic.withdrawn_at
    head.post(f"/dialogues/topics/{topic.pk}/return/")
    topic.refresh_from_db()
    assert topic.withdrawn_at is None


def test_a_topic_of_another_department_does_not_exist(clients, cast):
    topic = TopicFactory(unit=cast.unit)
    assert clients["outsider"].post(f"/dialogues/topics/{topic.pk}/withdraw/").status_code == 404
    answer = clients["outsider"].post("/dialogues/topics/new/", {"text": "Why?", "unit": cast.unit.pk})
    assert answer.status_code == 422
