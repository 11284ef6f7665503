"""What talks are prepared with: agenda templates and their questions, cases, explained words."""

import factory

from dialogues.choices import FrameworkKind, ScenarioKind, TermSide
from dialogues.models import Edition, Framework, Question, Scenario, Term
from tests.factories.base import RecordedFactory
from tests.factories.goals import ObjectiveFactory
from tests.factories.units import in_days


class FrameworkFactory(RecordedFactory):
    """A template without any edition; `core` is the one whose questions everybody is asked."""

    class Meta:
        model = Framework

    class Params:
        core = factory.Trait(kind=FrameworkKind.CORE, with_core=False)
        shape = factory.Trait(kind=FrameworkKind.SHAPE, minutes=90)
        retired = factory.Trait(retired_on=in_days(-30))

    code = factory.Sequence(lambda n: f"template-{n}")
    name = factory.Sequence(lambda n: f"Template {n}")
    purpose = "What it is for, in a sentence."


class EditionFactory(RecordedFactory):
    """Published a month ago."""

    class Meta:
        model = Edition

    class Params:
        draft = factory.Trait(published_on=None)

    framework = factory.SubFactory(FrameworkFactory)
    number = 1
    published_on = in_days(-30)


class QuestionFactory(RecordedFactory):
    """Asked everywhere the template is used; `core` belongs to the core template and serves an objective."""

    class Meta:
        model = Question

    class Params:
        core = factory.Trait(
            edition=factory.SubFactory(EditionFactory, framework__core=True),
            objective=factory.SubFactory(ObjectiveFactory),
        )

    edition = factory.SubFactory(EditionFactory)
    position = factory.Sequence(lambda n: n + 1)
    text = factory.Sequence(lambda n: f"What must not go wrong in part {n}?")


class ScenarioFactory(RecordedFactory):
    """A case study that is offered everywhere."""

    class Meta:
        model = Scenario

    class Params:
        inject = factory.Trait(kind=ScenarioKind.INJECT)
        retired = factory.Trait(retired_on=in_days(-30))

    title = factory.Sequence(lambda n: f"Case {n}")
    text = "On a Friday afternoon the shared mailbox stops."
    ask = "Who notices first?"


class TermFactory(RecordedFactory):
    class Meta:
        model = Term

    class Params:
        business = factory.Trait(side=TermSide.BUSINESS)

    word = factory.Sequence(lambda n: f"Word{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}{n}")
    meaning = "What it means, in other words."
