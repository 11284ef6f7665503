"""All ready-made agenda templates, in the order of the list."""

from dialogues.ready_made.core import CORE
from dialogues.ready_made.departments_inward import INWARD
from dialogues.ready_made.departments_making import MAKING
from dialogues.ready_made.departments_outward import OUTWARD
from dialogues.ready_made.meetings import MEETINGS

TEMPLATES = (CORE, *OUTWARD, *INWARD, *MAKING, *MEETINGS)
