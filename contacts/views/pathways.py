"""Writing down whom to call about a unit for one purpose, and going back to the usual order."""

import re

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from accounts.access import requires
from common.htmx import wants_part
from contacts.actions.pathways import remove_pathway, save_pathway
from contacts.call_material import Written
from contacts.cards import card_of
from contacts.choices import Purpose
from contacts.forms.choosing import near_people
from contacts.forms.pathway import MOST_STEPS, PathwayForm, Steps, rows_of, rows_sent, version_of
from contacts.models import Function, Pathway, PathwayStep
from units.doors import unit_or_404

EMPTY = {"function": "", "contact": "", "channel": "", "note": ""}
ACT = re.compile(r"(up|down|remove)-(\d{1,2})", re.ASCII)


@requires("contacts.change_contact")
def edit_pathway(request, code: str, purpose: str):
    unit = _unit_or_404(request, code, purpose)
    pathway = _pathway(request, unit, purpose)
    if request.method != "POST":
        rows = rows_of(pathway.steps.all()) if pathway else []
        return _page(request, unit, purpose, pathway, [*rows, EMPTY, EMPTY][:MOST_STEPS])
    rows, act = rows_sent(request.POST), request.POST.get("act", "")
    if act:
        rows, focus = _changed(rows, act)
        return _page(request, unit, purpose, pathway, rows, focus=focus)
    form = PathwayForm(request.POST, pathway=pathway, on=timezone.localdate())
    steps = Steps(rows, bound=True, **_choices(request, unit, pathway))
    if form.is_stale(version_of(pathway)):
        return _both(request, unit, purpose, pathway, rows)
    if all([form.is_valid(), steps.is_valid()]) and _saved(request, unit, purpose, form, steps):
        messages.success(request, f"Who to call about {unit} is written down.")
        return _to_card(unit, purpose)
    return _shown(request, unit, purpose, pathway, form, steps, status=422)


@requires("contacts.change_contact")
def usual_order(request, code: str, purpose: str):
    """Asks before it removes what is written down."""
    unit = _unit_or_404(request, code, purpose)
    pathway = _pathway(request, unit, purpose)
    if pathway is None:
        messages.info(request, "Nothing is written down here; the usual order holds.")
        return _to_card(unit, purpose)
    if request.method == "POST":
        remove_pathway(pathway, by=request.user, reason="Back to the usual order")
        messages.success(request, f"The usual order holds again for {unit}.")
        return _to_card(unit, purpose)
    context = {
        "unit": unit,
        "purpose": Purpose(purpose),
        "usual": card_of(unit, purpose, request.user, on=timezone.localdate(), draft=Written()),
        "lost": [_said(step) for step in pathway.steps.all()],
    }
    return render(request, "contacts/pathway_usual.html", context)


def _unit_or_404(request, code: str, purpose: str):
    if purpose not in Purpose.values:
        raise Http404("There is no such purpose.")
    # Whoever saves holds the unit: two people who both write the first order come one after the other.
    return unit_or_404(request.user, code, lock=request.method == "POST")


def _pathway(request, unit, purpose: str) -> Pathway | None:
    found = Pathway.objects.filter(unit=unit, purpose=purpose).select_related("counterpart")
    return found.prefetch_related("steps__contact", "steps__function").first()


def _choices(request, unit, pathway) -> dict:
    """What every row chooses from, read once for all of them."""
    functions = Function.objects.visible_to(request.user)
    written = list(pathway.steps.all()) if pathway else []
    used = [step.function_id for step in written if step.function_id]
    functions = (functions.in_use() | functions.filter(pk__in=used)).order_by("position", "name")
    functions._fetch_all()
    return {
        "user": request.user,
        "near": near_people(request.user, unit, on=timezone.localdate()),
        "functions": functions,
        "present": {str(step.contact_id): step.contact for step in written if step.contact_id},
    }


