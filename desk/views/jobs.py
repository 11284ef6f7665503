"""One piece of background work: how far it is, and what came of it. One can leave it and come back."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.access import requires
from common.htmx import changed, vary_on_htmx, wants_part
from desk.models import Job


@require_safe
@vary_on_htmx
@requires("desk.view_job")
def job(request, pk: int):
    """The page; the part of it that asks again while the work goes on, wherever it stands."""
    found = get_object_or_404(Job.objects.visible_to(request.user).select_related("by"), pk=pk)
    if not wants_part(request, "_job"):
        return render(request, "desk/job.html", {"job": found})
    answer = render(request, "desk/_job.html", {"job": found})
    return changed(answer, "job") if found.finished_at else answer
