"""Answers for machines: is this process alive, and may it get requests."""

from django.db import transaction
from django.http import HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import open_to_anyone
from desk import health


@open_to_anyone
@never_cache
@require_safe
@transaction.non_atomic_requests  # must answer while the database is away
def healthz(request):
    """Alive: this process answers. A failing database is no reason to restart it."""
    return HttpResponse("ok\n", content_type="text/plain")


@open_to_anyone
@never_cache
@require_safe
@transaction.non_atomic_requests
def readyz(request):
    """Ready: everything a request needs is there. The worker is told but not counted: pages work without it,
    and taking every web process out of rotation because a worker is late would turn a delay into an outage.
    """
    facts = health.needed_by_requests()
    ready = all(fact.ok for fact in facts)
    body = {
        "status": "ready" if ready else "not ready",
        "checks": {fact.name: {"ok": fact.ok, "detail": fact.sentence} for fact in facts},
    }
    if ready:
        worker = health.worker()
        body["worker"] = {"status": "ok" if worker.ok else "late", "detail": worker.sentence}
    return JsonResponse(body, status=200 if ready else 503)
