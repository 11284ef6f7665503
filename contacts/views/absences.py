"""When a person is away, entered and changed in place on their page."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from accounts.access import requires
from common.htmx import vary_on_htmx, wants_part
from contacts.actions.absences import remove_absence, save_absence
from contacts.forms.absence import AbsenceForm
from contacts.models import Absence, Contact
from contacts.views.answers import done, kept_or_404, refused

ENTERED, CHANGED, REMOVED = (
    f"Absence {done} on the person’s page" for done in ("entered", "changed", "removed")
)


@requires("contacts.change_contact")
@vary_on_htmx
def new_absence(request, pk: int):
    contact = kept_or_404(request.user, pk)
    absence = Absence(contact=contact)
    form = AbsenceForm(
        request.POST if request.method == "POST" else None, instance=absence, user=request.user
    )
    if request.method == "POST" and _saved(request, form, ENTERED):
        return done(request, contact, "The absence is entered.", "absences", section="absences")
    return _show(request, contact, form)


@requires("contacts.change_contact")
@vary_on_htmx
def edit_absence(request, pk: int, absence: int):
    contact = kept_or_404(request.user, pk)
    found = _absence_or_404(contact, absence, lock=request.method == "POST")
    revision = found.revision
    data = request.POST if request.method == "POST" else None
    form = AbsenceForm(data, instance=found, user=request.user, revision=revision)
    if request.method == "POST":
        if form.is_stale(revision):
            text = "Somebody changed this absence in between. Please look again."
            return refused(request, contact, text, "absences", section="absences")
        if _saved(request, form, CHANGED):
            return done(request, contact, "The absence is changed.", "absences", section="absences")
    return _show(request, contact, form, found)


@requires("contacts.change_contact")
@require_POST
def remove(request, pk: int, absence: int):
    contact = kept_or_404(request.user, pk)
    remove_absence(_absence_or_404(contact, absence, lock=True), by=request.user, reason=REMOVED)
    return done(request, contact, "The absence is removed.", "absences", section="absences")


def _absence_or_404(contact: Contact, pk: int, *, lock: bool) -> Absence:
    rows = contact.absences.select_related("cover")
    return get_object_or_404(rows.select_for_update(of=("self",)) if lock else rows, pk=pk)


def _saved(request, form: AbsenceForm, reason: str) -> bool:
    return form.is_valid() and form.tried(lambda: save_absence(form.instance, by=request.user, reason=reason))


def _show(request, contact: Contact, form: AbsenceForm, absence: Absence | None = None):
    part = wants_part(request)
    template = "contacts/_absence_form.html" if part else "contacts/absence.html"
    context = {"contact": contact, "form": form, "absence": absence, "page": not part}
    return render(request, template, context, status=422 if form.errors else 200)
