"""The record of everything, and one save of it."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import requires
from common import asof, lists
from overview.record import lines, saves, words
from overview.record.branches import Condition, branches_for
from overview.record.entries import entries_of
from overview.record.filters import KEYS, Narrowing, key, without
from overview.record.together import taken_back_at


@require_safe
@requires("overview.view_record")
def changes(request):
    """Who changed what, when and why; the latest first, grouped by save."""
    narrowing = Narrowing(request.GET, request.user)
    page = read(narrowing)
    context = {
        "shown": lines.shown(page.saves, request.user, today=asof.today()),
        "form": narrowing.form,
        "chips": narrowing.chips,
        "problems": narrowing.problems,
        "narrowed": bool(narrowing.conditions or narrowing.chips),
        "keep": [pair for pair in lists.kept(request.GET) if pair[0] not in (*narrowing.form.fields, *KEYS)],
        **pager(request, page),
    }
    return render(request, "overview/changes.html", context)


def read(narrowing: Narrowing, **kwargs) -> saves.Page:
    return saves.read_page(
        narrowing.branches,
        narrowing.conditions,
        before=narrowing.before,
        after=narrowing.after,
        narrow=not narrowing.user.has_perm("units.view_every_unit"),
        **kwargs,
    )


def pager(request, page: saves.Page) -> dict:
    """Addresses of the neighbouring pages; each carries the instant it begins at."""
    return {
        "older": without(request.GET, before=key(page.older)) if page.older else "",
        "newer": without(request.GET, after=key(page.newer)) if page.newer else "",
    }


@require_safe
@requires("overview.view_record")
def change(request, group: UUID):
    """One save with everything it wrote, a page at a time."""
    branches = branches_for(request.user)
    found = saves.counted(branches, [Condition("history_group = %s", (group,))])
    if not found:
        raise Http404
    save = found[0]
    touched = {count.branch.number for count in save.counts}
    branches = [branch for branch in branches if branch.number in touched]
    entries, following = entries_of(branches, group, after=_place(request.GET.get("from")))
    known = lines.addresses(entries, request.user)
    context = {
        "save": save,
        "summary": words.summary(save),
        "lines": [lines.line(entry, known, today=asof.today(), whole=True) for entry in entries],
        "following": f"?from={following[0]}-{following[1]}" if following else "",
        "continued": "from" in request.GET,
        "take_back": taken_back_at(save, by=request.user, today=asof.today()),
    }
    return render(request, "overview/change.html", context)


def _place(text: str | None) -> tuple[int, int] | None:
    """The entry a page begins behind; the beginning where the text names none."""
    number, _, history_id = (text or "").partition("-")
    if all(part.isascii() and part.isdigit() and len(part) <= 10 for part in (number, history_id)):
        return int(number), min(int(history_id), 2**31 - 1)
    return None
