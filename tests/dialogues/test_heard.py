"""What we heard across departments, and where a joint session would be worth it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from dialogues.models import Insight
from tests.factories.dialogues import InsightFactory, SessionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def shared(cast):
    """One theme in two departments, one in a single one, and one of the team alone."""
    return [
        InsightFactory(unit=cast.unit, text="Nobody tells us who leaves", themes=["agency-access"]),
        InsightFactory(unit=cast.foreign, text="Agencies keep their keys", themes=["agency-access"]),
        InsightFactory(unit=cast.unit, text="A picture tool", themes=["ai-tools"]),
        InsightFactory(unit=cast.unit, text="Tired of forms", themes=["forms"], for_the_team=True),
        InsightFactory(unit=cast.foreign, text="Forms again", themes=["forms"]),
    ]


def opportunities(client) -> list[str]:
    return [one.theme for one, _ in client.get("/heard/").context["shared"]]


def test_a_theme_of_two_departments_is_an_opportunity(clients, shared):
    html = clients["ciso"].get("/heard/").content.decode()
    assert opportunities(clients["ciso"]) == ["agency-access", "forms"]
    assert "Plan a joint session" in html
    assert "kind=joint&amp;units=OWN%2CFOREIGN" in html


def test_what_is_for_the_team_makes_no_opportunity_for_others(clients, shared):
    assert opportunities(clients["admin"]) == ["agency-access"]
    assert opportunities(clients["head"]) == []
    assert "Tired of forms" not in clients["admin"].get("/heard/").content.decode()
    assert "Tired of forms" not in clients["admin"].get("/heard/?theme=forms").content.decode()
    assert "narrowed by" in clients["admin"].get("/heard/?team_only=1").content.decode()


def test_the_auditor_plans_nothing(clients, shared):
    assert "Plan a joint session" not in clients["auditor"].get("/heard/").content.decode()


def test_a_head_reads_what_their_own_said(clients, shared):
    html = clients["head"].get("/heard/").content.decode()
    assert "Nobody tells us who leaves" in html
    assert "Agencies keep their keys" not in html
    assert clients["head"].get(f"/heard/{shared[1].pk}/").status_code == 404
    assert clients["outsider"].get("/heard/themes/ai-tools/").status_code == 404
    assert "Agencies keep" not in clients["head"].get("/heard/themes/agency-access/").content.decode()


def test_a_theme_by_department(clients, shared):
    html = clients["ciso"].get("/heard/themes/agency-access/").content.decode()
    assert "2 sentences from 2 departments" in html


def test_a_sentence_is_put_right_or_taken_out(clients, shared):
    one = shared[0]
    sent = {
        "text": "Nobody tells us who left",
        "kind": "feedback",
        "themes": "#leavers, agency-access",
        "revision": one.revision,
    }
    assert clients["ciso"].post(f"/heard/{one.pk}/", sent).status_code == 302
    one.refresh_from_db()
    assert {link.theme.name for link in one.theme_links.all()} == {"leavers", "agency-access"}
    assert clients["ciso"].post(f"/heard/{one.pk}/", sent).status_code == 422  # somebody was quicker
    sent |= {"take_out": "1", "revision": one.revision}
    assert clients["ciso"].post(f"/heard/{one.pk}/", sent).status_code == 302
    assert not Insight.objects.filter(pk=one.pk).exists()


def test_after_five_days_it_can_only_be_read(clients, cast):
    talk = SessionFactory(closed=True, units=[cast.unit])
    assert talk.closed_at < timezone.now() - timedelta(days=5)
    one = InsightFactory(unit=cast.unit, session=talk)
    assert clients["ciso"].get(f"/heard/{one.pk}/").context["form"] is None
    clients["ciso"].post(f"/heard/{one.pk}/", {"text": "Other", "kind": "feedback", "revision": one.revision})
    one.refresh_from_db()
    assert one.text != "Other"


def test_nobody_else_writes(clients, shared):
    assert clients["auditor"].post(f"/heard/{shared[0].pk}/", {"text": "x"}).status_code == 403
