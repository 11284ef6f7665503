"""Taking back what was changed together: the page that says what returns, and doing it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from common.forms import ReasonMixin, SrrmForm
from common.history.undoing import CannotUndo
from common.words import count
from desk.together import undoing
from desk.together.kinds import Kind


class UndoForm(ReasonMixin, SrrmForm):
    """Why it is taken back; the message after a change sends none."""

    default_reason = "Taken back"
    reason_label = "Why it is taken back"


@require_http_methods(["GET", "HEAD", "POST"])
def together_undo(request: HttpRequest, kind: Kind, group) -> HttpResponse:
    today = timezone.localdate()
    save = undoing.saved(kind, group, by=request.user, today=today)
    if save is None:
        raise Http404("No such change of several.")
    form = UndoForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            undoing.take_back(save, by=request.user, reason=_reason(form, save))
        except CannotUndo as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"Taken back: {count(len(save.ids), kind.one, kind.many)}.")
            return redirect(kind.list_url)
    context = {
        "kind": kind,
        "save": save,
        "form": form,
        "lines": save.lines(request.user, today),
        "later": undoing.standing_in_the_way(save),
        "noun": f"{kind.one},{kind.many}",
    }
    return render(request, "desk/together_undo.html", context, status=409 if form.errors else 200)


def _reason(form: UndoForm, save: undoing.Saved) -> str:
    given = form.cleaned_data["reason"]
    return f"{given}: {save.reason}"[:500] if given == UndoForm.default_reason else given
