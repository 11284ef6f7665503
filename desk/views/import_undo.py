"""Taking a whole import back: what that would do and what would be lost is said first."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from common.forms import ReasonMixin, SrrmForm
from common.history.undoing import CannotUndo, What
from desk.later import later_of, why_not
from desk.sheets import undoing, work
from desk.sheets.flow import NotToBeDone
from desk.sheets.kinds import Kind
from desk.views.import_shared import imports_of

MOST_LATER = 20


class UndoForm(ReasonMixin, SrrmForm):
    """Why an import is undone."""

    def __init__(self, *args, file_name: str, **kwargs):
        self.default_reason = f"Undoing the import of {file_name}"[:500]
        super().__init__(*args, **kwargs)


@require_http_methods(["GET", "HEAD", "POST"])
def import_undo(request: HttpRequest, kind: Kind, pk: int) -> HttpResponse:
    """Asks with what it would do; then it is one new change that restores what was there."""
    record = get_object_or_404(imports_of(request, kind).light().select_related("applied_by"), pk=pk)
    if not undoing.can_be_undone(record):
        messages.info(request, undoing.NOTHING)
        return redirect(kind.urls["detail"], record.pk)
    posted, now = request.method == "POST", timezone.now()
    form = UndoForm(request.POST if posted else None, file_name=record.file_name)
    if posted and form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            done = work.take_back(kind, record, by=request.user, reason=reason, at=now)
        except CannotUndo as error:
            form.add_error(None, why_not(error, request.user))
        except NotToBeDone as error:
            form.add_error(None, str(error))
        else:
            if done:
                messages.success(request, f"The import of {record.file_name} is undone.")
            return redirect(kind.urls["detail"], record.pk)
    found = undoing.planned(kind, record, at=now)
    later = later_of(found, request.user)
    context = {
        "kind": kind,
        "record": record,
        "form": form,
        "does": [(words, len(found.of(what))) for what, words in DOES.items() if found.of(what)],
        "retiring": len(found.retiring),
        "later": later[:MOST_LATER],
        "more": len(later) > MOST_LATER,
        "refused": found.refused,
    }
    return render(request, "desk/import_undo.html", context, status=422 if form.errors else 200)


DOES = {
    What.CHANGE: "changed back to what stood there before",
    What.REMOVE: "removed: new with the import",
    What.RECREATE: "there again: taken away by the import",
}
