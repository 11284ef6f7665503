"""The departments of the present list as a file."""

from django.views.decorators.http import require_safe

from accounts.access import requires
from common import downloads
from common.past import past_days
from units.lists import UnitList
from units.sheets.columns import exported_for
from units.sheets.export import rows_of

CALLED = {"name": "departments", "title": "Departments"}


@require_safe
@requires("units.export_unit")
@past_days
def export(request, ending: str):
    """Every department the list's filter lets through, in the list's order; written while it is read."""
    listing = UnitList(request)
    if downloads.wants_shown(request):
        table = downloads.as_shown(listing, **CALLED)
    else:
        columns = exported_for(request.user)
        table = downloads.to_bring_in(columns, rows_of(listing.ordered, columns), **CALLED)
    return downloads.answer(table, ending)
