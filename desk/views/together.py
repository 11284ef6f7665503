"""Changing several rows of a list at once: choosing what, seeing what would change, and doing it.

The pages are the same for every kind of row; `together_pages(kind)` gives an app the addresses of its own.
"""

from copy import copy
from dataclasses import dataclass
from functools import wraps

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.access import requires
from common.words import count
from desk.forms.together import TogetherForm
from desk.together import planning
from desk.together.kinds import Kind
from desk.views.together_undo import together_undo

APPLY = "apply"
TOO_MANY = "At most {:,} {} are changed at once. Narrow the list, or bring in a file."


def together_pages(kind: Kind, *, at: str) -> list[URLPattern]:
    """The addresses at which rows of this kind are changed together, and where that is undone."""

    def page(route: str, view, name: str) -> URLPattern:
        @requires(kind.permission)
        @wraps(view)
        def of_kind(request: HttpRequest, **kwargs) -> HttpResponse:
            return view(request, kind, **kwargs)

        return path(at + route, of_kind, name=name.rpartition(":")[2])

    return [
        page("", together, kind.url),
        page("<uuid:group>/undo/", together_undo, kind.undo_url),
    ]


@dataclass
class Chosen:
    """The rows that were chosen, or why there are none."""

    ids: list[int]
    problem: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
def together(request: HttpRequest, kind: Kind) -> HttpResponse:
    """`do` is nothing when one comes from the list, then what to do with what is filled in."""
    if request.method != "POST":
        return redirect(kind.list_url)
    chosen = _chosen(request, kind)
    if chosen.problem:
        messages.warning(request, chosen.problem)
        return redirect(_list(request, kind))
    step, now = request.POST.get("do", ""), timezone.now()
    today = timezone.localdate(now)
    form = TogetherForm(request.POST if step else None, kind=kind, user=request.user, today=today)
    form.fields["reason"].required = step == APPLY
    ready = form.is_valid() or set(form.errors) == {"reason"}
    plan = None
    if step == APPLY and form.is_valid():
        plan = planning.carry_out(
            kind, chosen.ids, form.values(), shown=request.POST.get("fingerprint", ""), by=request.user,
            at=now, today=today, reason=form.cleaned_data["reason"],
        )  # fmt: skip
        if plan.group:
            return _done(request, kind, plan)
    elif step and ready:
        plan = planning.make(kind, chosen.ids, form.values(), by=request.user, today=today)
    return _page(request, kind, chosen, form, plan, again=step == APPLY)


def _page(request, kind: Kind, chosen: Chosen, form, plan, *, again: bool) -> HttpResponse:
    if plan and again:
        plan.compare(request.POST.get("marks", ""))
    form.fields["reason"].required = True
    named = kind.rows(request.user).filter(pk__in=chosen.ids[:200]).select_related(*kind.related)
    context = {
        "kind": kind,
        "form": form,
        "plan": plan,
        "total": len(chosen.ids),
        "noun": f"{kind.one},{kind.many}",
        "picked": ",".join(map(str, chosen.ids)),
        "query": request.POST.get("query", "")[:2000],
        "back": _list(request, kind),
        "named": sorted(map(str, named), key=str.lower) if plan is None else (),
        "not_written": bool(plan) and again and not form.errors,
    }
    status = 422 if form.errors else 409 if context["not_written"] else 200
    return render(request, "desk/together.html", context, status=status)


def _done(request, kind: Kind, plan: planning.Plan) -> HttpResponse:
    left = f" {len(plan.refused):,} were left as they are." if plan.refused else ""
    text = f"{count(len(plan.changed), kind.one, kind.many)} changed.{left}"
    messages.success(request, text, extra_tags=reverse(kind.undo_url, args=[plan.group]))
    return redirect(_list(request, kind))


def _list(request, kind: Kind) -> str:
    """The list as it was when one left it."""
    query = QueryDict(request.POST.get("query", "")[:2000]).urlencode()
    return reverse(kind.list_url) + (f"?{query}" if query else "")


def _chosen(request, kind: Kind) -> Chosen:
    if "picked" in request.POST:
        chosen = Chosen(_numbers(request.POST["picked"].split(",")))
    elif request.POST.get("all"):
        chosen = _all_matching(request, kind)
    else:
        # What stands behind the number is what the row said when it was shown.
        ticked = [text.partition("-")[0] for text in request.POST.getlist(kind.picks)]
        chosen = Chosen(_numbers(ticked))
    if chosen.problem:
        return chosen
    if not chosen.ids:
        return Chosen([], f"Nothing was chosen. Tick the {kind.many} that shall be changed.")
    if len(chosen.ids) > planning.MOST:
        return Chosen([], TOO_MANY.format(planning.MOST, kind.many))
    return chosen


def _all_matching(request, kind: Kind) -> Chosen:
    """Everything that the list of that address shows, over all its pages."""
    asked = copy(request)
    asked.GET = QueryDict(request.POST.get("query", "")[:2000])
    listing = kind.listing(asked)
    if listing.filter.refused() or listing.problems:
        return Chosen([], "The conditions of the list could not all be read, so nothing was chosen.")
    return Chosen(list(listing.matching.values_list("pk", flat=True)[: planning.MOST + 1]))


def _numbers(texts: list[str]) -> list[int]:
    """Ids among `texts`, each once; what is none is left out."""
    known = dict.fromkeys(text for text in texts if text.isascii() and text.isdigit() and len(text) < 13)
    return [int(text) for text in known][: planning.MOST + 1]
