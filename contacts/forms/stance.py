"""Noting how somebody stands towards security, and narrowing the list of those who were noted."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy

from common.fields import RemoteModelChoiceField
from common.forms import FilterForm, SrrmModelForm
from contacts.choices import Engagement
from contacts.models import Function, Stance
from contacts.retention import STANCE_TERM
from units.models import Unit

SOURCE = (
    "The five levels of stakeholder engagement of the PMI: unaware of security and what it is for; resistant; neutral; "
    "supportive; leading, carrying it themselves."
)


class StanceForm(SrrmModelForm):
    """One reading. What was noted before stays as it was. The page says once for whom all of it is."""

    mark_audience = False

    class Meta:
        model = Stance
        fields = ["current", "desired", "noted_on", "note"]
        labels = {"current": "Stands", "desired": "We hope for", "noted_on": "As of", "note": "What shows it"}
        help_texts = {
            "current": SOURCE,
            "note": "What was said or done, so that the reading can be understood later.",
        }

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["current"].required = True
        self.fields["current"].choices = [("", "Choose one…"), *Engagement.choices]

    def clean_noted_on(self):
        day = self.cleaned_data["noted_on"]
        if day > self.today:
            raise ValidationError("This day is still to come.")
        if day <= STANCE_TERM.before(self.today):
            raise ValidationError(f"A reading is kept for {STANCE_TERM}; this one would go at once.")
        return day


class EngagementFilter(FilterForm):
    """By what the list of readings can be narrowed."""

    unit = RemoteModelChoiceField(
        Unit.objects.none(),
        label="Department and below",
        choices_url=reverse_lazy("choices:units"),
        required=False,
        to_field_name="code",
    )
    function = forms.ModelChoiceField(
        Function.objects.none(), label="Responsibility", to_field_name="code", required=False
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.visible_to(user)
        self.fields["function"].queryset = Function.objects.visible_to(user).order_by("position", "name")
