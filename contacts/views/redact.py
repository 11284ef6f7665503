"""Making what is known of somebody who left unreadable at once, before the time kept for all has run out."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts.access import requires
from contacts.actions.redacting import NAME, redact_people
from contacts.forms.redact import RedactForm
from contacts.models import Contact

RULE = "People who left, at once"


@requires("contacts.redact_contact")
def redact(request, pk: int):
    """The question, and the answer to it. Whoever is still here, or unreadable already, has no such page."""
    people = Contact.objects.visible_to(request.user).listed().left(on=timezone.localdate())
    contact = get_object_or_404(people, pk=pk, redacted_on__isnull=True)
    form = RedactForm(request.POST if request.method == "POST" else None, contact=contact)
    if request.method == "POST" and form.is_valid() and _redacted(request, form):
        messages.success(request, f"They are {NAME} from now on, here and in the record.")
        return redirect("contacts:person", pk)
    context = {"form": form, "contact": contact}
    return render(request, "contacts/redact.html", context, status=422 if form.errors else 200)


def _redacted(request, form: RedactForm) -> bool:
    reason = form.cleaned_data["reason"]
    try:
        redact_people([form.contact.pk], rule=RULE, reason=reason, by=request.user, at=timezone.now())
    except ValidationError as error:
        form.add_error(None if not hasattr(error, "error_dict") else "reason", " ".join(error.messages))
        return False
    return True
