"""From when a recurring talk takes place no more."""

from django import forms

from common.forms import SrrmForm


class EndForm(SrrmForm):
    on = forms.DateField(label="No more from", help_text="Planned talks of this day and later are cancelled.")
    because = forms.CharField(
        label="Why", required=False, max_length=300, help_text="Those who take part may read this."
    )
