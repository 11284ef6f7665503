"""Making a person who left unreadable before the time: typed, so that nobody does it in passing."""

from django import forms

from common.forms import ReasonMixin, SrrmForm
from contacts.models import Contact


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


class RedactForm(ReasonMixin, SrrmForm):
    """Asks for the name once more, which is kept nowhere, and for a reason, which is."""

    reason_label = "Why before the time"
    reason_help = "Kept in the record and in the log of retention: do not name them."

    name = forms.CharField(
        label="Their name, to be sure", max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    def __init__(self, *args, contact: Contact, **kwargs):
        super().__init__(*args, **kwargs)
        self.contact = contact

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        if _plain(name) != _plain(self.contact.name):
            raise forms.ValidationError(f"This is not their name. It is written “{self.contact.name}” here.")
        return name
