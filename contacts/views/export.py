"""The people of the present list as a file: a table, or vCards."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from accounts.access import requires
from common import asof
from common.past import past_days
from common.sheets.writing import csv_pieces
from contacts import vcards
from contacts.lists import ContactList
from contacts.models import Contact
from contacts.sheets.columns import columns_for
from contacts.sheets.export import read_by, rows_of


@requires("contacts.export_contact")
@require_safe
@past_days
def export_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Everybody the list's filter lets through, in the list's order; written while it is read."""
    columns = columns_for(request.user)
    rows = rows_of(ContactList(request).ordered, columns, by=request.user)
    pieces = csv_pieces([column.name for column in columns], rows)
    return _file(StreamingHttpResponse(pieces, content_type="text/csv; charset=utf-8"), "csv")


@requires("contacts.export_contact")
@require_safe
@past_days
def export_vcf(request: HttpRequest) -> StreamingHttpResponse:
    """The same people as vCards."""
    cards = _cards(ContactList(request).ordered, request.user)
    return _file(StreamingHttpResponse(cards, content_type="text/vcard; charset=utf-8"), "vcf")


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


def _file(response, ending: str):
    day = asof.day()
    response["Content-Disposition"] = f'attachment; filename="people-{day:%Y-%m-%d}.{ending}"'
    return response
