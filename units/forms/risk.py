"""Setting a risk level by hand."""

import hashlib
from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError

from common.forms import RevisionMixin, SrrmForm
from units.choices import RiskLevel
from units.models import Unit

LONGEST = timedelta(days=366)


class OverrideForm(RevisionMixin, SrrmForm):
    """A level, why, and until when. Field names are those of the unit."""

    risk_override = forms.TypedChoiceField(
        label="Level",
        coerce=int,
        empty_value=None,
        choices=[("", "Choose one…"), *reversed(RiskLevel.choices)],
    )
    risk_override_reason = forms.CharField(
        label="Why",
        max_length=Unit._meta.get_field("risk_override_reason").max_length,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="The department reads this too.",
    )
    risk_override_until = forms.DateField(
        label="Holds until",
        help_text="That day included; then the level worked out holds again. A year at most.",
    )

    def __init__(self, *args, unit: Unit, today: date, **kwargs):
        self.today = today
        kwargs.setdefault("initial", {name: getattr(unit, name) for name in self.base_fields})
        super().__init__(*args, revision=version_of(unit), **kwargs)

    def clean_risk_override_until(self):
        until = self.cleaned_data["risk_override_until"]
        if until < self.today:
            raise ValidationError("This day is past; a level set by hand needs an end that is still to come.")
        if until > self.today + LONGEST:
            raise ValidationError("A level set by hand holds for a year at most; look at it again then.")
        return until


def version_of(unit: Unit) -> str:
    """Changes with what is set by hand, and with nothing else of the unit."""
    said = f"{unit.risk_override}|{unit.risk_override_until}|{unit.risk_override_reason}"
    return hashlib.sha256(said.encode()).hexdigest()[:16]
