"""The risk level set by hand, drivers taken over from a suggestion, and values an import may decide again."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.access import requires
from accounts.audiences import may_read
from common.htmx import vary_on_htmx, wants_part
from units import suggestions
from units.actions import free_field
from units.actions.risk import end_override, override_risk, use_suggestion
from units.choices import RiskLevel
from units.doors import unit_or_404
from units.forms.risk import OverrideForm, version_of
from units.models import Unit
from units.views.answers import done, refused
from units.views.conflicts import both_versions, sent_data

ENDED = "The level set by hand ended early, on the department page"


@vary_on_htmx
@requires("units.override_risk")
def override(request, code: str):
    """Sets the level by hand: a form inside the department page, or a page of its own."""
    today = timezone.localdate()
    unit = unit_or_404(request.user, code, lock=request.method == "POST")
    if request.method != "POST":
        part = wants_part(request, "risk-by-hand")
        template = "units/_risk_form.html" if part else "units/risk.html"
        return render(request, template, {"form": OverrideForm(unit=unit, today=today), "unit": unit})
    theirs = OverrideForm(unit=unit, today=today)
    form = OverrideForm(sent_data(request, theirs), unit=unit, today=today)
    if form.is_stale(version_of(unit)):
        return both_versions(
            request, "units/risk_stale.html", mine=form, theirs=theirs, opened=None, revision=version_of(unit),
            last=_last_override(unit), unit=unit,
        )  # fmt: skip
    if form.is_valid() and _overridden(request, unit, form):
        return redirect(reverse("department", args=[unit.code]) + "#risk")
    return render(request, "units/risk.html", {"form": form, "unit": unit}, status=422)


def _overridden(request, unit: Unit, form: OverrideForm) -> bool:
    said = form.cleaned_data
    level, until = said["risk_override"], said["risk_override_until"]
    why = said["risk_override_reason"]
    done = form.tried(lambda: override_risk(unit, level=level, why=why, until=until, by=request.user))
    if done:
        text = f"The risk of {unit.name} is {RiskLevel(level).label.lower()}, set by hand."
        messages.success(request, text)
    return done


def _last_override(unit: Unit):
    """The version in which somebody last touched what is set by hand."""
    return unit.history.filter(history_changes__has_any_keys=["risk_override", "risk_override_until"]).first()


@requires("units.override_risk")
@require_POST
def override_end(request, code: str):
    """Lets the level worked out hold again."""
    unit = unit_or_404(request.user, code, lock=True)
    if unit.risk_override is None:
        return refused(request, unit, "No level is set by hand any more.", "risk", section="risk")
    end_override(unit, by=request.user, reason=ENDED)
    return done(request, unit, f"The level worked out holds again for {unit.name}.", "risk", section="risk")


@requires("units.change_unit")
@require_POST
def suggestion(request, code: str, field: str):
    """Takes the suggested value of a driver, if the suggestion still is what the person saw."""
    if field not in suggestions.FIELDS:
        raise Http404("Nothing is suggested for this.")
    unit = unit_or_404(request.user, code, lock=True)
    section = "obligations" if field == "compliance_burden" else "incidents"
    found = suggestions.suggested(unit, field, request.user, on=timezone.localdate())
    label = unit._meta.get_field(field).verbose_name
    if str(found.level) != request.POST.get("level"):
        text = "Something changed in between and another value is suggested now. Please look again."
        return refused(request, unit, text, "risk", section=section)
    # The reason says where the value comes from and no more: it is read by people who see fewer incidents.
    reason = f"Suggested {label} taken over on the department page"
    try:
        use_suggestion(unit, field=field, level=found.level, by=request.user, reason=reason)
    except ValidationError as error:
        return refused(request, unit, " ".join(error.messages), "risk", section=section)
    said = f"{label.capitalize()} of {unit.name} is {found.level} of 5."
    return done(request, unit, said, "risk", section=section)


@requires("units.change_unit")
@require_POST
def unpin(request, code: str, field: str):
    """Lets the import decide a value again that was changed by hand."""
    unit = unit_or_404(request.user, code, lock=True)
    if field not in unit.pinned or not may_read(request.user, Unit, "pinned"):
        raise Http404("This is not kept by hand.")
    label = unit._meta.get_field(field).verbose_name
    free_field(unit, field, by=request.user, reason=f"The file decides {label} again")
    return done(request, unit, f"The next import decides {label} again.", "record", section="record")
