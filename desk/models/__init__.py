"""What jobs and people keep for themselves. Nothing here is business content."""

from desk.models.evidence import EvidenceAnchor, EvidenceExport, EvidencePart, EvidenceShape, RedactedVersion
from desk.models.heartbeat import Heartbeat
from desk.models.job import Job
from desk.models.redaction import Redaction
from desk.models.sheets import Mapping, SheetImport
from desk.models.snooze import Snooze
from desk.models.views import DefaultView, SavedView

__all__ = [
    "DefaultView",
    "EvidenceAnchor",
    "EvidenceExport",
    "EvidencePart",
    "EvidenceShape",
    "Heartbeat",
    "Job",
    "Mapping",
    "RedactedVersion",
    "Redaction",
    "SavedView",
    "SheetImport",
    "Snooze",
]
