"""Entering a person and changing their entry."""

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts.access import requires
from common import stale
from contacts.actions.contacts import change_contact, create_contact
from contacts.forms.contact import ContactForm, NewContactForm
from contacts.likeness import alike, one_at_a_time
from contacts.models import Contact
from contacts.versions import latest_for, revision_for, version_values
from units.doors import units_coded
from units.views.conflicts import both_versions

# What makes two entries look like one person.
TELLING = {"name", "email", "personnel_number", "home_unit"}


@requires("contacts.add_contact")
def new_contact(request: HttpRequest):
    initial = {}
    if unit := units_coded(request.GET.get("unit", "")).visible_to(request.user).first():
        initial["home_unit"] = unit.pk
    data = request.POST if request.method == "POST" else None
    form = NewContactForm(data, user=request.user, today=timezone.localdate(), initial=initial)
    twins = []
    if request.method == "POST" and form.is_valid():
        one_at_a_time()
        twins = _twins(request, form)
        contact = None if twins else _written(form, create_contact, by=request.user)
        if contact:
            messages.success(request, f"{contact.name} is in the directory.")
            return _onward(request, contact)
    context = {"form": form, "twins": twins}
    return render(request, "contacts/new.html", context, status=422 if form.errors or twins else 200)


@requires("contacts.change_contact")
def edit_contact(request: HttpRequest, pk: int):
    # Locked while a change is saved, so that the version compared is the version overwritten.
    rows = Contact.objects.kept_by(request.user).listed()
    rows = rows.select_for_update(of=["self"], no_key=True) if request.method == "POST" else rows
    contact = get_object_or_404(rows.select_related("home_unit", "manager", "user"), pk=pk)
    revision = revision_for(request.user, contact)
    if request.method != "POST":
        return _show(request, contact, _form(request, contact, revision=revision))
    data = request.POST
    if stale.has_choices(data):
        data = stale.chosen(data, _form(request, contact))
    form = _form(request, contact, data, revision=revision)
    if form.is_stale(revision):
        return _both_versions(request, contact, form, revision)
    twins = []
    if form.is_valid():
        twins = _twins(request, form, contact)
        if not twins and _written(form, change_contact, contact, by=request.user):
            messages.success(request, f"{contact.name} is saved.")
            return _onward(request, contact)
    return _show(request, contact, form, twins=twins, status=422)


def _form(request, contact: Contact, data=None, **kwargs) -> ContactForm:
    return ContactForm(data, instance=contact, user=request.user, today=timezone.localdate(), **kwargs)


def _show(request, contact: Contact, form, *, twins=(), status=200):
    context = {"contact": contact, "form": form, "twins": twins}
    return render(request, "contacts/edit.html", context, status=status)


def _twins(request, form: ContactForm, contact: Contact | None = None) -> list[Contact]:
    """Who may be the same person, unless somebody said to keep both or nothing that tells was changed."""
    if request.POST.get("keep_both") or (contact and not TELLING & set(form.changed_data)):
        return []
    values = {name: form.cleaned_data[name] for name in TELLING & form.cleaned_data.keys()}
    return list(alike(values, request.user, but=contact.pk if contact else None)[:5])


def _written(form: ContactForm, action, *args, by) -> Contact | None:
    return form.made(lambda: action(*args, values=form.values(), by=by, reason=form.cleaned_data["reason"]))


def _onward(request, contact: Contact):
    """A save can take somebody out of the sight of whoever made it."""
    seen = Contact.objects.visible_to(request.user).filter(pk=contact.pk).exists()
    return redirect("contacts:person", contact.pk) if seen else redirect("contacts:list")


def _both_versions(request, contact: Contact, form, revision):
    text = form.data.get("revision", "")
    known = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1
    before = Contact.history.model.objects.filter(id=contact.pk, revision=known).first()
    opened = _form(request, contact, initial=version_values(before)) if before else None
    return both_versions(
        request, "contacts/stale.html", mine=form, theirs=_form(request, contact), opened=opened,
        revision=revision, last=latest_for(request.user, contact), contact=contact,
    )  # fmt: skip
