"""Answers to long choice lists: what one may choose from, by the words typed so far."""

from django.db.models import Case, Q, Value, When
from django.http import JsonResponse

from accounts.access import requires
from units.models import Unit

MOST = 30


def _nearness(words: str) -> Case:
    """What is called so stands before what only mentions it."""
    steps = (
        Q(code__iexact=words),
        Q(name__istartswith=words),
        Q(code__istartswith=words),
        Q(name__icontains=words),
    )
    return Case(*(When(one, then=Value(step)) for step, one in enumerate(steps)), default=Value(len(steps)))


@requires("units.view_unit")
def unit_choices(request):
    """[{value, text}] of at most thirty departments whose words begin like `?q=`."""
    words = request.GET.get("q", "")[:200].strip().replace("\0", "")
    found = Unit.objects.visible_to(request.user).current().matching(words)
    rows = found.order_by(_nearness(words), "name").values_list("pk", "name", "code")[:MOST]
    return JsonResponse([{"value": pk, "text": f"{name} ({code})"} for pk, name, code in rows], safe=False)
