"""The impact grid of one process."""

import zlib

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.access import requires
from units.actions.impact import write_grid
from units.choices import Bucket, Harm
from units.forms.impact import ImpactGridForm
from units.models import Impact, Process
from units.views import value_pages as pages


@requires("units.change_value")
def process_impact(request, pk: int):
    """All 36 answers on one page, saved at once. Without scripts they are plain lists to choose from."""
    found = pages.row_or_404(Process, request, pk, lock=request.method == "POST")
    answers = {
        (row.category, row.bucket): row.severity
        for row in Impact.objects.visible_to(request.user).filter(process=found).order_by("pk")
    }
    version = f"{zlib.crc32(repr(sorted(answers.items())).encode()):x}"
    if request.method != "POST":
        return _page(request, found, ImpactGridForm(revision=version, answers=answers))
    form = ImpactGridForm(request.POST, revision=version, answers=answers)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    if form.is_stale(version):
        form.data = form.data.copy()
        form.data["revision"] = version
        return _page(request, found, form, status=409, differs=_differences(form, answers))
    write_grid(found, answers=form.answers(), by=request.user, reason=form.cleaned_data["reason"])
    _tell(request, found, form.falling())
    return redirect("process", pk)


def _page(request, found, form, *, status: int = 200, **context):
    address = reverse("process", args=[found.pk])
    context |= {
        "process": found,
        "form": form,
        "path": pages.crumbs(found.unit, (str(found), address)),
        "cancel": address,
        "buckets": Bucket.choices,
        "harms": Harm.choices,
    }
    return render(request, "units/process_impact.html", context, status=status)


def _tell(request, found, falling: list[str]) -> None:
    messages.success(request, f"The impact of {found} is saved.")
    if falling:
        said = f"{', '.join(falling)}: the harm becomes less with time. Saved as it is; is it meant so?"
        messages.warning(request, said)


def _differences(form, answers) -> list[str]:
    """What somebody saved in between and what stands here now, where they differ."""
    mine = form.answers()
    words = dict(Harm.choices) | {None: "not said"}
    return [
        f"{form[f'{category}-{bucket}'].label}: now {words[answers.get((category, bucket))]}, yours {words[said]}"
        for (category, bucket), said in mine.items()
        if answers.get((category, bucket)) != said
    ]
