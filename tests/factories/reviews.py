"""Reviews of records, and how far departments are with their habits."""

import factory
from django.utils import timezone

from goals.choices import CsfFunction
from reviews.choices import ByRight, Channel, CycleState, MilLevel, Outcome, Part, PartAnswer
from reviews.models import (
    Arrangement,
    AssessmentInsight,
    AssessmentPromise,
    Cycle,
    CycleSummary,
    MaturityAssessment,
    PartReview,
    Practice,
    UnitReview,
)
from tests.factories.accounts import UserFactory
from tests.factories.base import RecordedFactory
from tests.factories.contacts import ContactFactory
from tests.factories.dialogues import CommitmentFactory, InsightFactory
from tests.factories.units import UnitFactory, in_days

NOW = factory.LazyFunction(timezone.now)


class CycleFactory(RecordedFactory):
    """Open since last week, due in three weeks."""

    class Meta:
        model = Cycle

    class Params:
        planned = factory.Trait(
            state=CycleState.PLANNED, opens_on=in_days(10), due_on=in_days(40), opened_at=None, opened_by=None
        )
        closed = factory.Trait(
            state=CycleState.CLOSED,
            opens_on=in_days(-90),
            due_on=in_days(-60),
            closed_at=NOW,
            closed_by=factory.SubFactory(UserFactory),
        )

    name = factory.Sequence(lambda n: f"Review {n}")
    opens_on = in_days(-7)
    due_on = in_days(21)
    state = CycleState.OPEN
    run_by = factory.SubFactory(UserFactory)
    opened_at = NOW
    opened_by = factory.SelfAttribute("run_by")


class ArrangementFactory(RecordedFactory):
    """A department that is left out; with a `reviewer` one for which somebody else answers."""

    class Meta:
        model = Arrangement

    cycle = factory.SubFactory(CycleFactory, planned=True)
    unit = factory.SubFactory(UnitFactory)
    reason = "It is being wound up"


class CycleSummaryFactory(RecordedFactory):
    class Meta:
        model = CycleSummary

    cycle = factory.SubFactory(CycleFactory, closed=True)
    frozen_at = NOW
    content = factory.LazyFunction(dict)
    pdf = b"%PDF-1.7"
    sha256 = "0" * 64
    record_hash = "0" * 64


class UnitReviewFactory(RecordedFactory):
    """Waiting for the answer of somebody with responsibility for the department."""

    class Meta:
        model = UnitReview

    class Params:
        confirmed = factory.Trait(
            outcome=Outcome.CONFIRMED,
            channel=Channel.PAGE,
            answered_at=NOW,
            answered_by=factory.SubFactory(UserFactory, head=True),
        )

    cycle = factory.SubFactory(CycleFactory)
    unit = factory.SubFactory(UnitFactory)
    reviewer = factory.SubFactory(ContactFactory)
    by_right = ByRight.HEAD
    asked_at = NOW


class PartReviewFactory(RecordedFactory):
    class Meta:
        model = PartReview

    review = factory.SubFactory(UnitReviewFactory, confirmed=True)
    part = Part.NEEDS
    answer = PartAnswer.CORRECT


class PracticeFactory(RecordedFactory):
    class Meta:
        model = Practice

    class Params:
        retired = factory.Trait(retired_on=in_days(-30))

    name = factory.Sequence(lambda n: f"Practice {n}")
    function = CsfFunction.PROTECT
    why = "What a department gains by it."
    not_yet = "Nobody does it."
    ad_hoc = "Somebody does it when they think of it."
    documented = "It is written down who does it, and when."
    managed = "It is done, looked after and made better."


class MaturityAssessmentFactory(RecordedFactory):
    class Meta:
        model = MaturityAssessment

    unit = factory.SubFactory(UnitFactory)
    practice = factory.SubFactory(PracticeFactory)
    level = MilLevel.AD_HOC
    target = MilLevel.DOCUMENTED
    evidence = "A list in the team's shared folder."
    assessed_by = factory.SubFactory(UserFactory)
    assessed_on = in_days(-10)


class AssessmentInsightFactory(RecordedFactory):
    class Meta:
        model = AssessmentInsight

    assessment = factory.SubFactory(MaturityAssessmentFactory)
    insight = factory.SubFactory(InsightFactory)


class AssessmentPromiseFactory(RecordedFactory):
    class Meta:
        model = AssessmentPromise

    assessment = factory.SubFactory(MaturityAssessmentFactory)
    commitment = factory.SubFactory(CommitmentFactory)
