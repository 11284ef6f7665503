"""How a small change made on the department page is answered: by a word, and by naming what changed."""

from django.urls import reverse

from common.htmx import answered
from units.models import Unit


def done(request, unit: Unit, text: str, *names: str, section: str = ""):
    """The page re-reads its sections that show `names`; without htmx one is back on the page, at `section`."""
    return answered(request, text, *names, to=_page(unit, section))


def refused(request, unit: Unit, text: str, *names: str, section: str = ""):
    """Nothing was changed, and why. What is on screen may be out of date, so it is re-read as well."""
    return answered(request, text, *names, to=_page(unit, section), level="error")


def _page(unit: Unit, section: str) -> str:
    page = reverse("department", args=[unit.code])
    return f"{page}#{section}" if section else page
