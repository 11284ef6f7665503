"""The departments of the present list as a file."""

from django.http import StreamingHttpResponse
from django.views.decorators.http import require_safe

from accounts.access import requires
from common import asof
from common.past import past_days
from common.sheets.writing import csv_pieces
from units.lists import UnitList
from units.sheets.columns import exported_for
from units.sheets.export import rows_of


@require_safe
@requires("units.export_unit")
@past_days
def export_csv(request):
    """Every department the list's filter lets through, in the list's order; written while it is read."""
    columns = exported_for(request.user)
    rows = rows_of(UnitList(request).ordered, columns)
    response = StreamingHttpResponse(
        csv_pieces([column.name for column in columns], rows), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="departments-{asof.day():%Y-%m-%d}.csv"'
    return response
