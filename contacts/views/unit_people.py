"""The page about the people of one unit."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import requires
from common import asof
from common.htmx import vary_on_htmx, wants_part
from common.past import past_days
from contacts.access_state import proposals_for
from contacts.doors import nameable_ids
from contacts.unit_people import path_ids
from contacts.unit_people import unit_people as people_of_unit
from units.choices import Status
from units.doors import unit_or_404


@requires("contacts.view_contact")
@vary_on_htmx
@require_safe
@past_days
def unit_people(request, code: str):
    """Who answers for what, who is called, who was there before."""
    unit, user, on = unit_or_404(request.user, code), request.user, asof.day()
    open_to_change = unit.status != Status.CLOSED and user.has_perm("contacts.change_contact")
    nameable = nameable_ids(user) if open_to_change else set()
    path, answering = path_ids(unit)
    people = people_of_unit(unit, user=user, nameable=nameable, on=on, answering=answering)
    context = {
        "unit": unit,
        "people": people,
        "nameable": nameable,
        "reads_team": user.has_perm("units.compare_units"),
    }
    if context["reads_team"]:
        context["proposals"] = proposals_for(unit, on=on, path=path)
    part = wants_part(request, "unit-people")
    return render(request, "contacts/_unit_people.html" if part else "contacts/unit_people.html", context)
