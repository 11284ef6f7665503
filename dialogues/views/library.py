"""What holds for the whole library: bringing in ready-made matter, and taking back a removal."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from accounts.access import requires
from common.history.undoing import CannotUndo
from common.htmx import go
from common.words import count
from dialogues.actions.ready_made import bring as bring_in
from dialogues.actions.undoing import is_removal, undo_removal


@requires("dialogues.keep_library")
@require_POST
def bring(request):
    """Brings in what of the ready-made matter is not there yet."""
    counts = bring_in(by=request.user, at=timezone.now())
    said = [
        count(counts["objectives"], "objective"),
        count(counts["templates"], "agenda template"),
        count(counts["cases"], "case"),
        count(counts["words"], "word"),
    ]
    if any(counts.values()):
        messages.success(
            request, f"Brought in: {', '.join(said)}. Change whatever you would put differently."
        )
    else:
        messages.info(request, "Everything ready-made is here already; nothing was changed.")
    return redirect(_back(request))


@requires("dialogues.keep_library")
@require_POST
def library_undo(request, group):
    if not is_removal(group):
        raise Http404("No such removal.")
    try:
        undo_removal(group, by=request.user)
        messages.success(request, "It is back, as it was.")
    except CannotUndo as error:
        messages.error(request, str(error))
    return go(request, _back(request))


def _back(request) -> str:
    """The page one came from, where that is one of ours."""
    to = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(to, {request.get_host()}, require_https=request.is_secure()):
        return to
    return reverse("dialogues:templates")
