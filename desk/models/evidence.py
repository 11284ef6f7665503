"""What seals the record: anchors of the chain over all versions, and what authorised redactions changed behind them.

The database lets nobody change or remove a row of these (`desk/migrations/_guards.py`).
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.audiences import AUDIENCES, audiences_of
from accounts.roles import Role
from common.audience import TEAM, Audiences
from common.history import TrackedModel, TrackedQuerySet
from desk.models.redaction import Redaction


class EvidenceShape(models.Model):
    """Which columns make up the line of a version, table by table, when an anchor was taken: columns that the program
    adds later are no part of what was sealed before."""

    untracked_because = "It says how lines were read, and is itself sealed by the anchors that name it."

    columns = models.JSONField()
    digest = models.CharField(max_length=64, unique=True)

    def __str__(self):
        return self.digest[:12]


class EvidenceAnchor(models.Model):
    """One link of the chain: everything dated after the previous anchor's moment, up to this one's.

    `tables`: name of the table of versions → {"versions": how many, "digest": SHA-256 over their lines}.
    `redactions`: the same of the log of redactions, with the number of its last entry.
    """

    untracked_because = (
        "It seals the record from outside of it; the database lets nobody change or remove a row."
    )

    number = models.PositiveIntegerField(unique=True)
    previous = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="following")
    made_at = models.DateTimeField()
    actor = models.CharField(max_length=200)
    up_to = models.DateTimeField()
    versions = models.PositiveBigIntegerField()
    total = models.PositiveBigIntegerField()
    shape = models.ForeignKey(EvidenceShape, models.PROTECT, related_name="anchors")
    tables = models.JSONField()
    redactions = models.JSONField()
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(previous__isnull=False) | Q(number=1), name="evidence_anchor_in_a_chain"
            ),
        ]

    def __str__(self):
        return f"Anchor {self.number}"


class RedactedVersion(models.Model):
    """One version that an authorised redaction changed, and the digests of its line before and after: what was sealed
    can still be proved, what was taken out cannot be read. Empty where the version was not sealed yet."""

    untracked_because = (
        "It is part of the log of redactions; the database lets nobody change or remove a row."
    )

    redaction = models.ForeignKey(Redaction, models.PROTECT, related_name="reached")
    table = models.CharField(max_length=100)
    version = models.BigIntegerField()
    before = models.CharField(max_length=64, blank=True)
    after = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["redaction", "table", "version"], name="redacted_version_once")
        ]
        indexes = [models.Index(fields=["table", "version"], name="redacted_version_by_table")]

    def __str__(self):
        return f"{self.table} {self.version}"


def roles_within(user) -> list[str]:
    """Roles that may read no more than `user` may: what they took out holds nothing that is kept from `user`."""
    readable = audiences_of(user)
    return [role for role, theirs in AUDIENCES.items() if theirs <= readable]


class EvidenceExportQuerySet(TrackedQuerySet):
    def visible_to(self, user):
        if not user.has_perm("desk.take_evidence"):
            return self.none()
        return self.filter(role__in=roles_within(user))


class EvidenceExport(TrackedModel):
    """One file of evidence that somebody took: who, when, of what, and the hashes by which the file is known again.

    `role` is the one its taker had: it decided what the file holds.
    """

    audiences = Audiences(TEAM)

    taken_at = models.DateTimeField("taken")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=Role.choices)
    # As its first line says them: kinds, period, department, seed, size, day of the rights.
    parameters = models.JSONField()
    population = models.PositiveBigIntegerField("versions to choose from")
    chosen = models.PositiveBigIntegerField("versions chosen")
    lines = models.PositiveBigIntegerField("lines")
    size = models.PositiveBigIntegerField("bytes")
    sha256 = models.CharField("SHA-256 of the file", max_length=64)
    hash = models.CharField("last hash of the file", max_length=64)
    anchor = models.ForeignKey(EvidenceAnchor, models.PROTECT, null=True, blank=True, related_name="exports")

    objects = EvidenceExportQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        indexes = [models.Index(fields=["-taken_at", "-id"], name="evidence_export_by_time")]

    def __str__(self):
        return f"Evidence taken by {self.by}"

    @classmethod
    def visible_versions(cls, versions, user):
        if not user.has_perm("desk.take_evidence"):
            return versions.none()
        return versions.filter(role__in=roles_within(user))


class EvidencePart(models.Model):
    """A piece of the file of one export. The pieces go when their time has run out; what the file was stays known."""

    untracked_because = "It holds copies of versions of the record, for some weeks."

    export = models.ForeignKey(EvidenceExport, models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["export", "number"], name="evidence_part_once")]

    def __str__(self):
        return f"Part {self.number} of {self.export_id}"
