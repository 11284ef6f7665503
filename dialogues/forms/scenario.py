"""One case study or inject."""

from django import forms

from common.forms import ReasonMixin, RevisionMixin, SrrmModelForm
from dialogues.forms.several import SeveralField
from dialogues.models import Scenario
from goals.models import Objective
from units.choices import AssetKind, Kind


class ScenarioForm(ReasonMixin, RevisionMixin, SrrmModelForm):
    default_reason = "Kept up on the page of cases"
    mark_audience = False

    unit_kinds = forms.MultipleChoiceField(
        label="Fits these kinds of department",
        choices=Kind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    asset_kinds = forms.MultipleChoiceField(
        label="Fits those who hold",
        choices=AssetKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    themes = SeveralField(
        label="Fits where these themes came up",
        longest=60,
        small=True,
        required=False,
        help_text="With a comma between them: vendor-access, leavers. What fits nothing in particular is for all.",
    )

    class Meta:
        model = Scenario
        fields = [
            "title",
            "kind",
            "minutes",
            "text",
            "ask",
            "unit_kinds",
            "asset_kinds",
            "themes",
            "objective",
        ]
        labels = {"kind": "What it is", "minutes": "Minutes", "objective": "Serves"}
        help_texts = {
            "title": "A line that one remembers: “The freelancer who still had the key”.",
            "text": "Told as it happened. An inject says what arrives next, and when. Markdown works.",
            "ask": "One question a line.",
        }
        widgets = {
            "text": forms.Textarea(attrs={"rows": "8"}),
            "ask": forms.Textarea(attrs={"rows": "4"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["objective"].queryset = Objective.objects.all()

    def clean_title(self):
        return " ".join(self.cleaned_data["title"].split())
