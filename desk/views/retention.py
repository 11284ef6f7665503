"""How long what is kept, and what was made unreadable when its time had run out."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import requires
from common import asof
from common.lists import page_at, page_number
from desk.models import Heartbeat, Redaction
from desk.models.redaction import hidden_models
from desk.retention import table


@require_safe
@requires("desk.view_retention")
def retention(request):
    """The rules in words with what is due, and the log of redactions, the latest first."""
    entries = Redaction.objects.visible_to(request.user).order_by("-at", "-id")
    total = entries.count()
    context = {
        "rules": table(asof.today(), hidden_models(request.user)),
        "ran": Heartbeat.objects.filter(name=Heartbeat.RETENTION).first(),  # unscoped: when a job ran
        "page": page_at(page_number(request.GET, []), total, lambda start, end: list(entries[start:end])),
        "total": total,
    }
    return render(request, "desk/retention.html", context)
