"""Minutes: who gets them and what they read, seen before anything is sent."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.access import requires
from common.forms import SrrmForm
from common.words import count
from dialogues import states
from dialogues.actions.minutes import send_minutes
from dialogues.doors import talk_or_404
from dialogues.minutes import recipients, written_for
from dialogues.models import Session
from dialogues.states import Step
from units.models import Unit


class MinutesForm(SrrmForm):
    mark_required = False

    to = forms.MultipleChoiceField(
        label="To",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one person."},
    )
    note = forms.CharField(
        label="A word before it", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )


@requires("dialogues.log_talk")
def session_minutes(request, pk: int):
    talk, today = talk_or_404(request.user, pk), timezone.localdate()
    if said := states.refusal(Step.SEND_MINUTES, talk.state, at=timezone.now()):
        messages.info(request, said)
        return redirect("session", pk)
    people = recipients(talk)
    reachable = [one for one in people if one.address]
    there = [one.key for one in reachable if one.row.attended]
    form = MinutesForm(request.POST if request.method == "POST" else None, initial={"to": there})
    form.fields["to"].choices = [(one.key, f"{one.person.name}, {one.address}") for one in reachable]
    path = reverse("session", args=[pk])
    if request.method == "POST" and form.is_valid():
        chosen = [one for one in reachable if one.key in form.cleaned_data["to"]]
        try:
            sent = send_minutes(
                talk, chosen, path=path, note=form.cleaned_data["note"], today=today, at=timezone.now()
            )
        except ValidationError as error:
            messages.error(request, error.messages[0])
        else:
            messages.success(request, told(chosen, sent))
        return redirect("session", pk)
    copies = _may_look_at(reachable, talk, request.user)
    shown = next((one for one in copies if one.key == request.GET.get("as")), next(iter(copies), None))
    note = form["note"].value() or ""
    context = {
        "session": talk,
        "form": form,
        "people": reachable,
        "copies": copies,
        "unreachable": [one.person.name for one in people if not one.address],
        "shown": shown,
        "mail": written_for(shown, talk, path=path, today=today, note=note) if shown else None,
    }
    return render(request, "dialogues/minutes.html", context, status=422 if form.errors else 200)


def _may_look_at(people: list, talk: Session, user) -> list:
    """Whose copy this person reads before it goes: in a joint session a department reads its own part only."""
    if user.has_perm("units.view_every_unit"):
        return people
    units = set(talk.session_units.values_list("unit", flat=True))
    mine = set(Unit.objects.visible_to(user).filter(pk__in=units).values_list("pk", flat=True))
    if mine == units:
        return people
    return [one for one in people if not one.ours and (one.row.unit_id is None or one.row.unit_id in mine)]


def told(chosen: list, sent: list) -> str:
    said = f"The minutes are on their way to {count(len(sent), 'person', 'people')}."
    before = len(chosen) - len(sent)
    return f"{said} {count(before, 'person has', 'people have')} them already." if before else said
