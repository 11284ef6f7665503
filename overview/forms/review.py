"""Handing a review on: to a colleague, or back, because the department is no longer theirs."""

from django import forms

from common.forms import SrrmForm
from contacts.forms.choosing import PersonField, near_people


class ColleagueForm(SrrmForm):
    """Who answers this time, and why."""

    to = PersonField(label="Who answers", help_text="They need a sign-in, and to act for the department.")
    note = forms.CharField(
        label="What they should know",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="They read it with the review.",
    )

    def __init__(self, *args, user, unit, on, **kwargs):
        super().__init__(*args, **kwargs)
        near = [one for one in near_people(user, unit, on=on) if one.user_id and one.user_id != user.pk]
        self.fields["to"].open_to(user, near)


class NotMineForm(SrrmForm):
    """Whose the department is now, as far as one knows."""

    note = forms.CharField(
        label="Whose is it now?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="A name, or what you know of it. The security team reads it and asks them instead.",
    )
    spoke_with = forms.CharField(label="Who said so", max_length=200)

    def __init__(self, *args, own: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if own:
            del self.fields["spoke_with"]
