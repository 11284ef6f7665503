"""Naming people for the responsibilities of a unit, several at once; agreeing one anew; ending one."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.access import requires
from common.forms import ReasonMixin, SrrmForm
from common.history import recording
from common.htmx import answered, wants_part
from common.stale import readable
from contacts.actions.assignments import assign, change_assignment, end_assignment, succeed
from contacts.actions.contacts import create_contact
from contacts.doors import assignment_or_404, nameable_ids
from contacts.forms.assignment import AgreementForm, EndForm, NameForm
from contacts.forms.choosing import near_people
from contacts.functions import OF_UNITS
from contacts.models import Contact
from contacts.unit_people import things_of, unit_people
from units.doors import unit_or_404

MOST_ROWS = 20
CHANGED = ("people", "value")
# The same as a row on the page of people, by the page of its own.
ROWS = {
    "contacts/assignment_edit.html": "contacts/_assignment_edit.html",
    "contacts/assignment_end.html": "contacts/_assignment_end.html",
}


class WhyForm(ReasonMixin, SrrmForm):
    """Why these people, for all of them at once."""

    default_reason = "Named on the page of people"


class Refused(Exception):
    """Something in one of the rows; nothing of it is kept."""


@requires("contacts.change_contact")
@require_http_methods(["GET", "HEAD", "POST"])
def unit_assign(request, code: str):
    """Names people for one or several responsibilities, also people who are not in the directory yet."""
    unit = unit_or_404(request.user, code)
    rows, why = _rows(request, unit), WhyForm(request.POST if request.method == "POST" else None)
    context = {"unit": unit, "rows": rows, "why": why, "single": len(rows) == 1}
    if request.method != "POST":
        return render(request, "contacts/assign.html", context)
    if "more" in request.POST:
        return render(request, "contacts/assign.html", context | {"quiet": True})
    if _judge(rows, why) and (named := _name(request.user, rows, why)):
        return _done(request, unit, f"{_listed(named)} named.")
    return render(request, "contacts/assign.html", context, status=422)


def _rows(request, unit) -> list[NameForm]:
    on = timezone.localdate()
    common = {
        "unit": unit,
        "user": request.user,
        "on": on,
        "near": near_people(request.user, unit, on=on),
        "things": things_of(unit, request.user),
    }
    if request.method == "POST":
        return [NameForm(data, prefix=str(at), **common) for at, data in _sent(request.POST, on)]
    wanted = request.GET.getlist("function")[:MOST_ROWS] or _missing(request.user, unit, on) or [""]
    start = {"since": on, "priority": 1, "thing": request.GET.get("for", "")[:40]}
    return [
        NameForm(initial={**start, "function": one}, prefix=str(at), **common)
        for at, one in enumerate(wanted)
    ]


def _sent(data, on):
    """(number, data) of each row that was sent, and of one more where it is asked for."""
    text = data.get("rows", "1")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 3 else 1
    number = min(max(number, 1) + ("more" in data), MOST_ROWS)
    filled = data.copy()
    if "more" in data:
        filled.setdefault(f"{number - 1}-since", on.isoformat())
    return [(at, filled) for at in range(number)]


def _missing(user, unit, on) -> list[str]:
    """What nobody is named for yet and `user` may name somebody for."""
    people = unit_people(unit, user=user, nameable=nameable_ids(user), on=on)
    return [
        line.function.code
        for line in people.lines
        if line.function.code in OF_UNITS and line.expected and line.nameable and line.nobody
    ]


def _judge(rows: list[NameForm], why: WhyForm) -> bool:
    fine = [form.is_valid() for form in (*rows, why)]
    if all(fine) and not any(row.names_somebody() for row in rows):
        rows[0].add_error("contact", "Choose somebody, or enter somebody new.")
        return False
    return all(fine)


def _name(user, rows: list[NameForm], why: WhyForm) -> list[str]:
    """Names everybody or nobody. What was refused stands in its row."""
    reason, named = why.cleaned_data["reason"], []
    try:
        with transaction.atomic(), recording(by=user, reason=reason):
            for row in rows:
                if row.names_somebody() and (contact := _named(user, row, reason)):
                    named.append(contact.name)
            if any(row.errors for row in rows):
                raise Refused
    except Refused:
        return []
    return named


def _named(user, row: NameForm, reason: str) -> Contact | None:
    given = row.cleaned_data
    try:
        contact = given["contact"] or create_contact(values=row.newcomer(), by=user, reason=reason)
        assign(row.assignment(contact), by=user, reason=reason, succeed=given["succeed"])
    except ValidationError as error:
        row.refuse(error)
        return None
    return contact


def _listed(names: list[str]) -> str:
    names = list(dict.fromkeys(names))
    said = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return f"{said} {'is' if len(names) == 1 else 'are'}"


@requires("contacts.change_contact")
@require_http_methods(["GET", "HEAD", "POST"])
def assignment_edit(request, pk: int):
    """What was agreed with the holder of one responsibility."""
    held = assignment_or_404(request.user, pk, lock=request.method == "POST")
    sent = request.POST if request.method == "POST" else None
    form = AgreementForm(sent, instance=held, revision=held.revision)
    if request.method == "POST":
        if form.is_stale(held.revision):
            return _stale(request, held, form)
        if form.is_valid() and form.tried(lambda: _change(request.user, held, form)):
            return _done(request, held.unit, f"What was agreed with {held.contact} is saved.")
    return _form(request, "contacts/assignment_edit.html", held, form)


def _change(user, held, form):
    change_assignment(held, values=form.values(), by=user, reason=form.cleaned_data["reason"])


def _stale(request, held, form):
    """What was written stays in the fields; what somebody else made of them meanwhile is said beside."""
    form.full_clean()
    form.add_error(
        None, "Somebody changed this since you opened it. What you wrote is kept; look again, then save."
    )
    for name, theirs in form.initial.items():
        if name in form.cleaned_data and form.cleaned_data[name] != theirs:
            form.add_error(name, f"Now it says: {readable(form[name], theirs)}")
    form.data = form.data.copy()
    form.data[form.add_prefix("revision")] = str(held.revision)
    return _form(request, "contacts/assignment_edit.html", held, form)


@requires("contacts.change_contact")
@require_http_methods(["GET", "HEAD", "POST"])
def assignment_end(request, pk: int):
    """The last day of one responsibility, and who follows."""
    held, on = assignment_or_404(request.user, pk, lock=request.method == "POST"), timezone.localdate()
    near = [one for one in near_people(request.user, held.unit, on=on) if one.pk != held.contact_id]
    form = EndForm(request.POST or None, initial={"until": on}, user=request.user, near=near)
    if request.method == "POST" and form.is_valid() and form.tried(lambda: _end(request.user, held, form)):
        follows = form.cleaned_data["successor"]
        text = f"{follows} follows {held.contact}." if follows else f"{held.contact} is relieved of it."
        return _done(request, held.unit, text)
    return _form(request, "contacts/assignment_end.html", held, form)


def _end(user, held, form):
    given = form.cleaned_data
    if given["successor"]:
        succeed(held, to=given["successor"], on=given["until"], by=user, reason=given["reason"])
    else:
        end_assignment(held, on=given["until"], by=user, reason=given["reason"])


def _form(request, page: str, held, form):
    """The row on the page of people, or a page of its own."""
    context = {"held": held, "unit": held.unit, "form": form, "row": f"assignment-{held.pk}"}
    template = ROWS[page] if wants_part(request, context["row"]) else page
    return render(request, template, context, status=422 if form.errors else 200)


def _done(request, unit, text: str):
    return answered(request, text, *CHANGED, to=reverse("unit_people", args=[unit.code]))
