"""Forms that close a department and open it again."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.urls import reverse_lazy

from common.fields import RemoteModelMultipleChoiceField
from common.forms import ReasonMixin, RevisionMixin, SrrmForm
from units.models import Unit
from units.versions import revision_for

MOST_SUCCESSORS = 20


class Parts(TextChoices):
    """What becomes of the open departments below."""

    SUCCESSOR = "successor", "They go to the successor"
    UP = "up", "They move up, to where this department belonged"


class CloseForm(RevisionMixin, SrrmForm):
    """When, why, who takes over, and what becomes of the parts that are still open."""

    closed_on = forms.DateField(label="Closed on", help_text="Its last day, today or earlier.")
    reason = forms.CharField(
        label="Why",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Stands on its page from now on; the department reads it too.",
    )
    successors = RemoteModelMultipleChoiceField(
        Unit.objects.none(),
        label="Succeeded by",
        required=False,
        choices_url=reverse_lazy("choices:units"),
        help_text="One department, or several where it was split. Leave empty where nobody takes over.",
    )
    outside = forms.CharField(
        label="or by a body outside the inventory",
        required=False,
        max_length=300,
        help_text="Its name, as text.",
    )
    parts = forms.ChoiceField(
        label="Its open parts", choices=Parts.choices, widget=forms.RadioSelect, required=False
    )

    def __init__(self, *args, unit: Unit, user, today: date, open_parts: int, **kwargs):
        kwargs.setdefault("initial", {"closed_on": today})
        super().__init__(*args, revision=revision_for(user, unit), **kwargs)
        self.unit, self.today = unit, today
        self.fields["successors"].queryset = Unit.objects.visible_to(user).current().exclude(pk=unit.pk)
        if not open_parts:
            del self.fields["parts"]

    def clean_closed_on(self):
        day = self.cleaned_data["closed_on"]
        if day > self.today:
            raise ValidationError("This day is still to come. Close it on its last day, or after.")
        if self.unit.opened_on and day < self.unit.opened_on:
            raise ValidationError("It closed before it opened; one of the two dates is wrong.")
        return day

    def clean_successors(self):
        if len(self.cleaned_data["successors"]) > MOST_SUCCESSORS:
            raise ValidationError(f"Name at most {MOST_SUCCESSORS} successors.")
        return self.cleaned_data["successors"]

    def clean(self):
        said = super().clean()
        if "parts" not in self.fields or self.errors:
            return said
        if not said.get("parts"):
            self.add_error(
                "parts", "Departments below it are still open. Say what becomes of them, or close them first."
            )
        elif said["parts"] == Parts.SUCCESSOR and len(said["successors"]) != 1:
            self.add_error(
                "parts", "They can go to the successor where it is one department of the inventory."
            )
        return said


class ReopenForm(ReasonMixin, SrrmForm):
    """Why a closing is taken back."""

    reason_label = "Why it is open again"
