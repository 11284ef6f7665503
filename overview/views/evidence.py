"""Evidence for auditors: the newest anchor, taking a file, and the files that were taken."""

from django.contrib import messages
from django.http import Http404, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from common import asof
from common.htmx import vary_on_htmx, wants_part
from common.lists import page_at, page_number
from common.words import count
from desk.evidence import latest
from desk.evidence.chain import NothingNew
from desk.evidence.chain import take_anchor as seal
from desk.models import EvidenceExport, EvidencePart, Job
from overview.evidence import wanted
from overview.evidence.said import taken
from overview.forms.evidence import EvidenceForm


@require_safe
@vary_on_htmx
@requires("desk.take_evidence")
def evidence(request):
    """The page; its list alone once a file was written meanwhile."""
    if wants_part(request, "_taken"):
        return render(request, "overview/evidence/_taken.html", _taken(request))
    return _page(request, EvidenceForm(user=request.user, today=asof.today()))


@requires("desk.take_evidence")
@require_POST
def evidence_take(request):
    form = EvidenceForm(request.POST, user=request.user, today=asof.today())
    if not form.is_valid():
        return _page(request, form, status=422)
    wanted.want(form.cleaned_data, at=timezone.now(), by=request.user)
    messages.success(request, "A worker writes the file now. It stands in the list once it is there.")
    return redirect("evidence")


@requires("desk.take_anchor")
@require_POST
def evidence_anchor(request):
    """Seals what the record holds by now, besides the one of every day."""
    try:
        anchor = seal(at=timezone.now(), actor=request.user.name)
    except NothingNew as nothing:
        messages.warning(request, str(nothing))
    else:
        messages.success(request, f"Anchor {anchor.number} seals {count(anchor.total, 'version')}.")
    return redirect("evidence")


@require_safe
@requires("desk.take_evidence")
def evidence_download(request, pk: int):
    """The file, for whoever took it and may still read what they could then."""
    found = get_object_or_404(
        EvidenceExport.objects.visible_to(request.user), pk=pk, by=request.user, role=request.user.role
    )
    parts = list(found.parts.order_by("number").values_list("pk", flat=True))
    if not parts:
        raise Http404("The file is not kept any more.")
    answer = StreamingHttpResponse(_pieces(parts), content_type="application/jsonl")
    name = f"evidence-{timezone.localtime(found.taken_at):%Y-%m-%d-%H%M}.jsonl"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Content-Length"] = str(found.size)
    answer["Cache-Control"] = "no-store, private"
    return answer


def _pieces(parts: list[int]):
    for pk in parts:
        yield bytes(
            EvidencePart.objects.values_list("content", flat=True).get(pk=pk)
        )  # unscoped: of that file


def _page(request, form: EvidenceForm, status: int = 200):
    context = {
        "form": form,
        "anchor": latest(),
        "may_seal": request.user.has_perm("desk.take_anchor"),
        "job": _going_on(request.user),
        **_taken(request),
    }
    return render(request, "overview/evidence/evidence.html", context, status=status)


def _taken(request) -> dict:
    rows = EvidenceExport.objects.visible_to(request.user).select_related("by", "anchor")
    rows, total = rows.order_by("-taken_at", "-pk"), rows.count()
    page = page_at(
        page_number(request.GET, []), total, lambda start, end: taken(rows[start:end], request.user)
    )
    return {"page": page, "total": total}


def _going_on(user) -> Job | None:
    """What this person asked for last, while it is not there."""
    rows = Job.objects.visible_to(user).filter(kind=wanted.KIND, by=user).select_related("by")
    job = rows.order_by("-created_at", "-pk").first()
    return None if job is None or job.state == "done" else job
