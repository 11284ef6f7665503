"""What the values of a person and of a responsibility must agree on. Pure but for Django's error type."""

import re
from collections.abc import Hashable, Mapping
from datetime import date

from django.core.exceptions import ValidationError

_PHONE = re.compile(r"\+?[0-9 ()./\-]{3,40}(\s*(x|ext\.?)\s*[0-9]{1,6})?", re.IGNORECASE)


def phone_problem(text: str) -> str | None:
    """Why `text` cannot be dialled, or None. Blanks, brackets, dots, slashes and an extension are fine."""
    if not _PHONE.fullmatch(text.strip()) or sum(char.isdigit() for char in text) < 3:
        return "Write the number as it is dialled, such as +44 20 7946 0142 or 4711 ext. 12."
    return None


def validate_phone(value: str) -> None:
    if problem := phone_problem(value):
        raise ValidationError(problem)


def dialled(phone: str) -> str:
    """The number as a telephone takes it: `tel:` + this. An extension follows a comma, which waits before it."""
    main, *extension = re.split(r"\s*(?:x|ext\.?)\s*", phone.strip(), maxsplit=1, flags=re.IGNORECASE)
    digits = ("+" if main.startswith("+") else "") + re.sub(r"\D", "", main.replace("(0)", ""))
    return ",".join([digits, *extension])


def term_problem(since: date | None, until: date | None) -> str | None:
    """Why a time cannot be, or None."""
    if since and until and until < since:
        return "It ends before it begins; one of the two days is wrong."
    return None


def circle(managers: Mapping[Hashable, Hashable | None], start: Hashable) -> list | None:
    """The circle of managers that `start` stands in, beginning with it, or None. `managers`: person → manager."""
    path, person = [start], managers.get(start)
    while person is not None and person not in path:
        path.append(person)
        person = managers.get(person)
    return path if person == start else None
