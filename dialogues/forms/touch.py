"""Logging in passing: one field and a department; what else there is to say is already filled in."""

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy

from common.fields import RemoteModelChoiceField
from common.forms import SrrmForm
from dialogues.choices import How
from dialogues.models.session import MAX_NOTES
from units.models import Unit


class TouchForm(SrrmForm):
    mark_required = False
    # Nothing is wrong yet with a department that nobody chose so far.
    use_required_attribute = False

    unit = RemoteModelChoiceField(
        Unit.objects.none(), label="Department", choices_url=reverse_lazy("choices:units")
    )
    text = forms.CharField(
        label="What was said",
        max_length=MAX_NOTES,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say in a few words what it was about."},
    )
    how = forms.ChoiceField(label="How", choices=How.choices, initial=How.CORRIDOR)
    when = forms.DateField(label="When")
    team_only = forms.BooleanField(
        label="For the CISO’s team only", required=False, help_text="The department does not read it."
    )

    def __init__(self, *args, user, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["unit"].queryset = Unit.objects.visible_to(user).current()
        self.fields["when"].initial = today
        if not user.has_perm("dialogues.view_team_notes"):
            del self.fields["team_only"]

    def clean_when(self):
        when = self.cleaned_data["when"]
        if when > self.today:
            raise ValidationError("This day is still to come.")
        return when
