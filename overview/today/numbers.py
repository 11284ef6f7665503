"""Numbers of people who are called in an incident, and which nobody confirmed for long."""

from datetime import date

from django.db.models import Q

from contacts.cards import STALE
from contacts.functions import INCIDENT_CONTACT
from contacts.models import Assignment
from overview.agenda_facts import Number
from overview.today.inventory import IMPORTANT
from units.choices import Status

MOST = 10


def old_numbers(user, *, today: date) -> list[Number]:
    """Of important departments, the least lately confirmed first; one a department. One query."""
    old = Q(contact__phone_confirmed_on=None) | Q(contact__phone_confirmed_on__lt=today - STALE)
    rows = (
        Assignment.objects.visible_to(user)
        .current(on=today)
        .of_units()
        .filter(old, function__code=INCIDENT_CONTACT, unit__strategic_importance__gte=IMPORTANT)
        .exclude(contact__phone="")
        .exclude(unit__status=Status.CLOSED)
        .exclude(contact__left_on__lt=today)
        .order_by("-unit__strategic_importance", "contact__phone_confirmed_on", "unit", "priority", "pk")
        .values_list(
            "unit", "unit__code", "unit__name", "contact__name", "contact__phone_confirmed_on",
            "unit__strategic_importance",
        )[:MOST]
    )  # fmt: skip
    found: dict[int, Number] = {}
    for row in rows:
        found.setdefault(row[0], Number(*row))
    return list(found.values())
