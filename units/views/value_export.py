"""What departments have and do, as the present list shows it, as a file."""

from django.http import HttpRequest, StreamingHttpResponse
from django.views.decorators.http import require_safe

from accounts.access import requires
from common import asof
from common.past import past_days
from common.sheets.writing import csv_pieces
from units.asset_list import AssetList
from units.dependency_list import DependencyList
from units.process_list import ProcessList
from units.sheets import assets, dependencies, processes_export
from units.sheets.assets import ASSET_SHEET
from units.sheets.dependencies import DEPENDENCY_SHEET
from units.sheets.processes import PROCESS_SHEET

ORDER = ("unit__code", "name", "pk")


@requires("units.export_unit")
@require_safe
@past_days
def assets_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Every asset the list's filter lets through; written while it is read."""
    columns = ASSET_SHEET.exported_for(request.user)
    rows = assets.rows_of(AssetList(request).matching.order_by(*ORDER), columns)
    return _file("assets", columns, rows)


@requires("units.export_unit")
@require_safe
@past_days
def processes_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Every process the list's filter lets through, a line for each kind of harm."""
    columns = PROCESS_SHEET.exported_for(request.user)
    found = ProcessList(request).matching.order_by(*ORDER)
    return _file("processes", columns, processes_export.rows_of(found, columns, by=request.user))


@requires("units.export_unit")
@require_safe
@past_days
def dependencies_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Every dependency the list's filter lets through; of a department one does not see, the name."""
    columns = DEPENDENCY_SHEET.exported_for(request.user)
    found = DependencyList(request).matching.order_by("consumer__code", "pk")
    return _file("dependencies", columns, dependencies.rows_of(found, columns, by=request.user))


def _file(name: str, columns, rows) -> StreamingHttpResponse:
    pieces = csv_pieces([column.name for column in columns], rows)
    response = StreamingHttpResponse(pieces, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}-{asof.day():%Y-%m-%d}.csv"'
    return response
