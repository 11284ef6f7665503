"""What the pages of bringing a file in share: the files a reader may see, and a refusal."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from desk.models import SheetImport
from desk.sheets.kinds import Kind


def imports_of(request, kind: Kind):
    return SheetImport.objects.visible_to(request.user).filter(kind=kind.name)


def refused(request, kind: Kind, pk: int, sentence: str) -> HttpResponse:
    messages.error(request, sentence)
    return redirect(kind.urls["detail"], pk)
