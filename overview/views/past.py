"""The days on which something changed, beside the choice of a past day."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import requires
from common import asof
from overview.past.marks import marks

LONGEST = 2000


@require_safe
@requires("overview.search")
def past_marks(request):
    """`?of=` is the address of the page; one that is not ours has no days."""
    page = request.GET.get("of", "").replace("\0", "")[:LONGEST]
    ours = page.startswith("/") and not page.startswith(("//", "/\\"))
    found = marks(request.user, page, today=asof.today()) if ours else []
    return render(request, "overview/_past_marks.html", {"marks": found})
