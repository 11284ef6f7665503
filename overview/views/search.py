"""Find: one box for departments, incidents, obligations and colleagues. Also what the palette asks while one types."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import requires
from common import htmx
from overview import search as searching
from units.words import folded

LONGEST = 200


@require_safe
@requires("overview.search")
@htmx.vary_on_htmx
def search(request):
    text, problems = _words(request)
    only = request.GET.get("in", "")
    if only not in {"", *(source.key for source in searching.sources_for(request.user))}:
        problems.append("There is no such group; everything is shown.")
        only = ""
    number = _number(request, problems)
    size = searching.PAGE if only else searching.GLIMPSE
    groups = []
    if folded(text):
        groups = searching.find(
            request.user, text, only=only, page=number if only else 1, size=size, today=timezone.localdate()
        )
    context = {
        "q": text,
        "groups": groups,
        "only": only,
        "problems": problems,
        "page": _pages(only, groups, number),
    }
    if htmx.wants_part(request):
        return render(request, "overview/_found.html", context)
    return render(request, "overview/search.html", context)


def _words(request) -> tuple[str, list[str]]:
    text = request.GET.get("q", "")
    if "\0" in text:
        return text.replace("\0", " "), [
            "What was typed held a character that cannot be searched for (NUL); it was left out."
        ]
    if len(text) > LONGEST:
        return text[:LONGEST], [f"Only the first {LONGEST} characters were searched for."]
    return text, []


def _number(request, problems: list[str]) -> int:
    text = request.GET.get("page") or "1"
    if text.isascii() and text.isdigit() and len(text) < 6 and int(text) > 0:
        return int(text)
    problems.append(f"“{text[:20]}” is not a page number; this is the first page.")
    return 1


def _pages(only: str, groups, number: int) -> dict | None:
    if not only or not groups:
        return None
    count = groups[0].count
    more = count is None or count > number * searching.PAGE
    return {
        "number": number,
        "has_previous": number > 1,
        "has_next": more,
        "previous_page_number": number - 1,
        "next_page_number": number + 1,
    }
