"""Reorganisations as the list shows them, and which department became which, as files."""

from django.views.decorators.http import require_safe

from accounts.access import requires
from common import asof, downloads
from common.past import past_days
from overview.models import Reorganisation
from overview.reorganising.listing import ReorganisationList
from overview.successions.columns import SUCCESSIONS
from overview.successions.kind import SUCCESSION_SHEET, rows_of


@require_safe
@requires("overview.view_reorganisation")
@past_days
def reorganisations_export(request, ending: str):
    """The reorganisations that the filter of the list lets through."""
    listing = ReorganisationList(request)
    return downloads.shown(listing, ending, name="reorganisations", title="Reorganisations")


@require_safe
@requires(SUCCESSION_SHEET.permission)
def successions_export(request, ending: str):
    """Everything that was done and left something behind, a line for each department that became another; it can be
    brought in again."""
    events = Reorganisation.objects.visible_to(request.user).done()
    table = downloads.to_bring_in(SUCCESSIONS, rows_of(events), name="successions", title="Successions")
    return downloads.answer(table, ending, name=f"successions-{asof.today():%Y-%m-%d}")
