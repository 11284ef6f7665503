"""Where access and responsibility do not agree: the list, and settling what is proposed for one unit."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from common.htmx import go
from common.lists import page_at, page_number
from contacts.access_state import all_proposals
from contacts.actions.access import settle_access, told
from units.doors import unit_or_404
from units.models import Unit

PAGE_SIZE = 40
VIEWS = (("settle", "To settle"), ("invite", "Without a sign-in"))


@requires("units.compare_units")
@require_safe
def access(request):
    """Every department where somebody should be able to act and cannot, or can and perhaps should not."""
    proposals = all_proposals(on=timezone.localdate())
    by_view = {
        "settle": {pk: one for pk, one in proposals.items() if one.doable},
        "invite": {pk: one for pk, one in proposals.items() if one.told},
    }
    view = request.GET.get("view") if request.GET.get("view") in by_view else "settle"
    shown = by_view[view]
    units = Unit.objects.visible_to(request.user).filter(pk__in=shown).order_by("name", "pk")
    total = len(shown)
    units = units.only("pk", "code", "name")
    page = page_at(
        page_number(request.GET, []), total,
        lambda start, end: [(unit, shown[unit.pk]) for unit in units[start:end]], size=PAGE_SIZE,
    )  # fmt: skip
    views = [(name, label, len(by_view[name])) for name, label in VIEWS]
    return render(
        request, "contacts/access.html", {"page": page, "total": total, "views": views, "view": view}
    )


@requires("units.restructure_unit")
@require_POST
def access_settle(request, code: str):
    """Grants and withdraws what was ticked, as one change."""
    unit = unit_or_404(request.user, code)
    keys = [key[:60] for key in request.POST.getlist("do")]
    back = reverse("unit_people", args=[unit.code]) if "here" in request.POST else reverse("contacts:access")
    if not keys:
        messages.error(request, "Nothing was ticked, so nothing was changed.")
        return go(request, back)
    try:
        steps = settle_access(unit, keys=keys, by=request.user, on=timezone.localdate(), reason="")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, f"{unit.name}: {told(steps)}.")
    return go(request, back)
