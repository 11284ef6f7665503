"""What the things of a table of versions are called."""

from functools import cache

from django.utils.text import capfirst

from common.history import TrackedModel
from common.history.undoing import tracked_models


@cache
def _models() -> dict[str, type[TrackedModel]]:
    return {model.history.model._meta.db_table: model for model in tracked_models()}


def called(table: str) -> str:
    """“Departments” would be a word of a floor above; here a table goes by the name of its model: “Units”."""
    model = _models().get(table)
    return capfirst(str(model._meta.verbose_name_plural) if model else table)
