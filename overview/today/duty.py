"""Call sheets: those in use now, and a department by its name, whom to call first, and its card. Nothing else.

Reads only fields of the widest audience; a department's purpose, risk or people are not for whoever is on duty.
"""

from datetime import datetime, timedelta

from django.db.models import F, Q
from django.http import QueryDict
from django.utils import timezone

from contacts.call_finding import MOST, callable_units, called, units_named
from contacts.cards import first_calls
from contacts.choices import Purpose
from overview.models import CallSheet
from units.doors import units_coded

LONGEST = 200
MOST_SHEETS = 8
RECENT = timedelta(days=14)


def page(user, params: QueryDict, *, now: datetime) -> dict:
    today = timezone.localdate(now)
    text = params.get("q", "").replace("\0", " ")[:LONGEST].strip()
    code = params.get("unit", "")[:100]
    units, more = [], False
    if code:
        units = list(called(units_coded(code).filter(pk__in=callable_units(user).values("pk"))))
    elif text:
        units, more = units_named(user, text)
    return {
        "q": text,
        "asked": text or code,
        "calls": first_calls(units, Purpose.INCIDENT, on=today),
        "more": more,
        "most": MOST,
        "sheets": [] if text or code else list(_sheets(user, now=now)),
    }


def _sheets(user, *, now: datetime):
    """Those in use, so that whoever takes over goes on where the one before stopped; then those ended lately."""
    rows = CallSheet.objects.visible_to(user).filter(Q(closed_at=None) | Q(closed_at__gte=now - RECENT))
    rows = rows.select_related("unit", "opened_by")
    rows = rows.only(
        "opened_at", "closed_at", "unit__code", "unit__name", "opened_by__name", "opened_by__email"
    )
    return rows.order_by(F("closed_at").desc(nulls_first=True), "-opened_at", "-pk")[:MOST_SHEETS]
