"""Sums of whole branches, for a tree that is shown one level at a time: a page does not wait for them."""

from django.http import JsonResponse
from django.views.decorators.http import require_safe

from accounts.access import requires
from common import words
from common.past import past_days
from units.branch_sums import beneath
from units.models import Unit

MOST = 200


@require_safe
@requires("units.view_unit")
@past_days
def branch_sums(request):
    """{id: [departments, people, revenue in millions]} in words, of those of `?of=1,2,3` that one sees."""
    asked = [text for text in request.GET.get("of", "").split(",") if text.isascii() and text.isdigit()][
        :MOST
    ]
    ids = [int(text) for text in asked if len(text) < 13]
    seen = list(Unit.objects.visible_to(request.user).filter(pk__in=ids).values_list("pk", flat=True))
    return JsonResponse(
        {
            pk: [words.number(departments), words.number(people), words.millions(revenue)]
            for pk, (departments, people, revenue) in (beneath(seen).items() if seen else ())
        }
    )
