"""The suggested drivers of one unit, from the rows a person may see. The rules are in `suggest`."""

from datetime import date, timedelta

from units import suggest
from units.models import Incident, Obligation, Unit
from units.suggest import Suggestion

FIELDS = ("compliance_burden", "incident_history")


def remembered_incidents(unit_id: int, user, *, on: date):
    """Incidents of the unit that count for its history on that day and that `user` may see, the latest first."""
    since = on - timedelta(days=suggest.MEMORY_DAYS)
    return (
        Incident.objects.visible_to(user)
        .filter(incident_units__unit=unit_id, occurred_on__range=(since, on))
        .order_by("-occurred_on", "-id")
    )


def suggested(unit: Unit, field: str, user, *, on: date) -> Suggestion:
    """What `field` should say of `unit`. Raises KeyError for a field nothing is suggested for."""
    return {"compliance_burden": _burden, "incident_history": _history}[field](unit, user, on)


def _burden(unit, user, on):
    binding = Obligation.objects.visible_to(user).filter(unit_obligations__unit=unit)
    return suggest.compliance_burden(binding.values_list("name", "weight"))


def _history(unit, user, on):
    seen = remembered_incidents(unit.pk, user, on=on)
    return suggest.incident_history(seen.values_list("occurred_on", "severity"), on=on)
