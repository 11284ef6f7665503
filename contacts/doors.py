"""The doors to rows about people: by their id, within what a person may see or change. Else 404."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from contacts.actions import assignments
from contacts.models import Assignment, Contact, Function
from units.models import Unit


def contact_or_404(user, pk: int, *, lock: bool = False) -> Contact:
    rows = Contact.objects.visible_to(user)
    return get_object_or_404(rows.select_for_update(of=("self",)) if lock else rows, pk=pk)


def may_name(user, unit: Unit) -> bool:
    """Whether `user` names people for that unit, which they see."""
    return user.has_perm("contacts.appoint") or (
        user.has_perm("contacts.change_contact") and user.has_perm("units.view_unit")
    )


def nameable_ids(user) -> set[int]:
    """Ids of the responsibilities `user` names people for, retired ones included where they name all."""
    functions = Function.objects.visible_to(user)
    if not user.has_perm("contacts.appoint"):
        functions = functions.nameable_by(user)
    return set(functions.values_list("pk", flat=True))


def assignment_or_404(user, pk: int, *, lock: bool = False) -> Assignment:
    """An assignment `user` may change: of a unit they see themselves, not one that only answers from above. `lock`
    makes everybody wait who names people for that unit, and reads what they left."""
    if lock:
        assignments.lock(assignment_or_404(user, pk).unit_id)
    rows = Assignment.objects.filter(unit__in=Unit.objects.visible_to(user), function__in=nameable_ids(user))
    rows = rows.select_related("contact", "unit", "function", "asset", "process")
    found = get_object_or_404(rows, pk=pk)
    if not may_name(user, found.unit):
        raise Http404("No such responsibility.")
    return found
