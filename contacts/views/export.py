"""The people of the present list as a file: a table, or vCards."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from accounts.access import requires
from common import asof, downloads
from common.past import past_days
from contacts import vcards
from contacts.lists import ContactList
from contacts.models import Contact
from contacts.sheets.columns import columns_for
from contacts.sheets.export import read_by, rows_of

CALLED = {"name": "people", "title": "People"}


@requires("contacts.export_contact")
@require_safe
@past_days
def export(request: HttpRequest, ending: str) -> StreamingHttpResponse:
    """Everybody the list's filter lets through, in the list's order; written while it is read."""
    listing = ContactList(request)
    if downloads.wants_shown(request):
        table = downloads.as_shown(listing, **CALLED)
    else:
        columns = columns_for(request.user)
        rows = rows_of(listing.ordered, columns, by=request.user)
        table = downloads.to_bring_in(columns, rows, **CALLED)
    return downloads.answer(table, ending)


@requires("contacts.export_contact")
@require_safe
@past_days
def export_vcf(request: HttpRequest) -> StreamingHttpResponse:
    """The same people as vCards."""
    cards = _cards(ContactList(request).ordered, request.user)
    response = StreamingHttpResponse(cards, content_type="text/vcard; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="people-{asof.day():%Y-%m-%d}.vcf"'
    return response


@requires("contacts.export_contact")
@require_safe
@past_days
def card_vcf(request: HttpRequest, pk: int) -> HttpResponse:
    """One person as a vCard."""
    people = Contact.objects.visible_to(request.user).listed()
    get_object_or_404(people, pk=pk)
    card = b"".join(_cards(people.filter(pk=pk), request.user))
    response = HttpResponse(card, content_type="text/vcard; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="person-{pk}.vcf"'
    return response


def _cards(people, user):
    hidden = vcards.hidden_from(user)
    return (
        vcards.written(person, hidden=hidden)
        for person in read_by(vcards.with_last_change(people, by=user), by=user)
    )
