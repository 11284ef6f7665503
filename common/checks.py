"""System checks that keep the record complete: what is not tracked must say why."""

from django.apps import apps
from django.core.checks import Error, register
from django.db import models

from common.audience import Audiences
from common.history import TrackedModel

HOUSE = {
    "accounts", "desk", "units", "contacts", "outreach", "goals", "dialogues", "reviews", "overview",
}  # fmt: skip


def house_models():
    """Every model of ours that is not itself a version of another."""
    for model in apps.get_models():
        if model._meta.app_label in HOUSE and not hasattr(model, "history_type"):
            yield model


def check_model(model) -> list[Error]:
    if not issubclass(model, TrackedModel):
        if getattr(model, "untracked_because", ""):
            return []
        return [
            Error(
                f"{model._meta.label} leaves no history.",
                hint="Derive it from TrackedModel, or say why not in `untracked_because`.",
                obj=model,
                id="srrm.E001",
            )
        ]
    errors = []
    for field in model._meta.get_fields():
        remote = getattr(field, "remote_field", None)
        if field.concrete and remote and getattr(remote, "on_delete", None) is models.SET_NULL:
            errors.append(
                Error(
                    f"{model._meta.label}.{field.name} uses SET_NULL, which changes rows without history.",
                    hint="Use PROTECT or CASCADE.",
                    obj=model,
                    id="srrm.E002",
                )
            )
        if field.many_to_many and field.concrete and not _tracked_through(remote.through):
            errors.append(
                Error(
                    f"{model._meta.label}.{field.name} has no tracked through model.",
                    hint="Name a TrackedModel as `through`.",
                    obj=model,
                    id="srrm.E003",
                )
            )
    if not isinstance(getattr(model, "audiences", None), Audiences):
        errors.append(
            Error(
                f"{model._meta.label} does not say who may read its fields.",
                hint="Declare `audiences = Audiences(…)` on the model.",
                obj=model,
                id="srrm.E004",
            )
        )
    if model._meta.base_manager_name != "objects":
        errors.append(
            Error(
                f"{model._meta.label} writes through an unguarded base manager.",
                hint='Inherit TrackedModel.Meta, or set base_manager_name = "objects".',
                obj=model,
                id="srrm.E005",
            )
        )
    return errors


def _tracked_through(through) -> bool:
    return issubclass(through, TrackedModel)


@register()
def check_tracking(app_configs, **kwargs):
    return [error for model in house_models() for error in check_model(model)]
