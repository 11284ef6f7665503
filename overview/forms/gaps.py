"""Narrowing the board of gaps, and deciding about those that were chosen."""

from datetime import date, timedelta

from django import forms
from django.urls import reverse_lazy

from accounts.models import User
from accounts.roles import PERMISSIONS
from common.fields import RemoteModelChoiceField
from common.forms import FilterForm, SrrmForm
from overview.actions.gaps import LONGEST
from overview.gaps.facts import SEVERITIES
from overview.gaps.rules import RULES
from units.models import Unit

ME, NOBODY = "me", "none"
USUAL = 90  # days a gap is said to stay, unless another day is chosen


def deciders():
    """Those of the security team who can take care of a gap."""
    roles = [role for role, names in PERMISSIONS.items() if "overview.settle_gaps" in names]
    return User.objects.filter(is_active=True, role__in=roles).order_by("name", "pk")


class NarrowForm(FilterForm):
    q = forms.CharField(required=False, max_length=200)
    below = RemoteModelChoiceField(
        Unit.objects.none(),
        label="Department and below",
        choices_url=reverse_lazy("choices:units"),
        required=False,
        to_field_name="code",
    )
    rule = forms.MultipleChoiceField(
        choices=[(rule.code, rule.label) for rule in RULES], required=False, label="Kind of gap"
    )
    severity = forms.TypedMultipleChoiceField(
        choices=list(SEVERITIES.items()), coerce=int, required=False, label="How pressing"
    )
    who = forms.ChoiceField(required=False, label="Taken care of by")
    new = forms.ChoiceField(choices=[("", "All"), ("1", "New since last week")], required=False, label="New")

    def __init__(self, *args, user, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["below"].queryset = Unit.objects.visible_to(user)
        named = [(str(one.pk), one.name) for one in people if one.pk != user.pk]
        self.fields["who"].choices = [("", "Anybody"), (ME, "Me"), (NOBODY, "Nobody yet"), *named]


class AssignForm(SrrmForm):
    assignee = forms.ModelChoiceField(User.objects.none(), required=False, empty_label="Nobody")
    note = forms.CharField(max_length=300, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["assignee"].queryset = deciders()


class DismissForm(SrrmForm):
    reason = forms.CharField(max_length=500, error_messages={"required": "Say why it may stay."})
    until = forms.DateField(error_messages={"required": "Choose a day on which it is looked at again."})

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_until(self) -> date:
        day = self.cleaned_data["until"]
        if not self.today < day <= self.today + timedelta(days=LONGEST):
            raise forms.ValidationError(
                "Choose a day after today, within a year; then it is looked at again."
            )
        return day
