"""The change record: tracked models, who is writing and why, and the database triggers that keep it evidence.

What the record shows to whom is decided on the roof and beside each model, not here.
"""

from common.history.context import Unrecorded, current_recording, recording
from common.history.tracked import RefusedWrite, StaleSave, TrackedModel, TrackedQuerySet
from common.history.triggers import AppendOnlyHistory

__all__ = [
    "AppendOnlyHistory",
    "RefusedWrite",
    "StaleSave",
    "TrackedModel",
    "TrackedQuerySet",
    "Unrecorded",
    "current_recording",
    "recording",
]
