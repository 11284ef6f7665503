"""How long what is kept, and what was made unreadable when its time had run out."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import requires
from common import asof
from common.lists import PAGE_SIZE, Page
from desk.models import Heartbeat, Redaction
from desk.models.redaction import hidden_models
from desk.retention import table


@require_safe
@requires("desk.view_retention")
def retention(request):
    """The rules in words with what is due, and the log of redactions, the latest first."""
    entries = Paginator(Redaction.objects.visible_to(request.user).order_by("-at", "-id"), PAGE_SIZE)
    page = entries.get_page(request.GET.get("page"))
    context = {
        "rules": table(asof.today(), hidden_models(request.user)),
        "ran": Heartbeat.objects.filter(name=Heartbeat.RETENTION).first(),  # unscoped: when a job ran
        "page": Page(page.object_list, page.number, entries.num_pages),
        "total": entries.count,
    }
    return render(request, "desk/retention.html", context)
