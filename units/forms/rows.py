"""What forms in the rows of a table share: fields that belong to a form in another cell, and several names at once."""

from django import forms
from django.core.exceptions import ValidationError

from common.forms import RevisionMixin, SrrmModelForm

MOST_AT_ONCE = 100
NO_NAME = "What is it called?"


class RowForm(RevisionMixin, SrrmModelForm):
    """A form whose fields stand in the cells of a row. `row_id` is the id of the row; `names` holds several names,
    a line each, where one pasted them into the name of a new row."""

    names = forms.CharField(required=False, max_length=30_000, widget=forms.Textarea(attrs={"hidden": True}))

    def __init__(self, *args, row_id: str, **kwargs):
        super().__init__(*args, auto_id=f"{row_id}-%s", **kwargs)
        self.row_id = row_id
        self.fields["name"].required = False
        for field in self.fields.values():
            field.widget.attrs |= {"form": f"{row_id}-form", "aria-label": field.label or False}
        self.fields["names"].widget.attrs.pop("data-count", None)
        self.fields["name"].widget.attrs |= {"autocomplete": "off", "data-several": "names"}
        if self.instance.pk is None:
            self.fields["name"].widget.attrs["placeholder"] = "Name the next one"

    def full_clean(self):
        super().full_clean()
        if self.is_bound:
            wrong = next((self[name] for name in self.fields if name in self._errors), self["name"])
            wrong.field.widget.attrs["autofocus"] = True

    def focused(self):
        """The form with the place to begin typing marked."""
        self.fields["name"].widget.attrs["autofocus"] = True
        return self

    def clean_name(self):
        return " ".join(self.cleaned_data["name"].split())

    def clean_names(self):
        lines = [" ".join(line.split()) for line in self.cleaned_data["names"].splitlines()]
        lines = [line for line in lines if line]
        if len(lines) > MOST_AT_ONCE:
            raise ValidationError(f"At most {MOST_AT_ONCE} at once, please; these are {len(lines)}.")
        longest = self.fields["name"].max_length
        if long := next((line for line in lines if len(line) > longest), ""):
            raise ValidationError(f"“{long[:60]}…” is longer than {longest} characters.")
        return lines

    def clean(self):
        values = super().clean()
        if not values.get("name") and not values.get("names") and not {"name", "names"} & self.errors.keys():
            self.add_error("name", NO_NAME)
        if "names" in self.errors:
            self.add_error("name", self.errors["names"].as_data())
        return values

    def _get_validation_exclusions(self):
        # The action judges the row; several new rows at once are not this one.
        return super()._get_validation_exclusions() | {f.name for f in self._meta.model._meta.fields}
