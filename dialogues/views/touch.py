"""Logging in passing: from anywhere, in a quarter of a minute."""

from datetime import datetime, time

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.access import requires
from common.words import count
from contacts.models import Contact
from dialogues import people as roster
from dialogues.actions.touches import log_touch
from dialogues.choices import Side
from dialogues.forms.touch import TouchForm
from dialogues.keeping import kept_of, mentioned, named
from dialogues.lines import kept, parse
from units.doors import units_coded


@requires("dialogues.log_talk")
def touch(request):
    data = request.POST if request.method == "POST" else None
    unit = units_coded(request.GET.get("unit", "")).visible_to(request.user).first()
    form = TouchForm(
        data, initial={"unit": unit.pk if unit else None}, user=request.user, today=timezone.localdate()
    )
    if data is not None and form.is_valid():
        talk = _logged(request, form)
        if talk is not None:
            return redirect("session", talk.pk)
    context = {"form": form, "unit": unit}
    return render(request, "dialogues/touch.html", context, status=422 if form.errors else 200)


def _logged(request, form: TouchForm):
    """The talk that was logged; None where it was refused, which stands in the form."""
    said, user, at = form.cleaned_data, request.user, timezone.now()
    unit, team_only = said["unit"], said.get("team_only", False)
    known = roster.of_unit(unit, reader=user, on=said["when"])
    lines = kept(parse(said["text"], known, said["when"]))
    spoken = mentioned(said["text"], known)
    by_key = named({*(line.who for line in lines), *(one.key for one in spoken)})
    ours = user.has_perm("units.view_every_unit")
    side = Side.WE if ours else Side.THEY
    people = [one for one in by_key.values() if isinstance(one, Contact)]
    try:
        talk, outcome = log_touch(
            unit=unit, text=said["text"], how=said["how"], team_only=team_only, people=people, by=user, at=at,
            when=_when(said["when"], at), liaison=user if ours else None,
            kept=[
                kept_of(line, unit=unit, person=by_key.get(line.who), team_only=team_only, side_of_writer=side)
                for line in lines
            ],
        )  # fmt: skip
    except ValidationError as error:
        form.refuse(error)
        return None
    came = [count(len(outcome.heard), "thing heard", "things heard")] if outcome.heard else []
    came += [count(len(outcome.promises), "promise")] if outcome.promises else []
    messages.success(request, f"Logged{': ' + ', '.join(came) if came else ''}.")
    for line in lines:
        if line.reading:
            messages.info(request, line.reading)
    return talk


def _when(day, at) -> datetime | None:
    """Now, or noon of an earlier day where whoever logs it is."""
    if day == timezone.localtime(at).date():
        return None
    return datetime.combine(day, time(12), tzinfo=timezone.get_current_timezone())
