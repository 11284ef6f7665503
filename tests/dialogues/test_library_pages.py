"""Agenda templates on their pages: entering, drafting, ordering, publishing, comparing, retiring; and bad input."""

import pytest
from django.urls import reverse

from dialogues.asking import current_edition, questions_for
from dialogues.models import Edition, Framework, Question
from tests.factories.dialogues import AgendaItemFactory
from tests.factories.goals import ObjectiveFactory
from tests.factories.library import EditionFactory, FrameworkFactory, QuestionFactory

pytestmark = pytest.mark.django_db

NEW = {"name": "Sales", "code": "sales", "kind": "department", "minutes": "45", "with_core": "on"}


@pytest.fixture
def ciso(clients):
    return clients["ciso"]


@pytest.fixture
def edition(cast):
    edition = EditionFactory(framework__code="sales", framework__name="Sales")
    for place, text in enumerate(("One?", "Two?", "Three?"), start=1):
        QuestionFactory(edition=edition, text=text, position=place)
    return edition


def at(name, *args):
    return reverse(f"dialogues:{name}", args=args)


def drafted(ciso) -> Edition:
    ciso.post(at("template_draft", "sales"))
    return Edition.objects.get(framework__code="sales", published_on=None)


def texts(edition):
    return list(edition.questions.values_list("text", flat=True))


def test_a_new_template_is_entered_given_questions_and_published(ciso, cast):
    answer = ciso.post(at("template_new"), NEW)
    assert answer["Location"] == at("template_draft", "sales")
    for text in ("What hurts?", "What helps?"):
        answer = ciso.post(at("question_new", "sales"), {"text": text, "minutes": "5"})
        assert answer.status_code == 302
    framework = Framework.objects.get(code="sales")
    assert questions_for(framework, []) == []
    answer = ciso.post(at("template_publish", "sales"), {"note": "The first"}, follow=True)
    assert "Edition 1 is asked from now on" in answer.text
    assert [one.text for one in questions_for(framework, [])] == ["What hurts?", "What helps?"]
    assert current_edition(framework).note == "The first"


def test_a_draft_begins_with_what_is_asked_now_and_leaves_that_alone(ciso, edition):
    draft = drafted(ciso)
    assert (draft.number, texts(draft)) == (2, texts(edition))
    ciso.post(at("question_edit", draft.questions.first().pk), sent(draft.questions.first(), text="First?"))
    assert texts(draft) == ["First?", "Two?", "Three?"]
    assert texts(edition) == ["One?", "Two?", "Three?"]
    assert [one.text for one in questions_for(edition.framework, [])] == ["One?", "Two?", "Three?"]
    assert drafted(ciso) == draft


def sent(question, **changes):
    return {"text": question.text, "revision": question.revision} | changes


def test_an_opened_talk_keeps_its_agenda_whatever_becomes_of_the_template(ciso, edition):
    question = edition.questions.first()
    item = AgendaItemFactory(text=question.text, question=question)
    draft = drafted(ciso)
    copy = draft.questions.first()
    ciso.post(at("question_edit", copy.pk), sent(copy, text="Something else?"))
    ciso.post(at("question_remove", draft.questions.last().pk))
    ciso.post(at("template_publish", "sales"))
    ciso.post(at("template_retire", "sales"))
    item.refresh_from_db()
    assert (item.text, item.question.text, item.revision) == ("One?", "One?", 1)


@pytest.mark.parametrize("name", ["question_edit", "question_move", "question_remove"])
def test_a_published_question_cannot_be_changed(ciso, edition, name):
    question = edition.questions.first()
    assert ciso.post(at(name, question.pk), sent(question, text="Other?")).status_code == 404
    assert texts(edition) == ["One?", "Two?", "Three?"]


def test_questions_are_moved_up_and_down_as_far_as_there_is_room(ciso, edition):
    draft = drafted(ciso)
    first, _, last = draft.questions.all()
    ciso.post(at("question_move", first.pk), {"to": "down"})
    assert texts(draft) == ["Two?", "One?", "Three?"]
    ciso.post(at("question_move", last.pk), {"to": "down"})
    ciso.post(at("question_move", last.pk), {"to": "sideways"})
    assert texts(draft) == ["Two?", "One?", "Three?"]
    ciso.post(at("question_move", last.pk), {"to": "up"})
    assert texts(draft) == ["Two?", "Three?", "One?"]


