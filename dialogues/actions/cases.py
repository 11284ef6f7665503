"""Keeping cases and words."""

from datetime import date

from django.db import transaction

from common.history import recording
from dialogues.models import Scenario, Term


@transaction.atomic
def save_scenario(scenario: Scenario, *, by, reason: str) -> Scenario:
    with recording(by=by, reason=reason):
        scenario.full_clean()
        scenario.save()
    return scenario


@transaction.atomic
def retire(scenario: Scenario, *, on: date, by, reason: str = "No longer offered") -> Scenario:
    with recording(by=by, reason=reason):
        scenario.retired_on = on
        scenario.save()
    return scenario


@transaction.atomic
def bring_back(scenario: Scenario, *, by, reason: str = "Offered again") -> Scenario:
    with recording(by=by, reason=reason):
        scenario.retired_on = None
        scenario.save()
    return scenario


@transaction.atomic
def save_term(term: Term, *, by, reason: str) -> Term:
    with recording(by=by, reason=reason):
        term.full_clean()
        term.save()
    return term


@transaction.atomic
def remove_term(term: Term, *, by, reason: str = "No longer explained"):
    """Gives the group of the save, by which it can be taken back."""
    with recording(by=by, reason=reason) as save:
        term.delete()
    return save.group
