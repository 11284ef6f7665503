"""What the first page of the team looks for among all departments: going back to it does not look again while nothing
has changed."""

from datetime import date
from typing import NamedTuple

from overview import unchanged
from overview.agenda_facts import Department, Number
from overview.today import inventory
from overview.today.inventory import Totals
from overview.today.numbers import old_numbers

NAME = unchanged.named("overview.today", Department, Totals, Number)


class Looked(NamedTuple):
    due: list[Department]
    totals: Totals
    numbers: list[Number]


def look(user, hidden: set[str], *, today: date) -> Looked:
    """For this one person. Four queries, or one."""
    moment = unchanged.moment(on=today)
    name = f"{NAME}.{user.pk}"
    if kept := unchanged.peek(name, moment):
        return Looked(*kept)
    found = Looked(
        inventory.due(user, hidden, today=today),
        inventory.totals(user, hidden, today=today),
        old_numbers(user, today=today),
    )
    unchanged.keep(name, moment, tuple(found))
    return found
