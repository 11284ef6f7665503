"""Writing down whom to call: the steps, row by row, and what goes for all of them. Works without a script: each of
moving, adding and removing a row is a button that sends the form and gets it back changed."""

import hashlib
from collections.abc import Iterable

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from accounts.models import User
from common.forms import ReasonMixin, RevisionMixin, SrrmForm
from contacts.choices import Channel
from contacts.forms.choosing import PersonField
from contacts.models import Contact, Function, Pathway, PathwayStep

MOST_STEPS = 20
NAMES = ("function", "contact", "channel", "note")


class PathwayForm(ReasonMixin, RevisionMixin, SrrmForm):
    """What goes for all the steps."""

    default_reason = "Written down on the page of whom to call"

    note = forms.CharField(
        label="What to know before calling",
        required=False,
        max_length=300,
        help_text="Stands above the numbers.",
    )
    counterpart = forms.ModelChoiceField(
        User.objects.none(),
        label="Counterpart in the security team",
        required=False,
        help_text="Where nobody is chosen it is whoever answers for the department on the day.",
    )

    def __init__(self, *args, pathway: Pathway | None, on, **kwargs):
        if pathway is not None:
            kwargs.setdefault("initial", {"note": pathway.note, "counterpart": pathway.counterpart_id})
        super().__init__(*args, revision=version_of(pathway), **kwargs)
        team = Q(pk__in=User.objects.in_security_team().active(on=on).values("pk"))
        named = Q(pk=pathway.counterpart_id) if pathway and pathway.counterpart_id else Q(pk__in=[])
        self.fields["counterpart"].queryset = User.objects.filter(team | named).order_by("name", "pk")


class StepForm(SrrmForm):
    """One step. A row in which nobody is named is left out."""

    mark_required = False

    position = forms.IntegerField(label="Place", required=False, min_value=1, max_value=99)
    function = forms.ModelChoiceField(
        Function.objects.none(), label="Whoever is", to_field_name="code", required=False
    )
    contact = PersonField(label="or this person", required=False)
    channel = forms.ChoiceField(label="How", required=False, choices=[("", "–"), *Channel.choices])
    note = forms.CharField(label="Note", required=False, max_length=200)

    def __init__(self, *args, user, near, functions, present: dict[str, Contact], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["function"].queryset = functions
        self.fields["contact"].open_to(user, near)
        # Somebody named by others stays, also where the reader could not choose them.
        self.fields["contact"].present = present.get(str(self["contact"].value() or ""))

    def clean(self):
        given = super().clean()
        if given.get("contact") and given.get("function"):
            raise ValidationError(
                "Name a responsibility or a person here, not both; a second step takes the other."
            )
        if given.get("note") and not self.names_somebody() and not self.errors:
            raise ValidationError("Say who is called here, or empty the row.")
        return given

    def names_somebody(self) -> bool:
        return bool(self.cleaned_data.get("contact") or self.cleaned_data.get("function"))

    def step(self) -> PathwayStep:
        given = self.cleaned_data
        return PathwayStep(
            **{name: given.get(name) or ("" if name in ("channel", "note") else None) for name in NAMES}
        )


class Steps:
    """All the rows of one form, as sent or as they stand."""

    def __init__(self, rows: list[dict], *, bound: bool, **choices):
        self.bound = bound
        self.forms = [self._form(number, row, choices) for number, row in enumerate(rows)]

    def _form(self, number: int, row: dict, choices: dict) -> StepForm:
        values = {**row, "position": number + 1}
        prefix = f"step-{number}"
        if self.bound:
            return StepForm(
                {f"{prefix}-{name}": value for name, value in values.items()}, prefix=prefix, **choices
            )
        return StepForm(initial=values, prefix=prefix, **choices)

    def is_valid(self) -> bool:
        return not any(form.errors for form in self.forms)

    def steps(self) -> list[PathwayStep]:
        """The rows that name somebody; of an unfinished form those that can be understood."""
        return [form.step() for form in self.forms if form.is_valid() and form.names_somebody()]


def rows_of(steps: Iterable[PathwayStep]) -> list[dict]:
    """The rows as they stand."""
    return [
        {
            "function": step.function.code if step.function_id else "",
            "contact": str(step.contact_id or ""),
            "channel": step.channel,
            "note": step.note,
        }
        for step in steps
    ]


def rows_sent(data) -> list[dict]:
    """The rows as they were sent, in the order of their places; a place typed twice keeps the order on screen."""
    found = []
    for number in range(MOST_STEPS):
        if f"step-{number}-function" not in data and f"step-{number}-contact" not in data:
            break
        row = {name: data.get(f"step-{number}-{name}", "").replace("\0", "") for name in NAMES}
        place = data.get(f"step-{number}-position", "").strip()
        typed = int(place) if place.isascii() and place.isdigit() and len(place) < 4 else number + 1
        # Typing a smaller place puts a row before the one that stands there, a larger one behind it.
        moved = (typed > number + 1) - (typed < number + 1)
        found.append(((typed, moved, number), row))
    return [row for _, row in sorted(found, key=lambda one: one[0])]


def version_of(pathway: Pathway | None) -> str:
    """Changes with what is written down and with each of its steps."""
    if pathway is None:
        return "none"
    steps = [(step.pk, step.revision) for step in pathway.steps.all()]
    return hashlib.sha256(repr((pathway.pk, pathway.revision, steps)).encode()).hexdigest()[:16]
