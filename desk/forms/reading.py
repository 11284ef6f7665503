"""The form that says how a file is read. What was detected is filled in."""

from django import forms

from common.forms import SrrmForm
from common.sheets.encodings import ENCODINGS
from common.sheets.options import (
    AS_OURS,
    DECIMALS,
    DELIMITERS,
    MOST_LINES,
    ORDERS,
    Reading,
    as_json,
    from_json,
)
from desk.models import SheetImport


class ReadingForm(SrrmForm):
    """A workbook has a choice of sheets, a text one of encodings and delimiters."""

    sheet = forms.ChoiceField(label="Sheet of the workbook")
    encoding = forms.ChoiceField(label="Characters", choices=ENCODINGS.items())
    delimiter = forms.ChoiceField(label="Between the cells", choices=DELIMITERS.items())
    header = forms.IntegerField(label="Headers stand in line", min_value=1, max_value=MOST_LINES)
    decimal = forms.ChoiceField(label="Numbers have", choices=DECIMALS.items())
    dates = forms.ChoiceField(label="Dates have", choices=ORDERS.items())
    entities = forms.BooleanField(label="Decode marks of web pages", required=False)
    below = forms.BooleanField(label="Take the last lines as rows", required=False)

    def __init__(self, data=None, *, record: SheetImport):
        said = record.reading
        super().__init__(data, initial=as_json(from_json(said) or AS_OURS))
        # What is not said stays as it is; all of it is filled in.
        for field in self.fields.values():
            field.required = False
        unasked = {"encoding", "delimiter"} if said.get("sheet") else {"sheet"}
        if not (said.get("entity") or said.get("entities")):
            unasked.add("entities")
        if not (said.get("below_found") or said.get("below")):
            unasked.add("below")
        for name in unasked:
            del self.fields[name]
        if "sheet" in self.fields:
            self.fields["sheet"].choices = [(name, name) for name in said["sheets"]]
        if "entities" in self.fields and said.get("entity"):
            self.fields["entities"].label = f"Decode marks of web pages such as “{said['entity']}”"

    def reading(self) -> Reading:
        """What was said, and what was not as it was. Only of a valid form."""
        said = {name: value for name, value in self.cleaned_data.items() if value not in ("", None)}
        return Reading(**{**self.initial, **said})

    @property
    def summary(self) -> str:
        """How the file is read, in a line."""
        said = self.initial
        parts = (
            [f"sheet “{said['sheet']}”"]
            if said["sheet"]
            else [ENCODINGS[said["encoding"]].partition(",")[0], DELIMITERS[said["delimiter"]].lower()]
        )
        parts.append(f"headers in line {said['header']:,}")
        parts += [DECIMALS[said["decimal"]].rpartition(": ")[2], ORDERS[said["dates"]].rpartition(": ")[2]]
        return " · ".join(parts)
