"""What the address of a form for a talk already says: `?kind=joint&units=FIN,HR`, `?unit=FIN`, `?name=…`."""

from django.db.models.functions import Lower

from dialogues.choices import SeriesKind
from units.models import Unit

MOST = 50


def from_address(request) -> dict:
    """Only what the person sees is taken over; the rest is left out."""
    params = request.GET
    codes = [code for value in params.getlist("units") + params.getlist("unit") for code in value.split(",")]
    wanted = {code.strip().lower() for code in codes[:MOST] if code.strip() and "\0" not in code}
    initial: dict = {}
    if wanted:
        rows = Unit.objects.visible_to(request.user).alias(folded=Lower("code")).filter(folded__in=wanted)
        initial["units"] = list(rows.values_list("pk", flat=True))
    if params.get("kind") in SeriesKind.values:
        initial["kind"] = params["kind"]
    if title := params.get("name", "").replace("\0", "")[:200]:
        initial |= {"name": title, "title": title}
    return initial
