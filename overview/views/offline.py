"""The pack of call sheets for when sign-in and this server are down: what it holds, building and taking it."""

import logging

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from common.htmx import vary_on_htmx, wants_part
from desk.models import Job
from overview.actions.offline import KEPT
from overview.forms.offline import PackForm
from overview.models import OfflinePack
from overview.offline import wanted

log = logging.getLogger(__name__)


@require_safe
@vary_on_htmx
@requires("overview.keep_offline")
def offline(request):
    """The page; its list alone where a pack was built meanwhile."""
    return _page(request, PackForm(), part=wants_part(request, "_packs"))


def _page(request, form: PackForm, status: int = 200, *, part: bool = False):
    packs = OfflinePack.objects.select_related("built_by").defer("content").order_by("-built_at", "-pk")
    packs = list(packs[:KEPT])
    context = {
        "form": form,
        "packs": packs,
        "newest": packs[0] if packs else None,
        "scheduled": bool(settings.OFFLINE_PACK_PASSWORD),
        "job": None if part else _going_on(request.user, packs),
    }
    return render(
        request,
        "overview/offline/_packs.html" if part else "overview/offline/offline.html",
        context,
        status=status,
    )


def _going_on(user, packs: list[OfflinePack]) -> Job | None:
    """The pack asked for last, while it is not there: it is being built, or could not be."""
    rows = Job.objects.visible_to(user).filter(kind=wanted.KIND).select_related("by")
    job = rows.order_by("-created_at", "-pk").first()
    if (
        job is None
        or job.state == "done"
        or (packs and packs[0].built_at > job.created_at and job.finished_at)
    ):
        return None
    return job


@sensitive_post_parameters("password", "again")
@requires("overview.keep_offline")
@require_POST
@sensitive_variables("form")
def offline_build(request):
    form = PackForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    wanted.want(password=form.cleaned_data["password"], at=timezone.now(), by=request.user)
    messages.success(request, "A worker builds the pack now. Then download it and try the password once.")
    return redirect("offline")


@require_safe
@requires("overview.keep_offline")
def offline_download(request):
    """The newest pack, or with `?pack=` one of those before it."""
    rows = OfflinePack.objects.order_by("-built_at", "-pk")
    wanted = request.GET.get("pack", "")
    if wanted:
        rows = (
            rows.filter(pk=int(wanted))
            if wanted.isascii() and wanted.isdigit() and len(wanted) < 19
            else rows.none()
        )
    pack = rows.first()
    if pack is None:
        raise Http404("No pack was built yet.")
    log.info("Offline pack %s was downloaded by user %s", pack.pk, request.user.pk)
    name = f"call-sheets-{timezone.localtime(pack.built_at):%Y-%m-%d-%H%M}.zip"
    answer = HttpResponse(bytes(pack.content), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store, private"
    return answer
