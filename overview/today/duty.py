"""Call sheets: find a department by its name, see whom to call first, and go to its card. Nothing else.

Reads only fields of the widest audience; a department's purpose, risk or people are not for whoever is on duty.
"""

from datetime import date

from django.http import QueryDict

from contacts.call_finding import MOST, callable_units, called, units_named
from contacts.cards import first_calls
from contacts.choices import Purpose
from units.doors import units_coded

LONGEST = 200


def page(user, params: QueryDict, *, today: date) -> dict:
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
    }
