"""Forms of reorganisations, one a kind: what it happens to, and what comes after."""

from django import forms
from django.core.exceptions import ValidationError

from contacts.forms.choosing import PersonField
from contacts.models import Contact
from overview.forms.reorganisation import MOST_UNITS, ReorganisationForm, one_unit, some_units
from overview.models import Reorganisation
from overview.reorganising.plan import New, Plan

Kind = Reorganisation.Kind


class MergerForm(ReorganisationForm):
    places = {"heirs": "into", "new": "new_code"}
    shown = ("units", "into", "new_name", "new_code")

    units = some_units(
        "Departments that close", help_text="All of what they have goes to the one they merge into."
    )
    into = one_unit("They merge into", required=False, help_text="A department that exists already.")
    new_name = forms.CharField(label="or into a new one, called", max_length=300, required=False)
    new_code = forms.CharField(label="with the code", max_length=100, required=False)

    def initial_of(self, plan):
        new = plan.new[0] if plan.new else New("", "")
        return super().initial_of(plan) | {
            "into": next(iter(plan.heirs), None), "new_name": new.name, "new_code": new.code,
        }  # fmt: skip

    def clean(self):
        said = super().clean()
        name, code = said.get("new_name"), said.get("new_code")
        if bool(name) != bool(code):
            self.add_error("new_code" if name else "new_name", "A new department needs a name and a code.")
        if said.get("into") and name:
            self.add_error("into", "Choose a department, or name a new one, not both.")
        if not said.get("into") and not name and "into" not in self.errors:
            self.add_error("into", "Say what they merge into.")
        return said

    def plan(self) -> Plan:
        said = self.cleaned_data
        new = [New(said["new_code"], said["new_name"])] if said["new_name"] else []
        return Plan(self.units(), [said["into"].pk] if said["into"] else [], new)


class SplitForm(ReorganisationForm):
    happens = "unit"
    shown = ("unit", "heirs", "new", "stays", "parent")

    unit = one_unit("Department that is split")
    heirs = some_units("Departments that get a part", required=False, help_text="Those that exist already.")
    new = forms.CharField(
        label="New departments",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One a line: its code, a blank, its name. For example: IT-WEB Web platforms.",
    )
    stays = forms.BooleanField(
        label="It goes on, and keeps what nobody else gets",
        required=False,
        help_text="Otherwise it closes on that day.",
    )
    parent = one_unit(
        "The new ones belong to", required=False, help_text="Empty: to where it belongs itself."
    )

    def initial_of(self, plan):
        lines = "\n".join(f"{one.code} {one.name}" for one in plan.new)
        return super().initial_of(plan) | {"heirs": plan.heirs, "new": lines, "stays": plan.stays}

    def clean_new(self) -> list[New]:
        found = []
        for line in filter(None, (line.strip() for line in self.cleaned_data["new"].splitlines())):
            code, _, name = line.partition(" ")
            if not name.strip() or len(name.strip()) > 300:
                raise ValidationError(f"“{line[:60]}” needs a code, a blank and a name.")
            found.append(New(code, name.strip()))
        return found

    def clean(self):
        said = super().clean()
        number = len(said.get("heirs") or ()) + len(said.get("new") or ())
        if {"heirs", "new"} & set(self.errors):
            return said
        if number > MOST_UNITS:
            self.add_error("heirs", f"Name at most {MOST_UNITS} departments.")
        elif said.get("unit") in (said.get("heirs") or ()):
            pass  # said by the checks
        elif number + bool(said.get("stays")) < 2:
            self.add_error(
                "heirs", "A split needs two departments at least: name another, or say that it goes on."
            )
        return said

    def plan(self) -> Plan:
        said = self.cleaned_data
        heirs = [unit.pk for unit in said["heirs"]]
        return Plan(self.units(), heirs, said["new"], stays=said["stays"], parent=self.parent())


