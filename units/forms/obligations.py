"""Forms of the catalogue of obligations, and of naming one for a unit."""

from django import forms

from common.forms import ReasonMixin, RevisionMixin, SrrmForm, SrrmModelForm
from units.models import Obligation, Unit, UnitObligation


class ObligationForm(ReasonMixin, RevisionMixin, SrrmModelForm):
    """One entry of the catalogue."""

    default_reason = "Kept up on the page of obligations"

    class Meta:
        model = Obligation
        fields = ["name", "weight", "description"]
        labels = {
            "name": "Name",
            "weight": "How heavy a burden it usually is",
            "description": "What it asks, in plain words",
        }
        help_texts = {
            "name": "As people say it: GDPR, PCI DSS, a customer’s contract.",
            "weight": "Suggests the compliance burden of every department it binds; 5 is the heaviest.",
        }


class BindForm(ReasonMixin, SrrmForm):
    """Names an obligation that binds a unit and is not named there yet."""

    default_reason = "Named on the department page"

    obligation = forms.ModelChoiceField(Obligation.objects.none(), empty_label="Choose one…")
    note = forms.CharField(
        label="What it covers here",
        required=False,
        max_length=UnitObligation._meta.get_field("note").max_length,
        help_text="Optional: card payments in the web shop, profiling for campaigns.",
    )

    def __init__(self, *args, unit: Unit, user, **kwargs):
        super().__init__(*args, **kwargs)
        bound = UnitObligation.objects.filter(unit=unit).values("obligation")
        choices = Obligation.objects.visible_to(user).exclude(pk__in=bound).order_by("name")
        self.fields["obligation"].queryset = choices
        self.fields["obligation"].widget.attrs["autofocus"] = True
