"""The demo's two reviews: one closed with its summary, one open that waits for Marketing."""

from datetime import datetime, time

import pytest
from django.utils import timezone

from overview.review.page import ReviewPage
from reviews import summary
from reviews.board import totals
from reviews.models import Cycle, UnitReview
from tests.overview.demo.day import DAY

pytestmark = pytest.mark.django_db


def test_the_closed_review_was_answered_by_most_and_keeps_its_summary(demo):
    closed = Cycle.objects.closed().get()
    found = totals(closed.reviews.all())
    assert found.answered > found.all / 2
    assert found["no_answer"]
    assert found["changed"]
    assert summary.digest(closed.summary.content) == closed.summary.sha256
    assert closed.reviews.filter(channel="phone").exists()


def test_the_open_review_waits_for_some_and_marketing_needs_one_click(demo):
    review = UnitReview.objects.waiting_for(demo.people["clara.whitfield"]).get()
    assert review.unit.code == "MKT"
    assert review.cycle.follows == Cycle.objects.closed().get()
    noon = timezone.make_aware(datetime.combine(DAY, time(12)))
    page = ReviewPage(review, demo.people["clara.whitfield"], now=noon)
    assert [part.part for part in page.parts if part.asks] == []
    found = totals(review.cycle.reviews.all())
    assert 0 < found.answered < found.all
    assert found["not_mine"] == 1
