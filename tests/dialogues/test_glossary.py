"""The glossary and the cases on their pages, and what the script of explained words is given."""

import json

import pytest
from django.urls import reverse

from dialogues.models import Scenario, Term
from tests.factories.goals import ObjectiveFactory
from tests.factories.library import ScenarioFactory, TermFactory

pytestmark = pytest.mark.django_db

TERM = {
    "word": "Churn",
    "side": "business",
    "meaning": "The share of customers who leave.",
    "also": "churn rate",
}
CASE = {
    "title": "The laptop on the train",
    "kind": "case",
    "minutes": "10",
    "text": "Somebody leaves a bag on the train.",
    "themes": "#Travel, remote work, travel",
    "asset_kinds": ["data", "people"],
}


@pytest.fixture
def ciso(clients):
    return clients["ciso"]


def test_a_word_is_entered_changed_and_removed_and_can_be_had_back(ciso):
    ciso.post(reverse("term_new"), TERM)
    term = Term.objects.get()
    assert (term.word, term.side, term.also) == ("Churn", "business", ["churn rate"])
    changed = TERM | {"also": "churn rate, customer churn", "revision": term.revision}
    ciso.post(reverse("term_edit", args=[term.pk]), changed)
    term.refresh_from_db()
    assert term.also == ["churn rate", "customer churn"]
    answer = ciso.post(reverse("term_remove", args=[term.pk]), follow=True)
    assert not Term.objects.exists()
    ciso.post(answer.context["messages"]._loaded_data[-1].extra_tags)
    assert Term.objects.get().also == ["churn rate", "customer churn"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"word": "PHISHING"}, "explained already"),
        ({"word": ""}, "id_word"),
        ({"side": "both"}, "id_side"),
        ({"meaning": "x" * 1001}, "1001"),
        ({"also": "y" * 81}, "longer than 80 characters"),
        ({"also": ",".join(f"word{n}" for n in range(13))}, "12 are the most"),
        ({"also": "a\0b"}, "NUL|cannot"),
    ],
)
def test_a_word_that_cannot_be_is_refused_and_nothing_is_lost(ciso, wrong, said):
    TermFactory(word="Phishing")
    answer = ciso.post(reverse("term_new"), TERM | {"reason": "Kept while I correct"} | wrong)
    assert answer.status_code == 422
    assert "Kept while I correct" in answer.text
    assert Term.objects.count() == 1
    assert any(part in answer.text for part in said.split("|"))


def test_words_are_found_by_what_they_mean_and_by_side(clients):
    TermFactory(word="MFA", meaning="Signing in with two things.", also=["2FA"])
    TermFactory(word="Churn", business=True)
    read = lambda **asked: clients["head"].get(reverse("glossary"), asked).text  # noqa: E731
    assert "MFA" in read(q="two things")
    assert "MFA" in read(q="2fa")
    assert "Churn" not in read(q="two things")
    assert "MFA" not in read(side="business")
    assert "No such word" in read(q="nothing like it")
    assert "Churn" in read(side="odd", q="\0")


def test_the_script_gets_every_spelling_with_its_meaning_and_asks_only_for_what_is_new(clients):
    term = TermFactory(word="MFA", meaning="Two “things”.", also=["2FA"])
    address = reverse("glossary-json")
    assert address == "/glossary.json"
    answer = clients["head"].get(address)
    assert json.loads(answer.content) == [
        {"id": term.pk, "words": ["MFA", "2FA"], "meaning": "Two “things”."}
    ]
    assert answer["Cache-Control"] == "private, max-age=60"
    again = clients["head"].get(address, headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    TermFactory(word="RTO")
    assert clients["head"].get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 200


def test_only_pages_of_those_who_may_read_the_glossary_ask_for_it(clients):
    assert 'data-glossary="/glossary.json"' in clients["head"].get("/").text
    assert "data-glossary" not in clients["responder"].get("/").text


def test_a_head_reads_the_glossary_and_is_offered_no_change_and_no_library(clients):
    TermFactory(word="MFA")
    page = clients["head"].get(reverse("glossary")).text
    assert "MFA" in page
    assert "New word" not in page
    assert "Agenda templates" not in page


def test_a_case_is_entered_found_and_retired(ciso):
    ciso.post(reverse("dialogues:scenario_new"), CASE)
    case = Scenario.objects.get()
    assert (case.themes, case.asset_kinds) == (["travel", "remote-work"], ["data", "people"])
    listed = lambda **asked: "laptop on the train" in ciso.get(reverse("dialogues:scenarios"), asked).text  # noqa: E731
    assert listed(q="bag")
    assert listed(theme="#travel", asset_kind="people", kind="case")
    assert not listed(theme="leavers")
    assert not listed(unit_kind="team")
    assert not listed(retired="1")
    ciso.post(reverse("dialogues:scenario_retire", args=[case.pk]))
    assert listed(retired="1")
    assert "no longer offered since" in ciso.get(reverse("dialogues:scenario", args=[case.pk])).text


@pytest.mark.parametrize(
    "wrong", [{"title": ""}, {"minutes": "-1"}, {"asset_kinds": ["gold"]}, {"themes": "z" * 61}]
)
def test_a_case_that_cannot_be_is_refused_and_nothing_is_lost(ciso, wrong):
    answer = ciso.post(reverse("dialogues:scenario_new"), CASE | wrong)
    assert answer.status_code == 422
    assert "leaves a bag" in answer.text
    assert not Scenario.objects.exists()


def test_a_filter_that_names_nothing_is_said_and_narrows_nothing(ciso):
    ScenarioFactory(title="Everywhere")
    page = ciso.get(
        reverse("dialogues:scenarios"), {"kind": "odd", "sort": "-secret", "as_of": "2020-01-01"}
    ).text
    assert "Everywhere" in page
    assert "The page shows today" in page


def test_two_who_change_a_case_at_once_see_both_versions(ciso, clients):
    case = ScenarioFactory(title="Ours")
    address = reverse("dialogues:scenario_edit", args=[case.pk])
    sent = {**CASE, "asset_kinds": [], "themes": "", "revision": case.revision}
    clients["admin"].post(address, sent | {"title": "Theirs"})
    answer = ciso.post(address, sent | {"title": "Mine", "themes": "travel"})
    assert answer.status_code == 409
    chosen = sent | {"title": "Mine", "themes": "travel", "revision": 2}
    ciso.post(address, chosen | {"choose-title": "theirs", "choose-themes": "yours"})
    case.refresh_from_db()
    assert (case.title, case.themes) == ("Theirs", ["travel"])


def test_what_is_retired_serves_its_objective_still(ciso):
    objective = ObjectiveFactory(retired=True)
    case = ScenarioFactory(objective=objective)
    sent = {**CASE, "objective": objective.pk, "revision": case.revision}
    assert ciso.post(reverse("dialogues:scenario_edit", args=[case.pk]), sent).status_code == 302
