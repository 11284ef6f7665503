"""Whom to call: finding the department, its card, and saying whether a number was right."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from common.htmx import vary_on_htmx, wants_part
from contacts.actions.contacts import confirm_phone
from contacts.actions.numbers import doubt_number
from contacts.call_finding import MOST, may_keep, own_units, sees, unit_to_call_or_404, units_named
from contacts.cards import card_of, first_calls
from contacts.choices import Purpose
from contacts.views.answers import kept_or_404

LONGEST = 200


@require_safe
@vary_on_htmx
@requires("contacts.view_call_card")
def find(request):
    text = request.GET.get("q", "").replace("\0", " ")[:LONGEST].strip()
    today = timezone.localdate()
    if text:
        units, more = units_named(request.user, text)
        if len(units) == 1 and not wants_part(request):
            return redirect("call:card", units[0].code)
    else:
        units, more = own_units(request.user, on=today), False
    context = {
        "q": text,
        "calls": first_calls(units, Purpose.INCIDENT, on=today),
        "more": more,
        "most": MOST,
    }
    part = wants_part(request, "found-to-call")
    return render(request, "contacts/_found_to_call.html" if part else "contacts/call_find.html", context)


@require_safe
@requires("contacts.view_call_card")
def card(request, code: str):
    unit = unit_to_call_or_404(request.user, code)
    purpose = request.GET.get("purpose", "")
    purpose = purpose if purpose in Purpose.values else Purpose.INCIDENT
    now = timezone.now()
    found = card_of(unit, purpose, request.user, on=timezone.localdate(now), now=now)
    context = {
        "unit": unit,
        "card": found,
        "above": found.above,
        "today": timezone.localdate(now),
        "purpose_label": Purpose(purpose).label,
        "department_url": _department(request.user, unit),
        "impact_url": reverse("impact", args=[unit.code]) if sees(request.user, unit) else "",
        "purposes": [
            {"label": one.label, "href": f"?{urlencode({'purpose': one})}", "current": one == purpose}
            for one in Purpose
        ],
        "may_edit": may_keep(request.user, unit),
    }
    return render(request, "contacts/call_card.html", context)


def _department(user, unit) -> str:
    """Its page, for those who may open it: whoever is on duty may not, nor a department those above it."""
    if not user.has_perm("overview.view_department") or not sees(user, unit):
        return ""
    return reverse("department", args=[unit.code])


@requires("contacts.change_contact")
@require_POST
def number(request, code: str, pk: int):
    """Said on the card: the number was confirmed just now, or it was wrong."""
    unit = unit_to_call_or_404(request.user, code)
    contact = kept_or_404(request.user, pk, lock=True)
    if not contact.phone:
        raise Http404("There is no number.")
    if request.POST.get("said") == "wrong":
        doubt_number(contact, by=request.user, reason="Found wrong when calling")
        messages.warning(request, f"The number of {contact} is marked as not confirmed. Enter the right one.")
    else:
        confirm_phone(contact, on=timezone.localdate(), by=request.user, reason="Confirmed when calling")
        messages.success(request, f"The number of {contact} is confirmed as of today.")
    purpose = request.POST.get("purpose", "")
    query = f"?{urlencode({'purpose': purpose})}" if purpose in Purpose.values else ""
    return redirect(reverse("call:card", args=[unit.code]) + query)
