"""How a small change on a person's page is answered, and the door to people one may change."""

from django.shortcuts import get_object_or_404
from django.urls import reverse

from common.htmx import answered
from contacts.models import Contact


def kept_or_404(user, pk: int, *, lock: bool = False) -> Contact:
    """The person as `user` may change them. `lock` keeps others from changing them until the request ends."""
    rows = Contact.objects.kept_by(user).listed()
    return get_object_or_404(rows.select_for_update(of=("self",), no_key=True) if lock else rows, pk=pk)


def done(request, contact: Contact, text: str, *names: str, section: str = ""):
    """The page re-reads its sections that show `names`; without htmx one is back on the page, at `section`."""
    return answered(request, text, *names, to=_page(contact, section))


def refused(request, contact: Contact, text: str, *names: str, section: str = ""):
    """Nothing was changed, and why."""
    return answered(request, text, *names, to=_page(contact, section), level="error")


def _page(contact: Contact, section: str) -> str:
    page = reverse("contacts:person", args=[contact.pk])
    return f"{page}#{section}" if section else page
