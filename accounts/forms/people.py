"""Inviting and changing people who sign in, and what people change about themselves."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from accounts import zones
from accounts.models import User
from accounts.roles import Role
from common.forms import ReasonMixin, RevisionMixin, SrrmForm, SrrmModelForm

END_HELP = "The last day on which they can sign in. Empty: for good. An auditor’s access always needs one."
PAST = (
    "This day is over, so they could not sign in at all. To take access away today, deactivate them instead."
)


def one_line(text: str) -> str:
    """Without line breaks and control characters, which have no place in a name or the subject of a mail."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


class NameAndZone(SrrmModelForm):
    """What a person is called, and in which time zone they read times."""

    mark_audience = False  # whoever sees these forms knows whose they are

    class Meta:
        model = User
        fields = ["name", "time_zone"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["time_zone"] = self._time_zone()
        self.prepare("time_zone")

    def _time_zone(self) -> forms.Field:
        listed = zones.choices()
        known = {
            name for group, names in listed for name in ([group] if isinstance(names, str) else dict(names))
        }
        current = self.instance.time_zone
        kept = [(current, current)] if current and current not in known else []
        as_usual = f"As the organisation ({settings.TIME_ZONE})"
        return forms.ChoiceField(
            label="Time zone",
            required=False,
            choices=[("", as_usual), *kept, *listed],
            help_text="Times are shown in it. Type a city to find it.",
            error_messages={"invalid_choice": "This is not a time zone we know. Choose one from the list."},
            widget=forms.Select(attrs={"data-choices": True, "data-placeholder": as_usual}),
        )

    def clean_name(self) -> str:
        name = one_line(self.cleaned_data["name"])
        if not name:
            raise ValidationError("This cannot be empty.")
        return name


class OwnAccountForm(RevisionMixin, NameAndZone):
    """What people change about themselves; everything else is the administrator's."""

    mark_required = False


class PersonForm(ReasonMixin, RevisionMixin, NameAndZone):
    """Everything an administrator changes about a person."""

    class Meta:
        model = User
        fields = ["name", "email", "role", "access_ends_on", "time_zone"]
        labels = {"email": "E-mail"}
        help_texts = {"email": "They sign in with it, and get their codes there.", "access_ends_on": END_HELP}

    def __init__(self, *args, by, on, **kwargs):
        self.by, self.on = by, on
        super().__init__(*args, **kwargs)
        if self.instance.pk == by.pk:
            for name in ("role", "access_ends_on"):
                self.fields[name].disabled = True
            self.fields["role"].help_text = "Somebody else has to change your role and when your access ends."
            self.fields["access_ends_on"].help_text = ""

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].strip().lower()
        if not email.isascii():
            raise ValidationError("Write the address in plain letters, as mail systems use it.")
        return email

    def clean_access_ends_on(self):
        day = self.cleaned_data["access_ends_on"]
        if day is not None and day < self.on and day != self.instance.access_ends_on:
            raise ValidationError(PAST)
        return day

    def clean(self):
        given = super().clean()
        needs_end = given.get("role") == Role.AUDITOR and "access_ends_on" in given
        if needs_end and given["access_ends_on"] is None:
            self.add_error("access_ends_on", "An auditor’s access needs an end date.")
        return given

    def values(self) -> dict:
        """{field: value} of what was filled in."""
        return {name: self.cleaned_data[name] for name in self._meta.fields}


class InviteForm(PersonForm):
    default_reason = "Invited"
    reason_label = "Why they are invited"

    class Meta(PersonForm.Meta):
        help_texts = {
            **PersonForm.Meta.help_texts,
            "email": "The invitation goes there, and they sign in with it.",
        }


class ReasonForm(ReasonMixin, RevisionMixin, SrrmForm):
    """Only why, for a step that has a page of its own."""

    def __init__(self, *args, label: str, **kwargs):
        self.reason_label = label
        super().__init__(*args, **kwargs)
