"""What is asked in a talk, and which cases are offered for it."""

import pytest

from dialogues.asking import questions_for, scenarios_for
from tests.factories.library import EditionFactory, FrameworkFactory, QuestionFactory, ScenarioFactory
from tests.factories.units import UnitFactory

pytestmark = pytest.mark.django_db


def texts(found):
    return [one.text for one in found]


@pytest.fixture
def core():
    return QuestionFactory(core=True, text="For everybody?").edition.framework


@pytest.fixture
def edition():
    return EditionFactory()


def test_what_everybody_is_asked_comes_first(core, edition):
    QuestionFactory(edition=edition, text="Second?", position=2)
    QuestionFactory(edition=edition, text="First?", position=1)
    assert texts(questions_for(edition.framework, [])) == ["For everybody?", "First?", "Second?"]


def test_a_template_can_do_without_it(core):
    own = QuestionFactory(edition__framework__with_core=False, text="Own?")
    assert texts(questions_for(own.edition.framework, [])) == ["Own?"]


def test_without_a_template_everybody_is_asked_what_everybody_is_asked(core):
    assert texts(questions_for(None, [])) == ["For everybody?"]
    assert texts(questions_for(core, [])) == ["For everybody?"]


def test_without_anything_in_the_library_nothing_is_asked(db):
    assert questions_for(None, []) == []
    assert questions_for(FrameworkFactory(), []) == []


def test_the_edition_published_last_is_asked_and_a_draft_is_not(edition):
    QuestionFactory(edition=edition, text="Old?")
    QuestionFactory(edition=EditionFactory(framework=edition.framework, number=2), text="New?")
    QuestionFactory(edition=EditionFactory(framework=edition.framework, number=3, draft=True), text="Draft?")
    assert texts(questions_for(edition.framework, [])) == ["New?"]


def test_a_question_is_asked_only_where_all_it_is_limited_to_holds(edition):
    unit, team = UnitFactory(), UnitFactory(team=True)
    QuestionFactory(edition=edition, text="Of the unit?", unit=unit)
    QuestionFactory(edition=edition, text="Of teams?", unit_kind="team")
    QuestionFactory(edition=edition, text="Of the theme?", theme="Vendor-Access")
    QuestionFactory(edition=edition, text="Of teams with the theme?", unit_kind="team", theme="vendor-access")
    asked = lambda *args: texts(questions_for(edition.framework, *args))  # noqa: E731
    assert asked([]) == []
    assert asked([unit]) == ["Of the unit?"]
    assert asked([unit, team]) == ["Of the unit?", "Of teams?"]
    assert asked([unit], ["vendor-access"]) == ["Of the unit?", "Of the theme?"]
    assert asked([team], ["vendor-access"]) == ["Of teams?", "Of the theme?", "Of teams with the theme?"]


def test_the_number_of_questions_to_the_database_is_fixed(core, edition, count_queries):
    QuestionFactory.create_batch(3, edition=edition, objective=core.editions.get().questions.get().objective)
    with count_queries() as seen:
        for question in questions_for(edition.framework, [UnitFactory.build()]):
            assert question.objective is None or question.objective.name
            assert question.edition.framework.name
    assert len(seen) == 4


def test_cases_that_fit_best_are_offered_first_and_others_not_at_all(db):
    team = UnitFactory.build(kind="team")
    ScenarioFactory(title="Everywhere")
    ScenarioFactory(title="Teams", unit_kinds=["team"])
    ScenarioFactory(title="Data or people", asset_kinds=["data", "people"])
    ScenarioFactory(title="Theme and data", asset_kinds=["data"], themes=["AI-tools"])
    ScenarioFactory(title="Elsewhere", unit_kinds=["division"], asset_kinds=["facility"], themes=["leavers"])
    ScenarioFactory(title="Retired", retired=True)
    titles = [one.title for one in scenarios_for([team], ["data"], ["ai-tools"])]
    assert titles == ["Theme and data", "Data or people", "Teams", "Everywhere"]
    assert [one.title for one in scenarios_for([])] == ["Everywhere"]
