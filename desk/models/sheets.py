"""Files brought in, kept with what became of them, and how foreign files are read."""

import hashlib
from collections import abc

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower

from common.sheets.findings import Findings, unpacked

# Kind of sheet → permission of those who bring such files in, and see what was brought in.
IMPORTERS = {
    "units": "units.import_unit",
    "assets": "units.import_value",
    "processes": "units.import_value",
    "dependencies": "units.import_value",
    "contacts": "contacts.import_contact",
    "successions": "overview.reorganise",
}


def kinds_for(user) -> list[str]:
    return [kind for kind, codename in IMPORTERS.items() if user.has_perm(codename)]


class SheetQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everything of those kinds of sheet that `user` may bring in."""
        return self.filter(kind__in=kinds_for(user))


class SheetImportQuerySet(SheetQuerySet):
    def light(self):
        """Without the file and the findings, which can be large."""
        return self.defer("content", "findings_packed")


class SheetImport(models.Model):
    """One file, how it was read, what it would do, and whether it was brought in.

    The file itself lies here: web processes share no disk, and a corrected mapping needs no second upload.
    """

    untracked_because = "It is itself the record of one import; what the import wrote is tracked."

    class State(models.TextChoices):
        UPLOADED = "uploaded", "To be matched"
        CHECKED = "checked", "Checked, not brought in"
        APPLIED = "applied", "Brought in"
        UNDONE = "undone", "Brought in and undone"

    kind = models.CharField(max_length=20)
    file_name = models.CharField(max_length=200)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    state = models.CharField(max_length=10, choices=State.choices, default=State.UPLOADED)
    # How the bytes become rows: encoding, delimiter, line of the headers … as detected, or as a person said.
    reading = models.JSONField(default=dict)
    # Facts about the columns of the file, so that a page need not read the file.
    facts = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    # Counts of what the file would do or did; the findings behind them; a digest of both.
    outcome = models.JSONField(default=dict)
    findings_packed = models.BinaryField(default=bytes)
    fingerprint = models.CharField(max_length=64, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)

    reason = models.CharField(max_length=500, blank=True)
    # The save in the record that holds all changes of this import.
    record_group = models.UUIDField(null=True, blank=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    # Codes of what the file no longer mentions and is to be closed along with it.
    closing = models.JSONField(default=list)
    # Where a worker checks it, brings it in or takes it back: how far that is.
    job = models.ForeignKey("desk.Job", models.SET_NULL, null=True, blank=True, related_name="+")

    undo_reason = models.CharField(max_length=500, blank=True)
    undo_group = models.UUIDField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = SheetImportQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["kind", "-uploaded_at"])]

    def __str__(self):
        return self.file_name

    def hold(self, content: bytes) -> None:
        """Takes the file in."""
        self.content = content
        self.size = len(content)
        self.sha256 = hashlib.sha256(content).hexdigest()

    def note(self, found: Findings) -> None:
        """Takes in what the file would do. The same counts and findings always give the same fingerprint."""
        self.outcome = found.outcome
        self.findings_packed, self.fingerprint = found.packed()

    @property
    def findings(self) -> abc.Mapping[str, abc.Sequence]:
        """{part: its entries}, unpacked as they are asked for; nothing where the file is no longer kept."""
        return unpacked(self.findings_packed) if self.findings_packed else {}

    @property
    def is_applied(self) -> bool:
        """Whether it was brought in, also where that was taken back later."""
        return self.state in (self.State.APPLIED, self.State.UNDONE)


class Mapping(models.Model):
    """How files from one source are read, kept under the name of the source."""

    untracked_because = "Every import keeps its own copy of the mapping it was read with."

    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=100)
    rules = models.JSONField()
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = SheetQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("kind", Lower("name"), name="mapping_name")]

    def __str__(self):
        return self.name
