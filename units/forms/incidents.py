"""Recording an incident."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.urls import reverse_lazy

from accounts.models import User
from common.fields import RemoteModelMultipleChoiceField
from common.forms import ReasonMixin, RevisionMixin, SrrmModelForm
from units.models import Incident, IncidentReader, Unit

MOST_UNITS = 200


class IncidentForm(ReasonMixin, RevisionMixin, SrrmModelForm):
    """An incident, the departments it touched, and who may read it where it is restricted."""

    default_reason = "Recorded on the page of incidents"

    units = RemoteModelMultipleChoiceField(
        Unit.objects.none(), label="Departments it touched", choices_url=reverse_lazy("choices:units")
    )
    link = forms.CharField(
        label="Link", required=False, max_length=500, help_text="To the ticket or the report; begins with https://",
        widget=forms.URLInput,
    )  # fmt: skip
    readers = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label="Who may read it",
        required=False,
        help_text="Where it is for named people only: these, and you. Nobody else learns that it exists.",
        widget=forms.SelectMultiple(attrs={"data-choices": True}),
    )

    class Meta:
        model = Incident
        fields = ["title", "occurred_on", "severity", "summary", "reference", "link", "restricted"]
        labels = {
            "title": "What happened, in a line",
            "occurred_on": "When",
            "severity": "How bad it was",
            "reference": "Number elsewhere",
            "restricted": "For named people only",
        }
        help_texts = {
            "summary": "Optional. The departments it touched read this.",
            "reference": "Optional: the number of the ticket.",
        }

    field_order = [
        "title", "occurred_on", "severity", "units", "summary", "reference", "link", "restricted", "readers",
    ]  # fmt: skip

    def __init__(self, *args, user, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.today = user, today
        self.fields["units"].queryset = Unit.objects.visible_to(user)
        colleagues = User.objects.visible_to(user)
        # Who was named stays named, also after they left.
        named = colleagues.filter(
            pk__in=IncidentReader.objects.filter(incident=self.instance.pk).values("user")
        )
        self.fields["readers"].queryset = (colleagues.active(on=today) | named).order_by("name", "pk")

    def clean_link(self):
        link = self.cleaned_data["link"].strip()
        if link:
            URLValidator(schemes=["http", "https"], message="Write the whole link; it begins with https://")(
                link
            )
        return link

    def clean(self):
        values = super().clean()
        if values.get("readers") and not values.get("restricted"):
            self.add_error(
                "restricted",
                "You named people but left this open to the departments: tick it, or take the names off.",
            )
        return values

    def clean_occurred_on(self):
        day = self.cleaned_data["occurred_on"]
        if day > self.today:
            raise ValidationError("This day is still to come.")
        return day

    def clean_units(self):
        units = self.cleaned_data["units"]
        if len(units) > MOST_UNITS:
            raise ValidationError(f"Name at most {MOST_UNITS} departments; name the ones above them instead.")
        return units
