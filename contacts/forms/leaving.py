"""Who takes over everything that somebody holds who leaves."""

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import User
from accounts.roles import Role
from common.forms import SrrmForm
from contacts.forms.choosing import PersonField
from contacts.leaving import Held
from contacts.models import Contact

UNDECIDED = "Say who takes over, or tick that nobody does for now."


class LeaveForm(SrrmForm):
    """The last day, one successor for everything, and for each thing another one or nobody for now."""

    mark_required = False

    last_day = forms.DateField(label="Last day here", help_text="Today, a day to come or a day that is over.")
    everything = PersonField(
        label="Everything goes to", required=False, help_text="Where nothing else is said below."
    )
    withdraw = forms.BooleanField(label="Withdraw what their sign-in may act for, at once", required=False)
    why = forms.CharField(
        label="Why",
        required=False,
        max_length=300,
        help_text="Optional. The record says who took over anyway.",
    )

    def __init__(self, *args, contact: Contact, held: list[Held], user, near, acts: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.contact, self.held = contact, held
        near = [one for one in near if one.pk != contact.pk]
        people = Contact.objects.visible_to(user).listed().exclude(pk=contact.pk)
        team = User.objects.filter(role=Role.CISO, is_active=True).exclude(pk=contact.user_id or 0)
        self.fields["everything"].open_to(user, near)
        self.fields["everything"].queryset = people
        for one in held:
            self._add(one, user, near, people, team)
        if not acts:
            del self.fields["withdraw"]

    def _add(self, one: Held, user, near, people, team) -> None:
        label = f"Who takes over: {one.what}"
        if one.of_team:
            field = forms.ModelChoiceField(team.order_by("name"), label=label, required=False)
        else:
            field = PersonField(label=label, required=False)
            field.near, field.queryset = near, people
        self.fields[f"to-{one.key}"] = field
        self.fields[f"nobody-{one.key}"] = forms.BooleanField(
            label=f"Nobody for now: {one.what}", required=False
        )
        self.prepare(f"to-{one.key}")

    @property
    def listed(self) -> str:
        """The keys of what the page shows, to notice what comes up meanwhile."""
        return " ".join(one.key for one in self.held)

    def meanwhile(self) -> list[Held]:
        """What the page that was sent did not show yet."""
        shown = set(self.data.get("listed", "").split())
        return [one for one in self.held if one.key not in shown]

    def rows(self, some: list[Held]):
        return [(one, self[f"to-{one.key}"], self[f"nobody-{one.key}"]) for one in some]

    def clean(self):
        given = super().clean()
        self.choices = {}
        for one in self.held:
            if f"to-{one.key}" in self.errors:
                continue
            try:
                self.choices[one.key] = self._heir(one, given)
            except ValidationError as error:
                self.add_error(f"to-{one.key}", error)
        return given

    def _heir(self, one: Held, given: dict):
        own, nobody, all_to = (
            given.get(f"to-{one.key}"),
            given.get(f"nobody-{one.key}"),
            given.get("everything"),
        )
        if own and nobody:
            raise ValidationError("Choose somebody or tick that nobody does, not both.")
        if own or nobody:
            return own
        if all_to is None:
            raise ValidationError(UNDECIDED)
        if not one.of_team:
            return all_to
        user = all_to.user
        if user is None or user not in self.fields[f"to-{one.key}"].queryset:
            raise ValidationError(
                f"{all_to} is not in the security team; choose somebody who is, or nobody for now."
            )
        return user

    def refuse(self, error):
        """What the action refused, at the thing it is about."""
        for key, said in error.message_dict.items():
            self.add_error(f"to-{key}" if f"to-{key}" in self.fields else None, said)
