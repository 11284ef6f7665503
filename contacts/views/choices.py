"""Answers to choice lists of people, by the words typed so far."""

from django.db.models import Case, Q, Value, When
from django.db.models.functions import Lower
from django.http import JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import requires
from contacts import sight
from contacts.models import Contact

MOST = 30


@requires("contacts.view_contact")
@require_safe
def contact_choices(request):
    """[{value, text}] of at most thirty people whose words begin like `?q=`; those who left come last."""
    words = request.GET.get("q", "")[:200].strip().replace("\0", "")
    gone = Case(When(left_on__lt=timezone.localdate(), then=Value(1)), default=Value(0))
    near = Case(
        When(Q(name__istartswith=words), then=Value(0)),
        When(Q(name__icontains=words), then=Value(1)),
        default=Value(2),
    )
    found = Contact.objects.visible_to(request.user).listed().matching(words).annotate(_gone=gone)
    order = ("_gone", near, Lower("name"), "pk")
    if not words:
        # The beginning of the list, as the index on names has it.
        found, order = found.here(on=timezone.localdate()), (Lower("name"), "pk")
    rows = found.order_by(*order).values_list("pk", "name", "title", sight.unit_name(request.user), "_gone")
    return JsonResponse([{"value": pk, "text": _said(*said)} for pk, *said in rows[:MOST]], safe=False)


def _said(name: str, title: str, unit: str | None, gone: int) -> str:
    known = [*filter(None, (title, unit)), *(["left"] if gone else [])]
    return f"{name} ({', '.join(known)})" if known else name