def _changed(rows: list[dict], act: str) -> tuple[list[dict], int | None]:
    """The rows after a button was pressed, and which of them gets the focus."""
    if act == "add":
        return [*rows, EMPTY][:MOST_STEPS], min(len(rows), MOST_STEPS - 1)
    found = ACT.fullmatch(act)
    at = int(found[2]) if found else len(rows)
    if at >= len(rows):
        return rows, None
    rows = list(rows)
    row = rows.pop(at)
    if found[1] == "remove":
        return rows or [EMPTY], max(0, min(at, len(rows) - 1))
    to = max(0, at - 1) if found[1] == "up" else min(len(rows), at + 1)
    rows.insert(to, row)
    return rows, to


def _page(request, unit, purpose, pathway, rows, *, focus=None):
    data = request.POST if request.method == "POST" else None
    form = PathwayForm(pathway=pathway, on=timezone.localdate())
    if data is not None:
        names = ("note", "counterpart", "reason", "revision")
        form = PathwayForm(
            pathway=pathway, on=timezone.localdate(), initial={name: data.get(name, "") for name in names}
        )
        form.fields["revision"].initial = data.get("revision", "")
    steps = Steps(rows, bound=False, **_choices(request, unit, pathway))
    return _shown(request, unit, purpose, pathway, form, steps, focus=focus)


def _shown(request, unit, purpose, pathway, form, steps, *, status=200, focus=None, **more):
    context = {
        "unit": unit,
        "purpose": Purpose(purpose),
        "form": form,
        "steps": steps,
        "focus": focus,
        "written": pathway is not None,
        "changed": request.method == "POST",
        "full": len(steps.forms) >= MOST_STEPS,
        "preview": _preview(request, unit, purpose, pathway, form, steps),
        **more,
    }
    if wants_part(request, "_pathway_preview"):
        return render(request, "contacts/_pathway_preview.html", context)
    part = wants_part(request, "_pathway")
    return render(
        request, "contacts/_pathway.html" if part else "contacts/pathway.html", context, status=status
    )


def _preview(request, unit, purpose, pathway, form, steps):
    """The card as it would be with what is on screen."""
    judged = steps
    if not steps.bound:
        rows = [{name: form_[name].value() or "" for name in EMPTY} for form_ in steps.forms]
        judged = Steps(rows, bound=True, **_choices(request, unit, pathway))
    chosen = str(form["counterpart"].value() or "")
    users = {str(user.pk): user for user in form.fields["counterpart"].queryset}
    draft = Written(judged.steps(), str(form["note"].value() or "")[:300], users.get(chosen))
    return card_of(unit, purpose, request.user, on=timezone.localdate(), draft=draft)


def _both(request, unit, purpose, pathway, rows):
    """Somebody saved in between: theirs is shown, one's own stays in the form, and saving again replaces theirs."""
    form = PathwayForm(request.POST.copy(), pathway=pathway, on=timezone.localdate())
    form.data["revision"] = version_of(pathway)
    last = pathway.history.first() if pathway else None
    theirs = [_said(step) for step in pathway.steps.all()] if pathway else []
    steps = Steps(rows, bound=True, **_choices(request, unit, pathway))
    return _shown(
        request, unit, purpose, pathway, form, steps, status=409, stale=True, theirs=theirs, last=last
    )


def _said(step: PathwayStep) -> str:
    who = f"whoever is {step.function.name.lower()}" if step.function_id else step.contact.name
    return ", ".join(filter(None, [who, step.get_channel_display().lower(), step.note]))


def _saved(request, unit, purpose, form, steps) -> bool:
    given = form.cleaned_data
    return form.tried(
        lambda: save_pathway(
            unit,
            purpose=purpose,
            steps=steps.steps(),
            note=given["note"],
            counterpart=given["counterpart"],
            by=request.user,
            reason=given["reason"],
        )
    )


def _to_card(unit, purpose: str):
    return redirect(f"{reverse('call:card', args=[unit.code])}?{urlencode({'purpose': purpose})}")
