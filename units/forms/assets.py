"""Naming what a department cannot afford to lose: on a page of its own, or in the row of a table."""

from django import forms

from common.forms import ReasonMixin, RevisionMixin, SrrmModelForm
from units.choices import Handled
from units.forms.rows import RowForm
from units.models import Asset
from units.models.asset import CROWN

LABELS = {
    "name": "What it is called",
    "kind": "What it is",
    "classification": "How closely it is kept",
    "criticality": "How critical",
    "description": "What it is for",
}
FIVE = "5 is what it cannot lose; three or so things."


class AssetForm(ReasonMixin, RevisionMixin, SrrmModelForm):
    """Everything that is known of an asset."""

    default_reason = "Kept up on the page of the asset"

    handles = forms.MultipleChoiceField(
        choices=Handled.choices,
        required=False,
        label="What it holds",
        help_text="Laws and contracts speak of these; what follows from them is suggested.",
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Asset
        fields = ["name", "kind", "classification", "criticality", "handles", "description"]
        labels = LABELS
        help_texts = {"criticality": FIVE}

    def clean_name(self):
        return " ".join(self.cleaned_data["name"].split())


class AssetRowForm(RowForm):
    """A row of the table of assets."""

    class Meta:
        model = Asset
        fields = ["name", "kind", "classification", "criticality"]
        labels = LABELS


class CrownRowForm(RowForm):
    """A row at light depth: a name and what it is, and that it cannot be lost."""

    class Meta:
        model = Asset
        fields = ["name", "kind"]
        labels = LABELS

    def clean(self):
        values = super().clean()
        if self.instance.pk is None:
            values["criticality"] = CROWN
        return values
