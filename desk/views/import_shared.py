"""What the pages of bringing a file in share: the files a reader may see, a page of rows, a refusal."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from common.lists import PAGE_SIZE, Page
from desk.models import SheetImport
from desk.sheets.kinds import Kind


def imports_of(request, kind: Kind):
    return SheetImport.objects.visible_to(request.user).filter(kind=kind.name)


def page_of(request, total: int, rows) -> Page:
    """The page the address asks for, or the nearest there is; `rows(start, end)` gives its rows."""
    text = request.GET.get("page", "")
    pages = max(1, -(-total // PAGE_SIZE))
    number = min(int(text), pages) if text.isascii() and text.isdigit() and len(text) < 9 else 1
    number = max(1, number)
    return Page(rows((number - 1) * PAGE_SIZE, number * PAGE_SIZE), number, pages)


def refused(request, kind: Kind, pk: int, sentence: str) -> HttpResponse:
    messages.error(request, sentence)
    return redirect(kind.urls["detail"], pk)
