"""What is compared, where each kind of thing has its place, and since when what it says took effect."""

from functools import cache

from accounts.audiences import hidden_fields
from accounts.models import User
from common.history.versions import SILENT_FIELDS, tracked_fields
from overview.record.branches import tracked_models

# In the order in which a page names them. What keeps the house (wishes, drafts, who signs in) is not compared.
COMPARED = (
    "units.unit", "units.formercode", "overview.reorganisationunit", "units.stewardship", "contacts.assignment",
    "contacts.contact", "units.dependency", "units.asset", "units.process", "units.processasset", "units.impact",
    "units.unitobligation", "units.obligation", "units.incident", "units.incidentunit", "reviews.maturityassessment",
    "reviews.practice", "dialogues.commitment", "dialogues.insight", "goals.objective", "contacts.function",
)  # fmt: skip

# What a thing belongs to, by the name of the field: another value there means that it was moved.
PLACE = "unit"
PLACES = {"units.unit": "parent", "contacts.contact": "home_unit"}

# (since when what was added holds, since when what was changed does), by the names of fields.
EFFECTS = {
    "units.unit": ("opened_on", "closed_on"),
    "contacts.assignment": ("since", "until"),
    "contacts.contact": (None, "left_on"),
    "units.incident": ("occurred_on", None),
    "reviews.maturityassessment": ("assessed_on", None),
    "dialogues.commitment": ("made_on", None),
    "dialogues.insight": ("heard_on", None),
}

# Says where a value came from, nothing about the department.
BOOKKEEPING = frozenset({"sources", "pinned"})


@cache
def compared_models() -> tuple[type, ...]:
    found = {model._meta.label_lower: model for model in tracked_models()}
    return tuple(found[label] for label in COMPARED if label in found)


def fields_for(role: str, model) -> list:
    """The fields that are compared for a role: those it may read, less bookkeeping."""
    hidden = hidden_fields(User(role=role), model)
    left_out = hidden | SILENT_FIELDS | BOOKKEEPING | set(model.silent_fields)
    return [field for field in tracked_fields(model) if field.name not in left_out]


@cache
def place_of(model) -> str:
    """The name of the field that says what a thing belongs to; nothing where there is none."""
    named = PLACES.get(model._meta.label_lower, PLACE)
    return named if any(field.name == named for field in model._meta.concrete_fields) else ""


def effects_of(model, names: set[str]) -> tuple[str | None, str | None]:
    """As in EFFECTS, as far as the model has the fields and they are among `names`."""
    return tuple(
        name if name in names else None for name in EFFECTS.get(model._meta.label_lower, (None, None))
    )
