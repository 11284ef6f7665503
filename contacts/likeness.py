"""Who may be the same person as somebody about to be entered, among those the reader sees."""

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.functions import Lower, Upper

from accounts.audiences import may_read
from contacts.models import Contact


def one_at_a_time() -> None:
    """Holds back others who enter somebody until this transaction ends: a form that is sent twice, or by two people,
    meets the entry that the first of them made."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('contacts.newcomers'))")


def alike(values: dict, user, *, but: int | None = None) -> QuerySet:
    """People of the same e-mail, personnel number, or name and department as `values`; `but` is the person itself."""
    same = Q(pk__in=[])
    if email := values.get("email"):
        same |= Q(_email=email.upper()) & ~Q(email="")
    number = values.get("personnel_number")
    if number and may_read(user, Contact, "personnel_number"):
        same |= Q(_number=number.upper()) & ~Q(personnel_number="")
    if name := values.get("name"):
        same |= Q(_name=name.lower(), home_unit=values.get("home_unit"))
    found = Contact.objects.visible_to(user).listed().exclude(pk=but)
    found = found.alias(_email=Upper("email"), _number=Upper("personnel_number"), _name=Lower("name"))
    return found.filter(same).select_related("home_unit").order_by(Lower("name"), "pk")