def test_moving_by_htmx_answers_with_the_list_in_its_new_order(ciso, edition):
    draft = drafted(ciso)
    headers = {"HX-Request": "true", "HX-Target": "_draft_questions"}
    answer = ciso.post(at("question_move", draft.questions.first().pk), {"to": "down"}, headers=headers)
    assert answer.text.index("Two?") < answer.text.index("One?")
    assert answer.text.lstrip().startswith('<section class="sec" id="_draft_questions"')


def test_a_removed_question_can_be_had_back(ciso, edition):
    draft = drafted(ciso)
    answer = ciso.post(at("question_remove", draft.questions.first().pk), follow=True)
    assert texts(draft) == ["Two?", "Three?"]
    undo = answer.context["messages"]._loaded_data[0].extra_tags
    ciso.post(undo)
    assert texts(draft) == ["One?", "Two?", "Three?"]


def test_a_removed_question_does_not_come_back_into_a_published_edition(ciso, edition):
    draft = drafted(ciso)
    answer = ciso.post(at("question_remove", draft.questions.first().pk), follow=True)
    undo = answer.context["messages"]._loaded_data[0].extra_tags
    ciso.post(at("template_publish", "sales"))
    assert ciso.post(undo).status_code == 404
    assert texts(draft) == ["Two?", "Three?"]


def test_a_draft_that_asks_the_same_is_not_published(ciso, edition):
    drafted(ciso)
    answer = ciso.post(at("template_publish", "sales"))
    assert answer.status_code == 422
    assert "exactly what is asked now" in answer.text


def test_an_empty_draft_is_not_published(ciso, cast):
    ciso.post(at("template_new"), NEW)
    answer = ciso.post(at("template_publish", "sales"))
    assert answer.status_code == 422
    assert "no question in it yet" in answer.text


def test_a_draft_is_thrown_away_but_not_the_only_edition(ciso, edition):
    drafted(ciso)
    ciso.post(at("template_discard", "sales"))
    assert list(edition.framework.editions.all()) == [edition]
    ciso.post(at("template_new"), NEW | {"code": "legal", "name": "Legal"})
    answer = ciso.post(at("template_discard", "legal"), follow=True)
    assert "Retire the template instead" in answer.text
    assert Edition.objects.filter(framework__code="legal").exists()


def test_what_everybody_is_asked_serves_an_objective(ciso, cast):
    core = QuestionFactory(core=True, edition__framework__code="core").edition.framework
    ciso.post(at("template_draft", "core"))
    answer = ciso.post(at("question_new", "core"), {"text": "And?"})
    assert answer.status_code == 422
    objective = ObjectiveFactory()
    ciso.post(at("question_new", "core"), {"text": "And?", "objective": objective.pk})
    assert Question.objects.filter(text="And?", edition__framework=core).exists()
    assert "Every talk begins with it" in ciso.post(at("template_retire", "core"), follow=True).text


@pytest.mark.parametrize(
    "wrong",
    [
        {"code": "new"},
        {"code": "two words"},
        {"minutes": "0"},
        {"minutes": "soon"},
        {"name": ""},
        {"kind": "odd"},
        {"name": "x\0"},
    ],
)
def test_a_template_that_cannot_be_is_refused_and_nothing_is_lost(ciso, cast, wrong):
    answer = ciso.post(at("template_new"), NEW | {"purpose": "Kept while I correct"} | wrong)
    assert answer.status_code == 422
    assert "Kept while I correct" in answer.text
    assert not Framework.objects.exists()


def test_a_short_name_is_taken_once_ignoring_case(ciso, edition):
    answer = ciso.post(at("template_new"), NEW | {"code": "SALES"})
    assert "Another template has this short name" in answer.text


def test_the_same_question_is_asked_once_in_an_edition(ciso, edition):
    drafted(ciso)
    answer = ciso.post(at("question_new", "sales"), {"text": "one?"})
    assert answer.status_code == 422
    assert "asked in this edition already" in answer.text


