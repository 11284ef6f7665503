"""One person as a line of the directory: what its cells read, in two queries a page."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from types import SimpleNamespace

from django.db.models import F, OuterRef, Subquery

from common.addresses import address
from contacts import engagement, sight
from contacts.models import Absence, Assignment, Contact
from contacts.rules import dialled

FIELDS = (
    "id", "name", "email", "phone", "phone_confirmed_on", "title", "location", "preferred_channel", "left_on",
)  # fmt: skip


def lines_of(
    ids: list[int], *, user, hidden: Iterable[str], today: date, shown: Iterable[str]
) -> list[SimpleNamespace]:
    """The people of these ids, whom the caller found among those `user` may see, with what the columns `shown` read."""
    # Who sees a person sees when they are away.
    away = Absence.objects.on(today).filter(contact=OuterRef("pk")).order_by("-until")
    seen = {} if "personnel_number" in hidden else {"personnel_number": F("personnel_number")}
    seen |= {"manager_name": sight.person_name(user)} if "manager" in shown else {}
    seen |= engagement.columns_of(user) if "engagement" in shown else {}
    rows = Contact.objects.filter(pk__in=ids)
    rows = rows.values(
        *(name for name in FIELDS if name not in hidden),
        pk=F("pk"),
        unit_name=sight.unit_name(user),
        unit_code=sight.unit_code(user),
        away_until=Subquery(away.values("until")[:1]),
        **{f"{name}_": value for name, value in seen.items()},
    )
    held = _held_by(ids, user=user, today=today)
    return [_dressed(row, held, user, today) for row in rows]


def _dressed(row: dict, held: dict, user, today: date) -> SimpleNamespace:
    person = SimpleNamespace(**{name.rstrip("_"): value for name, value in row.items()})
    person.today, person.held = today, held[person.pk]
    person.href = address("contacts:person", person.pk)
    person.unit_href = address("department", person.unit_code) if person.unit_code else ""
    person.gone = person.left_on is not None and person.left_on < today
    person.dialled = dialled(person.phone)
    return person


def _held_by(ids: list[int], *, user, today: date) -> dict[int, list[tuple[str, str]]]:
    """(responsibility, what for) of each of these people, as far as `user` may know. One query."""
    rows = (
        Assignment.objects.visible_to(user)
        .current(on=today)
        .filter(contact__in=ids)
        .order_by("function__position", "priority", "pk")
    )
    found = defaultdict(list)
    names = rows.values_list("contact_id", "function__name", "unit__name", "asset__name", "process__name")
    for contact, function, unit, asset, process in names:
        found[contact].append((function, asset or process or unit))
    return found
