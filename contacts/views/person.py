"""The page of one person, and confirming their number."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from accounts.audiences import may_read
from common import asof
from common.htmx import vary_on_htmx
from common.past import past_days
from contacts.actions.contacts import confirm_phone
from contacts.models import Contact
from contacts.person import REPORTS_SHOWN, Person
from contacts.views.answers import done, kept_or_404, refused


@requires("contacts.view_contact")
@require_safe
@vary_on_htmx
@past_days
def person(request, pk: int):
    rows = Contact.objects.visible_to(request.user).select_related("user")
    contact = get_object_or_404(rows, pk=pk)
    if contact.merged_into_id and not may_read(request.user, Contact, "merged_into"):
        # There is one entry a person; that the other was once apart is the team's to know.
        if Contact.objects.visible_to(request.user).filter(pk=contact.merged_into_id).exists():
            return redirect("contacts:person", contact.merged_into_id)
        raise Http404
    shown = Person(contact, request.user, today=asof.day(), now=asof.now())
    context = {"contact": contact, "person": shown, "stances": shown.stances, "reports_shown": REPORTS_SHOWN}
    return render(request, "contacts/person.html", context)


@requires("contacts.change_contact")
@require_POST
def confirm_number(request, pk: int):
    """The number on screen is right today; if it is not the present one, it is shown again instead."""
    contact = kept_or_404(request.user, pk, lock=True)
    if request.POST.get("phone") != contact.phone:
        return refused(request, contact, "The number was changed in between. Please look again.", "person")
    try:
        reason = "Number confirmed on the person’s page"
        confirm_phone(contact, on=asof.day(), by=request.user, reason=reason)
    except ValidationError as error:
        return refused(request, contact, " ".join(error.messages), "person")
    return done(
        request, contact, f"The number of {contact.name} is confirmed as of today.", "person", section="facts"
    )
