"""Saves in which somebody changed several rows of a list together: from the record they can be taken back."""

from datetime import date

from django.urls import reverse

from contacts.together import PEOPLE_TOGETHER
from desk.together.undoing import first_saved
from dialogues.together import PROMISES_TOGETHER
from overview.record.saves import Save
from units.together import UNITS_TOGETHER
from units.together_value import ASSETS_TOGETHER, DEPENDENCIES_TOGETHER

KINDS = (UNITS_TOGETHER, PEOPLE_TOGETHER, ASSETS_TOGETHER, DEPENDENCIES_TOGETHER, PROMISES_TOGETHER)


def taken_back_at(save: Save, *, by, today: date) -> str:
    """Where this person takes the save back; nothing where it changed something else, or rows that are not theirs."""
    if len(save.counts) != 1 or save.counts[0].type != "~" or save.size < 2:
        return ""
    model = save.counts[0].branch.model
    found = first_saved((kind for kind in KINDS if kind.model is model), save.group, by=by, today=today)
    return reverse(found.kind.undo_url, args=[save.group]) if found else ""
