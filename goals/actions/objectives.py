"""Keeping the objectives of the security programme."""

from datetime import date

from django.db import transaction

from common.history import recording
from goals.models import Objective


@transaction.atomic
def save_objective(objective: Objective, *, by, reason: str) -> Objective:
    with recording(by=by, reason=reason):
        objective.full_clean()
        objective.save()
    return objective


@transaction.atomic
def retire(objective: Objective, *, on: date, by, reason: str = "No longer pursued") -> Objective:
    """Pursues it no more. What served it keeps naming it."""
    with recording(by=by, reason=reason):
        objective.retired_on = on
        objective.save()
    return objective


@transaction.atomic
def bring_back(objective: Objective, *, by, reason: str = "Pursued again") -> Objective:
    with recording(by=by, reason=reason):
        objective.retired_on = None
        objective.save()
    return objective
