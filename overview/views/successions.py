"""Which department became which, as a file that can be brought in again."""

from django.http import StreamingHttpResponse
from django.views.decorators.http import require_safe

from accounts.access import requires
from common import asof
from common.sheets.writing import csv_pieces
from overview.models import Reorganisation
from overview.successions.columns import SUCCESSIONS
from overview.successions.kind import SUCCESSION_SHEET, rows_of


@require_safe
@requires(SUCCESSION_SHEET.permission)
def successions_export(request):
    """Everything that was done and left something behind, a line for each department that became another."""
    events = Reorganisation.objects.visible_to(request.user).done()
    headers = [column.name for column in SUCCESSIONS]
    answer = StreamingHttpResponse(
        csv_pieces(headers, rows_of(events)), content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = f'attachment; filename="successions-{asof.today():%Y-%m-%d}.csv"'
    return answer
