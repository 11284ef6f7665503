"""The Undo that a message offers after something was taken off the list of what a department cannot lose."""

from urllib.parse import urlsplit

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.access import requires
from common.history.undoing import CannotUndo
from common.htmx import changed, go, say, vary_on_htmx, wants_part
from overview.actions.undoing_value import is_of, refusal, undo_value
from units.doors import unit_or_404

DONE = "It is back, as it was."


@vary_on_htmx
@requires("units.change_value")
@require_POST
def value_undo(request, code: str, group):
    unit = unit_or_404(request.user, code, lock=True)
    if not is_of(group, unit):
        raise Http404("No such change of what this department cannot lose.")
    text, level = DONE, "success"
    try:
        undo_value(group, unit, by=request.user)
    except CannotUndo as error:
        text, level = refusal(error, today=timezone.localdate()), "error"
    if not _on_department_page(request, unit):
        messages.add_message(request, getattr(messages, level.upper()), text)
        return go(request, "unit_value", unit.code)
    answer = say(HttpResponse(status=204), text, level)
    return answer if level == "error" else changed(answer, "value-rows", "value", "risk", "dependencies")


def _on_department_page(request, unit) -> bool:
    """Whether the page one looks at reads its own parts again; any other is left for the one that has all rows."""
    at = urlsplit(request.headers.get("HX-Current-URL", "")).path
    return wants_part(request) and at == reverse("department", args=[unit.code])
