"""What a recurring and a single talk are planned with: departments, people, time and place."""

from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy

from accounts.models import User
from common.fields import RemoteModelMultipleChoiceField
from common.forms import SrrmModelForm
from contacts.functions import HEAD, OF_THINGS
from contacts.models import Contact, Function
from dialogues.choices import FrameworkKind, SeriesKind
from dialogues.models import Framework
from dialogues.recurrence import RuleProblem, zone_named
from units.models import Unit

MOST_UNITS = 50
MOST_PEOPLE = 50
LEADERSHIP_ONLY_NAME = {SeriesKind.JOINT: "Joint session", SeriesKind.LEADERSHIP: "Leadership briefing"}


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, **kwargs):
        super().__init__(format="%H:%M", **kwargs)


class PlanForm(SrrmModelForm):
    """The part that a recurring and a single talk share. `user` chooses among what they see."""

    units = RemoteModelMultipleChoiceField(
        Unit.objects.none(), label="Departments", choices_url=reverse_lazy("choices:units")
    )
    functions = forms.ModelMultipleChoiceField(
        Function.objects.none(),
        label="By responsibility",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Whoever holds it for the department at the time of the talk.",
    )
    contacts = RemoteModelMultipleChoiceField(
        Contact.objects.none(),
        label="By name",
        required=False,
        choices_url=reverse_lazy("choices_contacts:contacts"),
    )
    users = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label="More of our side",
        required=False,
        widget=forms.SelectMultiple(attrs={"data-choices": True}),
    )

    def __init__(self, *args, user, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.today = user, today
        self.fields["units"].queryset = Unit.objects.visible_to(user)
        self.fields["contacts"].queryset = Contact.objects.visible_to(user).listed()
        functions = Function.objects.in_use().exclude(code__in=OF_THINGS)
        self.fields["functions"].queryset = functions
        if self.instance.pk is None:
            self.fields["functions"].initial = [one.pk for one in functions if one.code == HEAD]
        self._offer_colleagues()
        frameworks = Framework.objects.visible_to(user).current().exclude(kind=FrameworkKind.CORE)
        self.fields["framework"].queryset = frameworks.order_by("name", "pk")

    def _offer_colleagues(self):
        team = User.objects.in_security_team().active(on=self.today)
        present = User.objects.filter(pk=self.instance.liaison_id or 0)
        self.fields["liaison"].queryset = (team | present).order_by("name", "pk")
        self.fields["users"].queryset = team.order_by("name", "pk")
        if self.instance.pk is None:
            mine = self.user.pk if team.filter(pk=self.user.pk).exists() else None
            self.initial["liaison"] = self.initial.get("liaison") or mine
            self.initial["time_zone"] = self.initial.get("time_zone") or settings.TIME_ZONE

    def clean_units(self):
        units = self.cleaned_data["units"]
        if len(units) > MOST_UNITS:
            raise ValidationError(f"Name at most {MOST_UNITS} departments.")
        return units

    def clean_contacts(self):
        people = self.cleaned_data["contacts"]
        if len(people) > MOST_PEOPLE:
            raise ValidationError(f"Name at most {MOST_PEOPLE} people.")
        return people

    def clean_time_zone(self):
        name = self.cleaned_data["time_zone"].strip()
        try:
            zone_named(name)
        except RuleProblem as problem:
            raise ValidationError(str(problem)) from problem
        return name

    def clean(self):
        values = super().clean()
        units = values.get("units")
        if values.get("kind") == SeriesKind.JOINT and units is not None and len(units) < 2:
            self.add_error("units", "A joint session is with two departments or more.")
        return values

    @property
    def zone(self) -> ZoneInfo | None:
        name = self.cleaned_data.get("time_zone")
        return ZoneInfo(name) if name else None

    def named(self, said: str) -> str:
        """What was written, or a name by the departments."""
        if said:
            return said
        units = [unit.name for unit in self.cleaned_data.get("units") or ()]
        who = ", ".join(units[:3]) + (" and others" if len(units) > 3 else "")
        what = LEADERSHIP_ONLY_NAME.get(self.cleaned_data.get("kind"), "Security talk")
        return f"{what} with {who}"[:200]

    @property
    def sides(self) -> dict:
        """Departments and people, as the actions take them."""
        return {name: self.cleaned_data[name] for name in ("units", "functions", "contacts", "users")}
