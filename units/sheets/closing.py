"""Closing departments that an import brought and that are not wanted any more, or that a file no longer names."""

from collections.abc import Sequence
from datetime import date

from units.choices import Status
from units.models import Unit


def close_all(units: Sequence[Unit], *, on: date) -> None:
    """Closed as of that day, or of the day they were to open; those that are closed stay as they are. What they hold
    and their parts stay where they are. The caller records."""
    for unit in units:
        if unit.status != Status.CLOSED:
            unit.status = Status.CLOSED
            unit.closed_on = max(filter(None, (on, unit.opened_on)))
    Unit.objects.bulk_update_with_history(units)
