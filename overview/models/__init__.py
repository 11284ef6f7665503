"""What is kept on the roof, one subject a file."""

from overview.models.calls import CallSheet, CallTick, OfflinePack
from overview.models.gaps import GapAssignment, GapDismissal, GapReading
from overview.models.reorganisation import Reorganisation, ReorganisationReader, ReorganisationUnit

__all__ = [
    "CallSheet",
    "CallTick",
    "GapAssignment",
    "GapDismissal",
    "GapReading",
    "OfflinePack",
    "Reorganisation",
    "ReorganisationReader",
    "ReorganisationUnit",
]
