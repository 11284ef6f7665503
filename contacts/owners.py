"""Tells the pages about value who answers for an asset or a process."""

from contacts.models import Assignment
from units import owners


def _names(what: str, ids: list[int], viewer, on):
    rows = Assignment.objects.visible_to(viewer).current(on=on).filter(**{f"{what}__in": ids})
    return rows.in_order().values_list(f"{what}_id", "contact__name")


def _owned(what: str, on):
    held = Assignment.objects.current(on=on).filter(**{f"{what}__isnull": False})
    return held.values(what)


def register() -> None:
    owners.register(TELLER)


TELLER = owners.Teller(_names, _owned)
