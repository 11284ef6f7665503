"""The parts of the sheet as forms: what the department says of itself, and rows of what it cannot lose, does, needs."""

from django import forms
from django.core.exceptions import ValidationError
from django.forms import formset_factory

from common.forms import ReasonMixin, SrrmForm
from contacts import rules
from contacts.models import Contact
from units.choices import AssetKind, Bucket
from units.forms.hours import HoursField
from units.forms.processes import SevereFields
from units.rules import MAX_TEXT

MOST_ROWS = 60
ADDED = "Filled in on the sheet"
EXAMPLES = {"mtd_hours": "2 days", "rto_hours": "8 h", "rpo_hours": "1 h"}


class SheetForm(ReasonMixin, SrrmForm):
    """What the unit itself holds, and its deputy: somebody of the department, or somebody new."""

    default_reason = ADDED
    mark_required = False

    purpose = forms.CharField(
        label="What is it trying to achieve?",
        required=False,
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="In your own words: what must go right this year?",
    )
    deputy = forms.ModelChoiceField(
        Contact.objects.none(), label="Somebody of the department", required=False
    )
    deputy_name = forms.CharField(label="Or somebody new: name", required=False, max_length=200)
    deputy_email = forms.EmailField(label="E-mail", required=False, max_length=254)
    deputy_phone = forms.CharField(
        label="Phone", required=False, max_length=40, validators=[rules.validate_phone]
    )
    hurts_after = forms.TypedChoiceField(
        choices=[("", "–"), *Bucket.choices],
        coerce=int,
        empty_value=None,
        required=False,
        label="If everything stood still: when does it start to hurt?",
    )
    # The versions that were on screen when the sheet was opened.
    unit_revision = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    deputy_was = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def __init__(self, *args, people=None, **kwargs):
        super().__init__(*args, **kwargs)
        if people is None:
            for name in [name for name in self.fields if name.startswith("deputy")]:
                del self.fields[name]
            return
        self.fields["deputy"].queryset = people
        self.fields["deputy"].label_from_instance = lambda one: (
            f"{one.name}, {one.title}" if one.title else one.name
        )

    def clean_deputy_name(self):
        return " ".join(self.cleaned_data["deputy_name"].split())

    def clean(self):
        said = super().clean()
        reached = said.get("deputy_email") or said.get("deputy_phone")
        if reached and not said.get("deputy_name") and "deputy_name" not in self.errors:
            self.add_error("deputy_name", "Whose is this? Write the name too.")
        return said


class Row(SrrmForm):
    """A line of the sheet. `id` and `revision` are those of the row that was on screen, empty for a new one."""

    mark_required = False

    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    revision = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    name = forms.CharField(required=False, max_length=200, label="Name")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs |= {"autocomplete": "off"}

    def clean_name(self):
        return " ".join(self.cleaned_data["name"].split())


class JewelRow(Row):
    kind = forms.ChoiceField(
        choices=AssetKind.choices, required=False, label="What it is", initial=AssetKind.DATA
    )


class NeedRow(SrrmForm):
    mark_required = False

    name = forms.CharField(
        required=False,
        max_length=300,
        label="Department",
        widget=forms.TextInput(attrs={"list": "departments", "autocomplete": "off"}),
    )

    def clean_name(self):
        return " ".join(self.cleaned_data["name"].split())


class ProcessRow(SevereFields, Row):
    mtd_hours = HoursField(label="Down at most")
    rto_hours = HoursField(label="Runs again within")
    rpo_hours = HoursField(label="Data lost at most")
    handles_sensitive = forms.BooleanField(label="Sensitive data", required=False)

    field_order = (
        "id", "revision", "name", "mtd_hours", "rto_hours", "rpo_hours", "handles_sensitive", "category", "severe_from",
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.grid = bool(self.initial.get("grid"))
        for name, example in EXAMPLES.items():
            self.fields[name].widget.attrs["placeholder"] = example
        if self.grid:
            del self.fields["category"], self.fields["severe_from"]

    def clean(self):
        # Where the whole grid is filled in, it is the place to change it.
        said = self.cleaned_data if self.grid else super().clean()
        if any(said.get(name) for name in self.said()) and not said.get("name") and not said.get("id"):
            self.add_error("name", "What is it called?")
        return said

    def said(self) -> list[str]:
        return [name for name in self.fields if name not in ("id", "revision", "name")]


class RowSet(forms.BaseFormSet):
    """Rows of one kind; the first may be known already, the rest is free."""

    def troubles(self):
        return [field for form in self.forms for field in form.troubles()]

    def get_default_prefix(self):
        return self.form.prefix_of_rows


for _row, _prefix in ((JewelRow, "jewels"), (NeedRow, "needs"), (ProcessRow, "processes")):
    _row.prefix_of_rows = _prefix

TOO_MANY = f"At most {MOST_ROWS} rows at once, please."


def rows(row, *, free: int):
    """The class of a set of `row` with so many free lines."""
    return formset_factory(
        row, formset=RowSet, extra=free, max_num=MOST_ROWS, absolute_max=MOST_ROWS + 10, validate_max=True
    )


def refuse_twice(formset, message: str = "This stands here twice.") -> bool:
    """Marks names that stand in more than one line; gives whether there were any."""
    seen, found = set(), False
    for form in formset.forms:
        name = form.cleaned_data.get("name", "").upper() if hasattr(form, "cleaned_data") else ""
        if name and name in seen:
            form.add_error("name", ValidationError(message))
            found = True
        seen.add(name)
    return found