def test_two_who_change_a_question_at_once_see_both_versions(ciso, clients, edition):
    question = drafted(ciso).questions.first()
    opened = question.revision
    clients["admin"].post(at("question_edit", question.pk), sent(question, text="Theirs?"))
    answer = ciso.post(at("question_edit", question.pk), {"text": "Mine?", "revision": opened})
    assert answer.status_code == 409
    assert "Theirs?" in answer.text
    assert "Mine?" in answer.text


def test_who_writes_a_question_does_not_notice_that_somebody_puts_them_in_order(ciso, clients, edition):
    draft = drafted(ciso)
    first, second, third = draft.questions.all()
    clients["admin"].post(at("question_move", first.pk), {"to": "down"})
    for question, text in ((first, "Mine?"), (second, "Mine as well?")):
        answer = ciso.post(at("question_edit", question.pk), {"text": text, "revision": question.revision})
        assert answer.status_code == 302
    assert texts(draft) == ["Mine as well?", "Mine?", "Three?"]
    assert draft.questions.get(pk=third.pk).revision == third.revision
    # Moved, and written anew: the words still differ.
    clients["admin"].post(at("question_edit", third.pk), sent(third, text="Theirs?"))
    clients["admin"].post(at("question_move", third.pk), {"to": "up"})
    answer = ciso.post(at("question_edit", third.pk), {"text": "Mine too?", "revision": third.revision})
    assert answer.status_code == 409


def test_moving_a_question_past_the_end_writes_nothing(ciso, edition):
    draft = drafted(ciso)
    before = [(one.pk, one.revision) for one in draft.questions.all()]
    ciso.post(at("question_move", draft.questions.last().pk), {"to": "down"})
    draft.refresh_from_db()
    assert [(one.pk, one.revision) for one in draft.questions.all()] == before
    assert draft.revision == 1


def test_editions_are_compared(ciso, edition):
    assert "nothing to compare it with" in ciso.get(at("template_compare", "sales")).text
    draft = drafted(ciso)
    first, second, third = draft.questions.all()
    ciso.post(at("question_remove", second.pk))
    ciso.post(at("question_move", third.pk), {"to": "up"})
    first.refresh_from_db()
    ciso.post(at("question_edit", first.pk), sent(first, minutes="9"))
    answer = ciso.get(at("template_compare", "sales"), {"from": "1", "to": "2"})
    assert "1 changed" in answer.text
    assert "1 gone" in answer.text
    assert "choose another one" in ciso.get(at("template_compare", "sales"), {"from": "2", "to": "2"}).text
    assert ciso.get(at("template_compare", "sales"), {"from": "7"}).status_code == 404
    assert "1 gone" in ciso.get(at("template_compare", "sales")).text


def test_a_retired_template_stays_readable_and_can_be_offered_again(ciso, edition):
    ciso.post(at("template_retire", "sales"))
    assert "No longer offered" in ciso.get(at("templates")).text
    assert "One?" in ciso.get(at("template", "sales")).text
    ciso.post(at("template_retire", "sales"))
    edition.framework.refresh_from_db()
    assert edition.framework.retired_on is None


def test_ready_made_matter_is_brought_in_from_the_empty_list(ciso, cast):
    assert "Bring in the ready-made ones" in ciso.get(at("templates")).text
    answer = ciso.post(at("bring"), follow=True)
    assert "12 agenda templates" in answer.text
    assert "Marketing and communication" in ciso.get(at("templates")).text
    assert "Everything ready-made is here already" in ciso.post(at("bring"), follow=True).text


def test_an_auditor_reads_and_is_offered_no_change(clients, edition):
    page = clients["auditor"].get(at("template", "sales")).text
    assert "One?" in page
    assert "Edit the questions" not in page
    assert "New template" not in clients["auditor"].get(at("templates")).text


def test_the_list_says_what_is_drafted(ciso, edition):
    FrameworkFactory(name="Never published")
    drafted(ciso)
    page = ciso.get(at("templates")).text
    assert "draft 2" in page
    assert "not published yet" in page
