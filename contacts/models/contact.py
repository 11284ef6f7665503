"""A person of the organisation, whether or not they sign in."""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower, Upper

from accounts.models import validate_time_zone
from common.audience import CALL, DEPARTMENT, TEAM, Audiences
from common.history import TrackedModel
from contacts import rules
from contacts.choices import Channel
from contacts.queries import ContactQuerySet
from units.models import Unit
from units.words import folded


class Contact(TrackedModel):
    """An entry of the directory. It grants no access: `user` only says who signs in as this person."""

    audiences = Audiences(
        DEPARTMENT,
        id=CALL, name=CALL, email=CALL, phone=CALL, phone_confirmed_on=CALL, title=CALL, preferred_channel=CALL,
        time_zone=CALL, home_unit=CALL, left_on=CALL,
        personnel_number=TEAM, user=TEAM, merged_into=TEAM,
    )  # fmt: skip
    untracked_fields = ("words",)
    words_of = ("name", "email", "title", "location")

    personnel_number = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=200)
    email = models.EmailField("e-mail", max_length=254, blank=True)
    phone = models.CharField(max_length=40, blank=True, validators=[rules.validate_phone])
    phone_confirmed_on = models.DateField("number confirmed on", null=True, blank=True)
    title = models.CharField("job title", max_length=200, blank=True)
    location = models.CharField(max_length=200, blank=True)
    time_zone = models.CharField(max_length=40, blank=True, validators=[validate_time_zone])
    preferred_channel = models.CharField(
        "prefers to be reached by", max_length=10, choices=Channel.choices, blank=True
    )
    home_unit = models.ForeignKey(
        Unit, models.PROTECT, verbose_name="department", null=True, blank=True, related_name="people"
    )
    manager = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="reports")
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="signs in as",
        null=True,
        blank=True,
        related_name="contact",
    )
    left_on = models.DateField("last day here", null=True, blank=True)
    # Two entries of one person became one: this is the other, kept as it was.
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="merged_here"
    )
    redacted_on = models.DateField(null=True, blank=True, editable=False)

    # What the word search reads. Nothing a department may not read.
    words = models.TextField(editable=False)

    objects = ContactQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        constraints = [
            models.CheckConstraint(
                name="contact_not_own_manager",
                condition=models.Q(manager__isnull=True) | ~models.Q(manager=models.F("id")),
                violation_error_message="Nobody is their own manager.",
            )
        ]
        indexes = [
            models.Index(Lower("name"), "id", name="contact_by_name"),
            # Counts everybody who is listed, and those who left, without reading them.
            models.Index(
                fields=["left_on"], name="contact_listed", condition=models.Q(merged_into__isnull=True)
            ),
            models.Index(
                Upper("personnel_number"),
                name="contact_by_number",
                condition=~models.Q(personnel_number=""),
            ),
            models.Index(Upper("email"), name="contact_by_email", condition=~models.Q(email="")),
            models.Index(fields=["home_unit", "id"], name="contact_by_unit"),
            GinIndex(SearchVector("words", config="simple"), name="contact_words"),
        ]

    def __str__(self):
        return self.name

    def clean(self):
        if self.phone_confirmed_on and not self.phone:
            raise ValidationError({"phone": "A number that was confirmed is missing."})

    def derive(self):
        self.words = folded(*(getattr(self, name) for name in self.words_of))

    def is_here(self, on) -> bool:
        return self.left_on is None or self.left_on >= on

    def record_subjects(self):
        home = [f"unit:{self.home_unit_id}"] if self.home_unit_id else []
        return [f"contact:{self.pk}", *home]

    @classmethod
    def visible_versions(cls, versions, user):
        if not user.has_perm("contacts.view_contact"):
            return versions.none()
        if user.has_perm("units.view_every_unit"):
            return versions
        return versions.filter(id__in=cls.objects.visible_to(user).values("id"))
