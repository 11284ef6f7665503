"""Writing a promise down, and changing one."""

from django import forms
from django.core.validators import URLValidator
from django.urls import reverse_lazy

from accounts.models import User
from common.fields import RemoteModelChoiceField
from common.forms import ReasonMixin, RevisionMixin, SrrmForm, SrrmModelForm
from contacts.models import Contact
from dialogues.choices import Side
from dialogues.models import Commitment
from units.models import Unit


class PromiseForm(SrrmModelForm):
    """A new promise. Somebody of a department names no colleague of ours: who does it is for us to say."""

    unit = RemoteModelChoiceField(
        Unit.objects.none(), label="Department", choices_url=reverse_lazy("choices:units")
    )
    contact = RemoteModelChoiceField(
        Contact.objects.none(), label="Who of theirs", required=False,
        choices_url=reverse_lazy("choices_contacts:contacts"),
        help_text="Where they owe it. Proposed until they say yes; may stay open.",
    )  # fmt: skip
    link = forms.CharField(
        label="Ticket elsewhere", required=False, max_length=500, widget=forms.URLInput,
        help_text="Optional; the whole link, beginning with https://",
    )  # fmt: skip

    class Meta:
        model = Commitment
        fields = ["text", "unit", "side", "user", "contact", "due_on", "link"]
        labels = {"due_on": "By when", "user": "Who of ours", "side": "Who owes it"}
        help_texts = {
            "text": "In a sentence, as it was said.",
            "due_on": "May stay open.",
            "user": "Where we owe it. Proposed until they say yes; may stay open.",
        }

    def __init__(self, *args, user, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.reader = user
        team = user.has_perm("units.view_every_unit")
        self.fields["unit"].queryset = Unit.objects.visible_to(user).current()
        self.fields["contact"].queryset = Contact.objects.visible_to(user).listed().here(on=today)
        if team:
            self.fields["user"].queryset = (
                User.objects.visible_to(user).active(on=today).order_by("name", "pk")
            )
            self.fields["user"].widget.attrs["data-choices"] = True
        else:
            del self.fields["user"]
            self.fields["side"].choices = [(Side.THEY, "We, the department"), (Side.WE, "The security team")]
        for name in ("unit", "contact"):
            if getattr(self.instance, f"{name}_id"):
                self.fields[name].present = getattr(self.instance, name)

    def clean_link(self):
        link = self.cleaned_data["link"].strip()
        if link:
            URLValidator(schemes=["http", "https"], message="Write the whole link; it begins with https://")(
                link
            )
        return link

    def clean(self):
        """Who is of the other side is left out, and that is said."""
        values = super().clean()
        side = values.get("side")
        if side == Side.WE and values.get("contact"):
            self.add_error("contact", "We owe this: name somebody of ours, or say that they owe it.")
        if side == Side.THEY and values.get("user"):
            self.add_error("user", "They owe this: name somebody of theirs, or say that we owe it.")
        return values


class ChangePromiseForm(ReasonMixin, RevisionMixin, PromiseForm):
    default_reason = "Changed on the page of the promise"


class BecauseForm(SrrmForm):
    """Why a promise is dropped or declined."""

    because = forms.CharField(label="Why", max_length=300, help_text="The other side reads this.")