class AcquisitionForm(ReorganisationForm):
    happens = "unit"
    places = {"new": "new_code"}
    shown = ("outside", "new_name", "new_code", "unit", "parent")

    outside = forms.CharField(label="What is acquired, as it was called", max_length=300)
    new_name = forms.CharField(label="Its name from then on", max_length=300, required=False)
    new_code = forms.CharField(label="Its code", max_length=100, required=False)
    unit = one_unit(
        "or a department we know already", required=False, help_text="For example an external partner."
    )
    parent = one_unit("Belongs to", required=False, help_text="Empty: it stands at the top.")

    def initial_of(self, plan):
        new = plan.new[0] if plan.new else New("", "")
        return super().initial_of(plan) | {"new_name": new.name, "new_code": new.code}

    def clean(self):
        said = super().clean()
        name, code = said.get("new_name"), said.get("new_code")
        if bool(name) != bool(code):
            self.add_error("new_code" if name else "new_name", "A new department needs a name and a code.")
        elif bool(said.get("unit")) == bool(name) and "unit" not in self.errors:
            self.add_error("unit", "Name a new department or choose one, not both and not neither.")
        return said

    def plan(self) -> Plan:
        said = self.cleaned_data
        new = [New(said["new_code"], said["new_name"])] if said["new_name"] else []
        return Plan(self.units(), new=new, outside=said["outside"], parent=self.parent())


class RenameForm(ReorganisationForm):
    happens = "unit"
    shown = ("unit", "name", "code")

    unit = one_unit("Department")
    name = forms.CharField(label="Its name from then on", max_length=300)
    code = forms.CharField(
        label="Its code from then on",
        max_length=100,
        required=False,
        help_text="Empty: it keeps its code. Files that use the old one still find it.",
    )

    def initial_of(self, plan):
        return super().initial_of(plan) | {"name": plan.name, "code": plan.code}

    def plan(self) -> Plan:
        return Plan(self.units(), name=self.cleaned_data["name"], code=self.cleaned_data["code"])


class MoveForm(ReorganisationForm):
    shown = ("units", "parent")

    units = some_units("Departments that move", help_text="Each with everything below it.")
    parent = one_unit("Belong from then on to", required=False, help_text="Empty: they stand at the top.")

    def plan(self) -> Plan:
        return Plan(self.units(), parent=self.parent())


class ClosureForm(ReorganisationForm):
    happens = "unit"
    shown = ("unit", "outside")

    unit = one_unit(
        "Department that closes", help_text="Nobody of ours takes over; else it merges or is split."
    )
    outside = forms.CharField(
        label="Followed by a body outside the inventory", max_length=300, required=False, help_text="As text."
    )

    def plan(self) -> Plan:
        return Plan(self.units(), outside=self.cleaned_data["outside"])


class LeadershipForm(ReorganisationForm):
    happens = "unit"
    shown = ("unit", "leader", "access")

    unit = one_unit("Department")
    leader = PersonField(label="Who leads it from that day on")
    access = forms.BooleanField(
        label="Who may act for it follows",
        required=False,
        initial=True,
        help_text="The new head where they sign in; the one before no longer.",
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.fields["leader"].queryset = Contact.objects.visible_to(user).listed().here(on=self.today)

    def initial_of(self, plan):
        return super().initial_of(plan) | {"leader": plan.leader, "access": plan.access}

    def plan(self) -> Plan:
        return Plan(self.units(), leader=self.cleaned_data["leader"].pk, access=self.cleaned_data["access"])


# The kinds one can begin, each with what it is in a line.
FORMS: dict[str, tuple[type[ReorganisationForm], str]] = {
    Kind.MERGER: (MergerForm, "Departments become one: those that close hand everything over."),
    Kind.SPLIT: (SplitForm, "One department becomes several: you say who gets what."),
    Kind.ACQUISITION: (AcquisitionForm, "Something from outside becomes a department."),
    Kind.RENAME: (RenameForm, "A department gets another name or code; the old code still finds it."),
    Kind.MOVE: (MoveForm, "Departments belong somewhere else, with everything below them."),
    Kind.CLOSURE: (ClosureForm, "A department ends, and nobody of ours takes over."),
    Kind.LEADERSHIP: (LeadershipForm, "Somebody else leads a department."),
}
