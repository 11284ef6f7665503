"""Reviews of records and of security practice, one subject a file."""

from reviews.models.arrangement import Arrangement
from reviews.models.cycle import Cycle, CycleSummary
from reviews.models.practice import AssessmentInsight, AssessmentPromise, MaturityAssessment, Practice
from reviews.models.review import PartReview, UnitReview

__all__ = [
    "Arrangement",
    "AssessmentInsight",
    "AssessmentPromise",
    "Cycle",
    "CycleSummary",
    "MaturityAssessment",
    "PartReview",
    "Practice",
    "UnitReview",
]
