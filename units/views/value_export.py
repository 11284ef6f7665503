"""What departments have and do, as the present list shows it, as a file."""

from django.http import HttpRequest, StreamingHttpResponse
from django.views.decorators.http import require_safe

from accounts.access import requires
from common import downloads
from common.past import past_days
from units.asset_list import AssetList
from units.dependency_list import DependencyList
from units.process_list import ProcessList
from units.sheets import assets as asset_sheet
from units.sheets import dependencies as dependency_sheet
from units.sheets import processes_export
from units.sheets.assets import ASSET_SHEET
from units.sheets.dependencies import DEPENDENCY_SHEET
from units.sheets.processes import PROCESS_SHEET
from units.value_list import ValueList

ORDER = ("unit__code", "name", "pk")


@requires("units.export_unit")
@require_safe
@past_days
def assets(request: HttpRequest, ending: str) -> StreamingHttpResponse:
    """Every asset the list's filter lets through; written while it is read."""

    def rows(found, columns):
        return asset_sheet.rows_of(found.order_by(*ORDER), columns)

    return _file(AssetList(request), ASSET_SHEET, rows, ending)


@requires("units.export_unit")
@require_safe
@past_days
def processes(request: HttpRequest, ending: str) -> StreamingHttpResponse:
    """Every process the list's filter lets through; to be brought in again, a line for each kind of harm."""

    def rows(found, columns):
        return processes_export.rows_of(found.order_by(*ORDER), columns, by=request.user)

    return _file(ProcessList(request), PROCESS_SHEET, rows, ending)


@requires("units.export_unit")
@require_safe
@past_days
def dependencies(request: HttpRequest, ending: str) -> StreamingHttpResponse:
    """Every dependency the list's filter lets through; of a department one does not see, the name."""

    def rows(found, columns):
        return dependency_sheet.rows_of(found.order_by("consumer__code", "pk"), columns, by=request.user)

    return _file(DependencyList(request), DEPENDENCY_SHEET, rows, ending)


def _file(listing: ValueList, kind, rows, ending: str) -> StreamingHttpResponse:
    called = {"name": kind.many, "title": kind.many.capitalize()}
    if downloads.wants_shown(listing.request):
        table = downloads.as_shown(listing, **called)
    else:
        columns = kind.exported_for(listing.user)
        table = downloads.to_bring_in(columns, rows(listing.matching, columns), **called)
    return downloads.answer(table, ending)
