"""What several rows are given together. A field left alone changes nothing."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from common.forms import ReasonMixin, SrrmForm
from desk.together.kinds import Kind

AS_IT_IS = "Leave as it is"
CLEAR = "clear-"


class TogetherForm(ReasonMixin, SrrmForm):
    """The fields of the form of one row, each of which may stay as it is, be set or be emptied."""

    mark_required = False

    def __init__(self, data=None, *, kind: Kind, user, today: date):
        super().__init__(data)
        self.kind = kind
        source = kind.form_for(user, today)
        reason = self.fields.pop("reason")
        self.offered = [name for name in kind.fields if name in source.fields]
        for name in self.offered:
            self._offer(name, source.fields[name])
        self.fields["reason"] = reason

    def _offer(self, name: str, field: forms.Field) -> None:
        may_be_empty = not field.required and self.kind.model._meta.get_field(name).blank
        field.required, field.help_text, field.initial = False, "", None
        if isinstance(field, forms.ModelChoiceField):
            field.empty_label = AS_IT_IS
        elif isinstance(field, forms.ChoiceField):
            field.choices = [
                ("", AS_IT_IS),
                *((key, text) for key, text in field.choices if key not in ("", None)),
            ]
        self.fields[name] = field
        if may_be_empty:
            label = f"Empty it: {field.label}"
            self.fields[CLEAR + name] = forms.BooleanField(label=label, required=False)

    def pairs(self) -> list[tuple[BoundField, BoundField | None]]:
        """Each field, with the box that empties it where it may be empty."""
        return [
            (self[name], self[CLEAR + name] if CLEAR + name in self.fields else None) for name in self.offered
        ]

    def clean(self):
        values = super().clean()
        chosen = [name for name in self.offered if self._is_set(name) or values.get(CLEAR + name)]
        for name in chosen:
            if self._is_set(name) and values.get(CLEAR + name):
                self.add_error(name, ValidationError("Either choose something here, or have it emptied."))
        if not chosen and not any(name in self.errors for name in self.offered):
            raise ValidationError("Nothing is chosen yet: say what shall change.")
        return values

    def _is_set(self, name: str) -> bool:
        return self.cleaned_data.get(name) not in (None, "", [])

    def values(self) -> dict:
        """{field: value} to write."""
        found = {}
        for name in self.offered:
            if self._is_set(name):
                found[name] = self.cleaned_data[name]
            elif self.cleaned_data.get(CLEAR + name):
                found[name] = None if self.kind.model._meta.get_field(name).null else ""
        return found
