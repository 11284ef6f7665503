"""What the forms of all reorganisations share: when, why, and who may know before."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy

from accounts.models import User
from accounts.roles import Role
from common.fields import RemoteModelChoiceField, RemoteModelMultipleChoiceField
from common.forms import SrrmForm
from overview.reorganising.plan import Plan
from units.models import Unit

MOST_UNITS = 20
UNITS = reverse_lazy("choices:units")


def one_unit(label: str, **kwargs) -> RemoteModelChoiceField:
    return RemoteModelChoiceField(Unit.objects.none(), label=label, choices_url=UNITS, **kwargs)


def some_units(label: str, **kwargs) -> RemoteModelMultipleChoiceField:
    return RemoteModelMultipleChoiceField(Unit.objects.none(), label=label, choices_url=UNITS, **kwargs)


class ReorganisationForm(SrrmForm):
    """What all have in common. `happens` names the field of those it happens to, `places` other fields that a problem
    can be about, by what the checks call them."""

    happens = "units"
    places: dict[str, str] = {}
    shown: tuple[str, ...] = ()

    effective_on = forms.DateField(
        label="Takes effect on",
        help_text="Today or earlier: it is done at once. A day to come: it is prepared, and done on that day.",
    )
    reason = forms.CharField(
        label="Why",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Stands on the pages of all departments it touches, once it is done; they read it too.",
    )
    embargoed = forms.BooleanField(
        label="Until its day only people named here may know of it",
        required=False,
        help_text="Nobody else meets it: on no page, in no list, not in the record and in no mail.",
    )
    readers = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label="Who may know of it, besides you",
        required=False,
        widget=forms.SelectMultiple(attrs={"data-choices": True}),
    )

    def __init__(self, *args, user, today: date, plan: Plan | None = None, **kwargs):
        if plan is not None:
            kwargs["initial"] = {**kwargs.get("initial", {}), **self.initial_of(plan)}
        kwargs["initial"] = {"effective_on": today, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.today = today
        open_units = Unit.objects.visible_to(user).current()
        for field in self.fields.values():
            if isinstance(field, RemoteModelChoiceField | RemoteModelMultipleChoiceField):
                field.queryset = open_units
        team = User.objects.filter(role__in=(Role.CISO, Role.ADMIN, Role.AUDITOR), is_active=True)
        self.fields["readers"].queryset = team.exclude(pk=user.pk).order_by("name", "pk")

    def initial_of(self, plan: Plan) -> dict:
        """What the fields show of a plan made before."""
        units = plan.units if self.happens == "units" else next(iter(plan.units), None)
        return {self.happens: units, "outside": plan.outside, "parent": plan.parent}

    def clean(self):
        said = super().clean()
        units = said.get("units")
        if units is not None and len(units) > MOST_UNITS:
            self.add_error("units", f"Name at most {MOST_UNITS} departments.")
        return said

    def units(self) -> list[int]:
        said = self.cleaned_data.get(self.happens)
        if said is None:
            return []
        return [unit.pk for unit in said] if self.happens == "units" else [said.pk]

    def plan(self) -> Plan:
        raise NotImplementedError

    def parent(self) -> int | None:
        parent = self.cleaned_data.get("parent")
        return parent.pk if parent else None

    def refuse_all(self, found) -> None:
        """Puts (field, sentence) of the checks where they belong."""
        for name, sentence in found:
            field = self.places.get(name, self.happens if name == "units" else name)
            self.add_error(field if field in self.fields else None, sentence)

    def refuse(self, error: ValidationError) -> None:
        said = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        self.refuse_all((name, text) for name, texts in said.items() for text in texts)

    @property
    def asked(self):
        """The fields that only this kind has, in their order."""
        return [self[name] for name in self.shown]
