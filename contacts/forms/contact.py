"""The form of a person's entry. Each editor has the fields and choices that are theirs."""

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy

from accounts import zones
from accounts.audiences import hidden_fields
from accounts.models import User
from common.fields import OfferedModelChoiceField, RemoteModelChoiceField
from common.forms import ReasonMixin, RevisionMixin, SrrmModelForm
from contacts.models import Contact
from units.models import Unit

SECTIONS = (
    ("Who it is", ("name", "title", "home_unit", "manager", "personnel_number", "user")),
    (
        "How to reach them",
        ("phone", "phone_confirmed_on", "email", "preferred_channel", "location", "time_zone"),
    ),
)
HELP = {
    "name": "As colleagues say it.",
    "home_unit": "Where they work. What they answer for is said on the page of each department.",
    "manager": "Whom they report to.",
    "personnel_number": "As the HR system has it; files find the person by it.",
    "user": "Only says who signs in as this person. It gives no access to anything.",
    "phone": "The one that reaches them also at night, such as +44 20 7946 0142.",
    "phone_confirmed_on": "The day somebody called or asked. A number that changes is not confirmed any more.",
    "location": "Town and building, as one would look for them.",
}


class ContactForm(ReasonMixin, RevisionMixin, SrrmModelForm):
    """Values of one person. Fields the editor may not read or write are not part of it."""

    home_unit = RemoteModelChoiceField(
        Unit.objects.none(), choices_url=reverse_lazy("choices:units"), required=False, label="Department"
    )
    manager = RemoteModelChoiceField(
        Contact.objects.none(), choices_url=reverse_lazy("choices_contacts:contacts"), required=False
    )

    class Meta:
        model = Contact
        fields = [name for _, names in SECTIONS for name in names]
        help_texts = HELP
        labels = {"manager": "Reports to"}
        field_classes = {"user": OfferedModelChoiceField}

    def __init__(self, *args, user, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.today = user, today
        for name in hidden_fields(user, Contact) & set(self.fields):
            del self.fields[name]
        self._offer_zones()
        self._offer_unit()
        self._offer_manager()
        if "user" in self.fields:
            self.fields["user"].offer(self._users)
            self.fields["user"].widget.attrs["data-choices"] = True

    def _offer_zones(self):
        kept = self.instance.time_zone
        listed = [("", "–"), *([(kept, kept)] if kept else []), *zones.choices()]
        self.fields["time_zone"] = forms.ChoiceField(
            label="Time zone",
            required=False,
            choices=listed,
            help_text="Says what time it is where they are. Type a city to find it.",
            error_messages={"invalid_choice": "This is not a time zone we know. Choose one from the list."},
            widget=forms.Select(attrs={"data-choices": True}),
        )
        self.prepare("time_zone")

    def _offer_unit(self):
        field = self.fields["home_unit"]
        field.queryset, field.help_text = Unit.objects.visible_to(self.user), HELP["home_unit"]
        # A department keeps the people of its own: elsewhere it would lose sight of them.
        field.required = not self.user.has_perm("units.view_every_unit")

    def _offer_manager(self):
        field = self.fields["manager"]
        field.label, field.help_text = "Reports to", HELP["manager"]
        seen = Contact.objects.visible_to(self.user).listed()
        field.queryset = seen
        if self.instance.manager_id and not seen.filter(pk=self.instance.manager_id).exists():
            # Somebody this editor does not see: neither shown nor overwritten.
            del self.fields["manager"]

    def _users(self):
        """Who may sign in, and whoever is named now."""
        seen = User.objects.visible_to(self.user)
        active = seen.active(on=self.today)
        named = self.instance.user_id
        return (active | seen.filter(pk=named) if named else active).order_by("name", "pk")

    def clean_name(self):
        return " ".join(self.cleaned_data["name"].split())

    def clean_phone_confirmed_on(self):
        day = self.cleaned_data["phone_confirmed_on"]
        if day and day > self.today:
            raise ValidationError("This day is still to come.")
        return day

    def clean_user(self):
        user = self.cleaned_data["user"]
        if user:
            other = (
                Contact.objects.visible_to(self.user).filter(user=user).exclude(pk=self.instance.pk).first()
            )
            if other:
                raise ValidationError(f"{user} signs in as {other} already; take it off there first.")
        return user

    def sections(self):
        """(heading, bound fields) in the order of the page."""
        for heading, names in SECTIONS:
            yield heading, [self[name] for name in names if name in self.fields]

    def values(self) -> dict:
        """{field: value} to write."""
        return {
            name: value for name, value in self.cleaned_data.items() if name not in ("reason", "revision")
        }

    def _post_clean(self):
        # Judged on a copy and without the database, so that the row on the page stays as it was; the action locks,
        # judges and writes.
        draft = Contact(
            **{f.attname: getattr(self.instance, f.attname) for f in Contact._meta.concrete_fields}
        )
        given = {name: value for name, value in self.values().items() if name in self._meta.fields}
        for name, value in given.items():
            setattr(draft, name, value)
        fields = Contact._meta.concrete_fields
        left_out = {f.name for f in fields if f.is_relation} | {f.name for f in fields} - given.keys()
        try:
            draft.clean_fields(exclude=left_out)
            draft.clean()
        except ValidationError as error:
            self.refuse(error)


class NewContactForm(ContactForm):
    default_reason = "Entered by hand"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autofocus"] = True
