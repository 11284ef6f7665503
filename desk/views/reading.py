"""Saying that a file is read in another way than it was detected."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from common.sheets.mapping import ColumnMapping
from common.sheets.problems import UnreadableFile
from desk.forms.matching import MatchForm
from desk.forms.reading import ReadingForm
from desk.models import SheetImport
from desk.sheets import flow, work
from desk.sheets.kinds import Kind
from desk.sheets.reading import read_again
from desk.views.import_columns import columns_page
from desk.views.import_shared import imports_of, refused


@require_POST
def import_reading(request: HttpRequest, kind: Kind, pk: int) -> HttpResponse:
    """Reads the file again. What was chosen for its columns comes along, and stays where the headers do."""
    if work.at_work(pk):
        return refused(request, kind, pk, work.AT_IT)
    record = get_object_or_404(imports_of(request, kind).select_for_update(of=("self",)), pk=pk)
    if record.is_applied:
        return refused(request, kind, pk, flow.IN_ALREADY)
    form = ReadingForm(request.POST, record=record)
    if form.is_valid():
        try:
            read_again(kind, record, form.reading(), by=request.user, mapping=_chosen(request, kind, record))
        except UnreadableFile as problem:
            form.add_error(None, str(problem))
        else:
            return redirect(f"{reverse(kind.urls['detail'], args=[pk])}?step=columns")
    return columns_page(request, kind, record, reading=form)


def _chosen(request, kind: Kind, record: SheetImport) -> ColumnMapping | None:
    """What the columns mean as the page has it, where it was sent along."""
    if "to_0" not in request.POST:
        return None
    before = flow.mapping_of(kind, record, request.user)
    columns = kind.columns_for(request.user)
    match = MatchForm(request.POST, facts=record.facts, columns=columns, mapping=before)
    if not match.is_valid():
        return None
    return match.mapping(
        name=request.POST.get("name", "").strip()[:100], constants=before.constants, drawn=True
    )
