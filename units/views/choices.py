"""Answers to long choice lists: what one may choose from, by the words typed so far."""

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Case, Q, Value, When
from django.db.models.functions import Lower
from django.http import JsonResponse

from accounts.access import requires
from units.models import Asset, Unit
from units.words import prefix_query

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


@requires("units.view_unit")
def asset_choices(request):
    """[{value, text}] of at most thirty assets whose words begin like `?q=`, each with its department."""
    words = request.GET.get("q", "")[:200].strip().replace("\0", "")
    found = Asset.objects.visible_to(request.user)
    if query := prefix_query(words):
        found = found.annotate(_words=SearchVector("words", config="simple")).filter(
            _words=SearchQuery(query, config="simple", search_type="raw")
        )
    elif words:
        found = found.none()
    rows = found.order_by(Lower("name"), "pk").values_list("pk", "name", "unit__name")[:MOST]
    return JsonResponse([{"value": pk, "text": f"{name} ({unit})"} for pk, name, unit in rows], safe=False)
