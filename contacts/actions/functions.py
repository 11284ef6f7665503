"""Keeping the list of responsibilities."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from common.history import recording
from contacts.models import Assignment, Function


@transaction.atomic
def save_function(function: Function, *, by, reason: str) -> Function:
    """Writes a new or changed responsibility. One that the product knows keeps its short name."""
    with recording(by=by, reason=reason):
        if function.built_in and "code" in function.changed_fields():
            raise ValidationError(
                "The product knows this responsibility by its short name; it cannot change."
            )
        function.full_clean()
        function.save()
    return function


@transaction.atomic
def retire(function: Function, *, on: date, by, reason: str) -> Function:
    """Gives it to nobody any more. Raises ValidationError while somebody holds it or will."""
    if function.built_in:
        raise ValidationError(f"{function} is one the product itself asks about; it stays.")
    # Holding it again waits for this, as it locks the row it names.
    Function.objects.select_for_update().get(pk=function.pk)
    held = Assignment.objects.filter(Q(until__isnull=True) | Q(until__gte=on), function=function).count()
    if held:
        raise ValidationError(f"{held} still hold it; end or hand over what they hold first.")
    with recording(by=by, reason=reason):
        function.retired = True
        function.save()
    return function


@transaction.atomic
def bring_back(function: Function, *, by, reason: str) -> Function:
    with recording(by=by, reason=reason):
        function.retired = False
        function.save()
    return function
