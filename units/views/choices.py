"""Answers to long choice lists: what one may choose from, by the words typed so far."""

from django.http import JsonResponse

from accounts.access import requires
from units.models import Unit

MOST = 30


@requires("units.view_unit")
def unit_choices(request):
    """[{value, text}] of at most thirty departments whose words begin like `?q=`."""
    found = Unit.objects.visible_to(request.user).current().matching(request.GET.get("q", "")[:200])
    rows = found.order_by("name").values_list("pk", "name", "code")[:MOST]
    return JsonResponse([{"value": pk, "text": f"{name} ({code})"} for pk, name, code in rows], safe=False)
