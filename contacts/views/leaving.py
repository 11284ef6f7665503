"""Somebody leaves: one page with everything they hold, a look at what will happen, one save."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import requires
from common import words
from contacts.actions.leaving import Meanwhile, release, took_over
from contacts.actions.returning import come_back
from contacts.doors import contact_or_404
from contacts.forms.choosing import near_people
from contacts.forms.leaving import LeaveForm
from contacts.leaving import acts_for, grouped, held_by

TEMPLATE = "contacts/leave.html"


@requires("contacts.release_contact")
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request, pk: int):
    """Who takes over what. Nothing is written before it was said what will happen."""
    contact, today = contact_or_404(request.user, pk), timezone.localdate()
    acts = acts_for(contact) if request.user.has_perm("units.restructure_unit") else []
    form = _form(request, contact, today, bool(acts))
    context = {"person": contact, "form": form, "groups": _rows(form), "acts": acts, "today": today}
    if request.method != "POST":
        return render(request, TEMPLATE, context)
    if new := form.meanwhile():
        form.add_error(None, f"This came up since you opened the page: {', '.join(one.what for one in new)}.")
    if not form.is_valid():
        return render(request, TEMPLATE, context, status=422)
    if "again" in request.POST:
        return render(request, TEMPLATE, context)
    if "sure" not in request.POST:
        return render(request, TEMPLATE, context | {"plan": plan(form, contact, today)})
    try:
        _release(request, contact, form)
    except ValidationError as error:
        form.refuse(error)
        return render(request, TEMPLATE, context, status=422)
    except Meanwhile as error:
        form.add_error(
            None, f"This came up meanwhile: {', '.join(one.what for one in error.held)}. Look again."
        )
        return render(request, TEMPLATE, context, status=422)
    return redirect("contacts:person", contact.pk)


def _form(request, contact, today, acts: bool) -> LeaveForm:
    data = request.POST if request.method == "POST" else None
    start = contact.left_on or today
    last_day = (_day(data.get("last_day", "")) if data else None) or start
    near = near_people(request.user, contact.home_unit, on=today) if contact.home_unit_id else []
    initial = {"last_day": start, "withdraw": start <= today}
    held = held_by(contact, after=last_day)
    return LeaveForm(
        data, contact=contact, held=held, user=request.user, near=near, acts=acts, initial=initial
    )  # fmt: skip


def _day(text: str):
    try:
        return parse_date(text)
    except ValueError:
        return None


def _rows(form: LeaveForm) -> list:
    return [(heading, when, form.rows(some)) for heading, when, some in grouped(form.held)]


def plan(form: LeaveForm, contact, today) -> list[tuple[str, list[str]]]:
    """What will happen: sentences, each with the things it is about."""
    said = form.cleaned_data
    day = words.day(said["last_day"], today=today)
    by_heir: dict[str, list[str]] = {}
    for one in form.held:
        heir = form.choices[one.key]
        by_heir.setdefault(heir.name if heir else "", []).append(one.said)
    nobody = by_heir.pop("", [])
    sentences = [(f"{contact}’s last day {'is' if said['last_day'] >= today else 'was'} {day}.", [])]
    sentences += [(f"{heir} takes over {len(what)}:", what) for heir, what in by_heir.items()]
    if nobody:
        sentences.append((f"Nobody for now, {len(nobody)}:", nobody))
    if not form.held:
        sentences.append(("They hold nothing that somebody would have to take over.", []))
    if said.get("withdraw"):
        sentences.append(("Their sign-in may no longer act for any department, from this moment on.", []))
    return [*sentences, ("Their entry and all they held stay in the record.", [])]


def _release(request, contact, form: LeaveForm) -> None:
    said = form.cleaned_data
    with transaction.atomic():
        release(
            contact,
            last_day=said["last_day"],
            choices=form.choices,
            withdraw=bool(said.get("withdraw")),
            by=request.user,
            reason=took_over(contact, form.choices, why=said["why"]),
        )
    messages.success(request, f"{took_over(contact, form.choices)}.")


@requires("contacts.release_contact")
@require_POST
def here_again(request, pk: int):
    """Takes the last day of somebody back who returned, or who stays after all."""
    contact = contact_or_404(request.user, pk)
    gone = not contact.is_here(timezone.localdate())
    said = "is here again" if gone else "stays"
    try:
        come_back(contact, by=request.user, reason=f"{contact.name} {said}")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, f"{contact.name} {said}. What went to others stays with them.")
    return redirect("contacts:person", contact.pk)
