"""The departments of a review as a file."""

from collections.abc import Iterator

from django.utils import timezone

from reviews.choices import Outcome
from reviews.models import UnitReview

HEADERS = (
    "code", "name", "who_answers", "why_they", "asked_at", "asked_again_at", "answer", "answered_at", "answered_by",
    "how", "whose_answer", "what_they_said", "note",
)  # fmt: skip
CHUNK = 1_000


def rows_of(reviews) -> Iterator[list]:
    rows = reviews.select_related("unit", "reviewer", "answered_by").defer("shown")
    for row in rows.iterator(chunk_size=CHUNK):
        yield _line(row)


def _line(row: UnitReview) -> list:
    return [
        row.unit.code, row.unit.name, row.reviewer.name if row.reviewer else "", row.get_by_right_display(),
        _moment(row.asked_at), _moment(row.nudged_at), row.get_outcome_display() or Outcome.NO_ANSWER.label,
        _moment(row.answered_at) if row.answered else None, row.answered_by.name if row.answered_by else "",
        row.get_channel_display(), row.spoke_with, row.remarks, row.note,
    ]  # fmt: skip


def _moment(at):
    return timezone.localtime(at) if at else None
