"""Taking back a removal from the library: a word, or a question of a draft."""

import uuid

from django.db import transaction

from common.history import recording
from common.history.undoing import tracked_models, undo
from dialogues.models import Edition, Question, Term


def is_removal(group: uuid.UUID) -> bool:
    """Whether the save did nothing but remove words, and questions of what is a draft still."""
    found = False
    for model in tracked_models():
        for version in model.history.model.objects.filter(history_group=group):
            found = True
            if version.history_type != "-" or not _may_come_back(model, version):
                return False
    return found


def _may_come_back(model, version) -> bool:
    if model is Question:
        return Edition.objects.filter(pk=version.edition_id, published_on__isnull=True).exists()
    return model is Term


@transaction.atomic
def undo_removal(group: uuid.UUID, *, by) -> None:
    """Raises CannotUndo. The caller has asked `is_removal`."""
    with recording(by=by, reason="Undone in the library"):
        undo(group, by=by, reason="Undone")
