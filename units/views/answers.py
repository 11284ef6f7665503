"""How a small change made on the department page is answered: by a word, and by naming what changed."""

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse

from common.htmx import changed, go, say, wants_part
from units.models import Unit


def done(request, unit: Unit, text: str, *names: str, section: str = ""):
    """The page re-reads its sections that show `names`; without htmx one is back on the page, at `section`."""
    if wants_part(request):
        return changed(say(HttpResponse(status=204), text), *names)
    messages.success(request, text)
    return _back(request, unit, section)


def refused(request, unit: Unit, text: str, *names: str, section: str = ""):
    """Nothing was changed, and why. What is on screen may be out of date, so it is re-read as well."""
    if wants_part(request):
        return changed(say(HttpResponse(status=204), text, "error"), *names)
    messages.error(request, text)
    return _back(request, unit, section)


def _back(request, unit: Unit, section: str):
    page = reverse("department", args=[unit.code])
    return go(request, f"{page}#{section}" if section else page)
