"""The form for values that every row gets, for those of our columns that the file lacks."""

from collections.abc import Mapping, Sequence

from django import forms
from django.core.exceptions import ValidationError

from common.forms import SrrmForm
from common.sheets.columns import Choice, Column, Reference, Text
from common.sheets.mapping_troubles import can_be_constant
from common.sheets.problems import CellProblem

LONGEST = 500


class ConstantsForm(SrrmForm):
    """A field for each of our columns that no column of the file becomes; what is left empty is not touched."""

    def __init__(
        self, data=None, *, columns: Sequence[Column], taken: set[str], constants: Mapping[str, str]
    ):
        super().__init__(data)
        self.columns = {
            column.name: column
            for column in columns
            if column.name not in taken and (column.name in constants or _is_offered(column))
        }
        for name, column in self.columns.items():
            field = _field(column)
            field.label, field.initial = column.label, _as_offered(column, constants.get(name, ""))
            self.fields[f"same_{name}"] = field
            self.prepare(f"same_{name}")

    def clean(self):
        data = super().clean()
        for name, column in self.columns.items():
            try:
                column.parse(data.get(f"same_{name}", ""))
            except CellProblem as problem:
                self.add_error(f"same_{name}", ValidationError(str(problem)))
        return data

    def said(self) -> dict[str, str]:
        """{column: value} of the fields that hold one and are right."""
        values = {name: self.cleaned_data.get(f"same_{name}", "") for name in self.columns}
        return {name: text for name, text in values.items() if text}

    @property
    def filled(self) -> int:
        return sum(bool(self[name].value()) for name in self.fields)


def _is_offered(column: Column) -> bool:
    """Not what every row says for itself: keys, names, addresses."""
    own = isinstance(column, Text) and (column.keeps or column.telling)
    return can_be_constant(column) and not own


def _field(column: Column) -> forms.Field:
    if isinstance(column, Choice):
        words = [(column.show(value), label) for value, label in column.choices]
        return forms.ChoiceField(choices=[("", "– nothing –"), *words], required=False)
    field = forms.CharField(max_length=LONGEST, required=False)
    if isinstance(column, Reference) and column.by_name:
        field.help_text = "Its code."
    return field


def _as_offered(column: Column, text: str) -> str:
    try:
        return column.show(column.parse(text)) if text else ""
    except CellProblem:
        return text
