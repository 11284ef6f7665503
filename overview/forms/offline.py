"""The password of a pack of call sheets, typed twice because nobody can ask for it again."""

from django import forms

from common.forms import SrrmForm

SHORTEST = 12


def password_field(label: str, **kwargs) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})
    return forms.CharField(
        label=label, min_length=SHORTEST, max_length=200, strip=False, widget=widget, **kwargs
    )


class PackForm(SrrmForm):
    password = password_field(
        "Password of the pack",
        help_text=f"At least {SHORTEST} characters. It is forgotten once the pack is built: note it where it can be "
        "found at night.",
    )
    again = password_field("Once more")

    def clean(self):
        said = super().clean()
        if said.get("password") and said.get("again") and said["password"] != said["again"]:
            self.add_error("again", "These are two different passwords.")
        return said
