"""The ready-made matter: that it is whole and fits, and that bringing it in again adds nothing."""

import pytest
from django.utils import timezone

from common.history import recording
from dialogues.actions.ready_made import bring
from dialogues.asking import current_edition, questions_for
from dialogues.choices import FrameworkKind
from dialogues.models import Framework, Question, Scenario, Term
from dialogues.ready_made.aims import AIMS
from dialogues.ready_made.templates import TEMPLATES
from goals.choices import CsfFunction
from goals.models import Objective

pytestmark = pytest.mark.django_db


def brought(cast):
    return bring(by=cast.ciso, at=timezone.now())


def test_everything_comes_in_and_would_pass_the_forms(cast):
    counts = brought(cast)
    assert counts == {"objectives": 11, "templates": 12, "cases": 16, "words": 56}
    for model in (Objective, Framework, Question, Scenario, Term):
        for row in model.objects.all():
            row.full_clean()
            assert row.history.get().history_actor == str(cast.ciso)


def test_bringing_it_in_again_adds_nothing(cast):
    brought(cast)
    assert set(brought(cast).values()) == {0}
    assert Question.objects.count() == sum(len(one.questions) for one in TEMPLATES)


def test_what_was_renamed_or_changed_since_stays_as_it_is(cast, renamed):
    brought(cast)
    case = renamed(Scenario.objects.get(title="The laptop on the 17:52"), title="The bag on the train")
    word = renamed(Term.objects.get(word="Phishing"), meaning="Ours")
    aim = renamed(Objective.objects.first(), name="In our own words")
    template = renamed(Framework.objects.get(code="sales"), code="selling", name="Selling")
    assert set(brought(cast).values()) == {0}
    for row, name in ((case, "title"), (word, "meaning"), (aim, "name"), (template, "code")):
        kept = getattr(row, name)
        row.refresh_from_db()
        assert getattr(row, name) == kept


def test_an_own_core_template_is_not_joined_by_a_second(cast):
    own = Framework(code="ours", name="Ours", kind=FrameworkKind.CORE, with_core=False)
    with recorded(cast):
        own.save()
    assert brought(cast)["templates"] == len(TEMPLATES) - 1
    assert Framework.objects.get(kind=FrameworkKind.CORE) == own


def test_objectives_cover_every_function_and_what_everybody_is_asked_serves_one(cast):
    brought(cast)
    assert {aim.function for aim in AIMS} == set(CsfFunction.values)
    core = {ask.serves for one in TEMPLATES if one.kind == FrameworkKind.CORE for ask in one.questions}
    assert "" not in core
    assert len(core) >= 6


def test_each_talk_fits_into_its_time(cast):
    brought(cast)
    for framework in Framework.objects.exclude(kind=FrameworkKind.CORE):
        asked = questions_for(framework, [cast.unit])
        own = [one for one in asked if one.edition_id == current_edition(framework).pk]
        assert 6 <= len(own) <= 9, framework
        assert sum(one.minutes for one in asked) <= framework.minutes, framework


def recorded(cast):
    return recording(by=cast.ciso, reason="Ours")


@pytest.fixture
def renamed(cast):
    def change(row, **values):
        with recorded(cast):
            for name, value in values.items():
                setattr(row, name, value)
            row.save()
        return row

    return change
