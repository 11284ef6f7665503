"""Somebody else answers, or nobody does for now; and why."""

from django import forms

from common.forms import SrrmForm
from contacts.forms.choosing import PersonField

WHY = "It stays with the review"


class GiveForm(SrrmForm):
    """Who answers instead. The reason is read by them."""

    who = PersonField(label="Who answers")
    note = forms.CharField(
        label="Why", max_length=500, help_text="They read it, and it stays with the review."
    )

    def __init__(self, *args, user, near=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["who"].open_to(user, near)


class LeaveOutForm(SrrmForm):
    reason = forms.CharField(
        label="Why it is left out", max_length=500, help_text="It stands in the summary of the review."
    )
