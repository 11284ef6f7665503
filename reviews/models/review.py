"""The review of one department: who is to answer, what was shown, what was answered."""

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models

from common.audience import DEPARTMENT, Audiences
from common.history import TrackedModel, TrackedQuerySet
from contacts.models import Contact
from reviews.choices import ByRight, Channel, Outcome, Part, PartAnswer
from reviews.models.cycle import Cycle
from reviews.queries import UnitReviewQuerySet
from units.models import Unit


class UnitReview(TrackedModel):
    """Open while it has no outcome; a department has at most one open review.

    `shown` is what stood on the screen when it was answered: `{"parts": [{"key", "label", "lines": [...]}], "changes":
    [...], "at": ...}`, words only, and `shown_sha256` the SHA-256 of its canonical JSON.
    """

    audiences = Audiences(DEPARTMENT)
    silent_fields = ("answered_at", "shown", "shown_sha256", "asked_at", "nudged_at")

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="reviews")
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="department", related_name="reviews")
    reviewer = models.ForeignKey(
        Contact, models.PROTECT, verbose_name="who answers", null=True, blank=True, related_name="reviews"
    )
    by_right = models.CharField("why they", max_length=10, choices=ByRight.choices, blank=True)
    note = models.CharField("note", max_length=500, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True, editable=False)
    nudged_at = models.DateTimeField(null=True, blank=True, editable=False)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True, editable=False)
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    channel = models.CharField("how", max_length=10, choices=Channel.choices, blank=True)
    spoke_with = models.CharField("whose answer it is", max_length=200, blank=True)
    remarks = models.TextField(
        "anything else", blank=True, max_length=2000, validators=[MaxLengthValidator(2000)]
    )
    shown = models.JSONField("what was on screen", default=dict, editable=False)
    shown_sha256 = models.CharField(max_length=64, blank=True, editable=False)

    objects = UnitReviewQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["cycle", "unit"], name="unit_reviewed_once_a_cycle"),
            models.UniqueConstraint(
                fields=["unit"], condition=models.Q(outcome=""), name="unit_in_one_open_review"
            ),
            models.CheckConstraint(
                name="review_answered_with_an_outcome",
                condition=models.Q(outcome="", answered_at__isnull=True)
                | models.Q(answered_at__isnull=False) & ~models.Q(outcome=""),
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "-answered_at"], name="review_of_unit_by_time"),
            models.Index(fields=["reviewer"], condition=models.Q(outcome=""), name="review_waiting"),
        ]

    def __str__(self):
        return f"{self.cycle}: {self.unit}"

    def record_subjects(self):
        return [f"unitreview:{self.pk}", f"unit:{self.unit_id}"]

    @classmethod
    def visible_versions(cls, versions, user):
        return versions.filter(id__in=cls.objects.visible_to(user).values("id"))

    @property
    def answered(self) -> bool:
        return self.outcome not in ("", Outcome.NO_ANSWER)


class PartReview(TrackedModel):
    """One part of a record, as it was answered. The newest of a part says how old what we know of it is.

    `dropped` holds what they say is no longer theirs, `{"kind", "pk", "label", "settled"}` each: it stays on the list
    until the security team takes it off (`settled` "removed") or keeps it ("kept").
    """

    audiences = Audiences(DEPARTMENT)

    review = models.ForeignKey(UnitReview, models.CASCADE, related_name="parts")
    part = models.CharField(max_length=10, choices=Part.choices)
    answer = models.CharField(max_length=10, choices=PartAnswer.choices)
    note = models.CharField(max_length=500, blank=True)
    dropped = models.JSONField("no longer theirs, they say", default=list, blank=True)

    objects = TrackedQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        constraints = [models.UniqueConstraint(fields=["review", "part"], name="part_reviewed_once")]

    def __str__(self):
        return f"{self.get_part_display()}: {self.get_answer_display().lower()}"

    def record_subjects(self):
        return [f"unitreview:{self.review_id}", f"unit:{self.review.unit_id}"]

    @classmethod
    def visible_versions(cls, versions, user):
        return versions.filter(review_id__in=UnitReview.objects.visible_to(user).values("id"))
