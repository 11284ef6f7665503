"""Making the calls about a department an incident, or a part of one."""

from datetime import timedelta

from django import forms

from common.forms import SrrmForm
from units.choices import Severity
from units.models import Incident, IncidentUnit

RECENT = timedelta(days=60)
MOST = 30


class IncidentOfCallsForm(SrrmForm):
    """One that is recorded already, or what a new one is called. Restricted ones are left out: whoever sees the calls
    would learn of them."""

    incident = forms.ModelChoiceField(
        Incident.objects.none(), label="Recorded already", required=False, empty_label="No, a new one",
        help_text="Incidents of this department in the last two months.",
    )  # fmt: skip
    title = forms.CharField(label="What happened, in a line", max_length=200, required=False)
    occurred_on = forms.DateField(label="When")
    severity = forms.TypedChoiceField(
        label="How bad it was", choices=Severity.choices, coerce=int, initial=Severity.SERIOUS
    )

    def __init__(self, *args, user, sheet, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["occurred_on"].initial = sheet.opened_at.date()
        self.fields["title"].initial = f"{sheet.unit.name} is hit"
        touched = IncidentUnit.objects.filter(unit=sheet.unit).values("incident")
        known = Incident.objects.visible_to(user).filter(
            pk__in=touched, restricted=False, occurred_on__gte=today - RECENT
        )
        self.fields["incident"].queryset = known.order_by("-occurred_on", "-pk")

    def clean(self):
        said = super().clean()
        if not said.get("incident") and not said.get("title", "").strip():
            self.add_error("title", "Say what happened, or choose an incident.")
        return said
