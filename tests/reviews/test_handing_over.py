"""A department that closes while it is reviewed is asked no more, and the review says why."""

import pytest
from django.utils import timezone

from reviews.actions.handing_over import NOTE, settle_reviews
from reviews.choices import Outcome
from reviews.models import UnitReview
from tests.factories.reviews import UnitReviewFactory

pytestmark = pytest.mark.django_db


def test_open_reviews_end_without_an_answer_and_answered_ones_stay(cast):
    waiting, other = UnitReviewFactory(unit=cast.unit), UnitReviewFactory(unit=cast.foreign)
    now = timezone.now()
    assert settle_reviews(cast.unit, by=cast.admin, at=now, reason="Merged") == 1
    waiting.refresh_from_db()
    other.refresh_from_db()
    assert (waiting.outcome, waiting.answered_at, waiting.note) == (Outcome.NO_ANSWER, now, NOTE)
    assert other.outcome == ""
    assert UnitReview.history.filter(id=waiting.pk).latest().history_change_reason == "Merged"
    assert settle_reviews(cast.unit, by=cast.admin, at=now, reason="Merged") == 0
