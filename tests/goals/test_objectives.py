"""Objectives: the page of goals, entering, changing and retiring one."""

import pytest
from django.urls import reverse

from goals.models import Objective
from tests.factories.goals import ObjectiveFactory
from tests.factories.library import EditionFactory, QuestionFactory, ScenarioFactory

pytestmark = pytest.mark.django_db

NEW = {
    "name": "Access ends with the work",
    "function": "protect",
    "why": "Old doors stay open.",
    "position": "10",
}


@pytest.fixture
def ciso(clients):
    return clients["ciso"]


def test_an_objective_is_entered_under_its_function(ciso):
    assert 'value="protect" selected' in ciso.get(reverse("objective_new"), {"function": "protect"}).text
    answer = ciso.post(reverse("objective_new"), NEW)
    objective = Objective.objects.get()
    assert answer["Location"] == f"/goals/#objective-{objective.pk}"
    page = ciso.get(reverse("goals")).text
    assert page.index("Protect") < page.index("Access ends with the work")
    assert "Old doors stay open." in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "ACCESS ends  with the work"},
        {"function": "hope"},
        {"position": "-1"},
        {"why": "x" * 2001},
    ],
)
def test_an_objective_that_cannot_be_is_refused_and_nothing_is_lost(ciso, wrong):
    ObjectiveFactory(name="Access ends with the work")
    sent = NEW | {"name": "Another", "reason": "Kept while I correct"} | wrong
    answer = ciso.post(reverse("objective_new"), sent)
    assert answer.status_code == 422
    assert "Kept while I correct" in answer.text
    assert Objective.objects.count() == 1


def test_what_serves_an_objective_stands_beneath_it_for_the_team_alone(clients):
    objective = ObjectiveFactory()
    QuestionFactory(core=True, objective=objective, text="Asked of all?")
    edition = EditionFactory(framework__name="Sales")
    QuestionFactory(edition=edition, objective=objective, text="Asked of some?")
    old = QuestionFactory(edition=EditionFactory(framework=edition.framework, number=0), objective=objective)
    QuestionFactory(edition__framework__retired=True, objective=objective, text="Asked no more?")
    ScenarioFactory(objective=objective, title="A bag on the train")
    for reader in ("ciso", "auditor"):
        page = clients[reader].get(reverse("goals")).text
        assert "Asked of all?" in page
        assert "Asked of some?" in page
        assert "A bag on the train" in page
        assert old.text not in page
        assert "Asked no more?" not in page
    page = clients["head"].get(reverse("goals")).text
    assert objective.name in page
    for hidden in (
        "Asked of all?",
        "Asked of some?",
        "A bag on the train",
        "no question serves it",
        "New objective",
    ):
        assert hidden not in page


def test_an_objective_that_no_question_serves_is_pointed_out_to_the_team(ciso):
    ObjectiveFactory()
    assert "no question serves it yet" in ciso.get(reverse("goals")).text


def test_a_retired_objective_is_kept_and_can_be_pursued_again(ciso):
    objective = ObjectiveFactory()
    ciso.post(reverse("objective_retire", args=[objective.pk]))
    objective.refresh_from_db()
    assert objective.retired_on
    assert "No longer pursued" in ciso.get(reverse("goals")).text
    ciso.post(reverse("objective_retire", args=[objective.pk]))
    objective.refresh_from_db()
    assert objective.retired_on is None


def test_two_who_change_an_objective_at_once_see_both_versions(ciso, clients):
    objective = ObjectiveFactory(name="Ours")
    address = reverse("objective_edit", args=[objective.pk])
    sent = NEW | {"revision": objective.revision}
    clients["admin"].post(address, sent | {"name": "Theirs"})
    answer = ciso.post(address, sent | {"name": "Mine"})
    assert answer.status_code == 409
    assert "Theirs" in answer.text


def test_the_empty_page_offers_to_begin_to_those_who_may(clients):
    assert "Bring in the ready-made ones" in clients["ciso"].get(reverse("goals")).text
    for reader in ("head", "auditor"):
        page = clients[reader].get(reverse("goals")).text
        assert "No objective is written down yet" in page
        assert "Bring in" not in page
