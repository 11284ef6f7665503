"""One habit of the catalogue, with what each level of it looks like."""

from django import forms

from common.forms import ReasonMixin, RevisionMixin, SrrmModelForm
from reviews.models import Practice

ROWS = {"rows": "2"}


class PracticeForm(ReasonMixin, RevisionMixin, SrrmModelForm):
    default_reason = "Kept up in the catalogue of practices"

    class Meta:
        model = Practice
        fields = ["name", "function", "why", "not_yet", "ad_hoc", "documented", "managed"]
        labels = {"name": "Practice", "function": "Belongs to", "why": "Why it matters to a department"}
        help_texts = {
            "name": "A habit that a department has in its own hands: “Access ends with the work”. Short, for a column.",
            "function": "One of the six functions of the NIST Cybersecurity Framework 2.0.",
            "not_yet": "What one would see there. The four levels are those of C2M2, MIL 0 to 3, in words.",
        }
        widgets = {
            "why": forms.Textarea(attrs=ROWS),
            "not_yet": forms.Textarea(attrs=ROWS),
            "ad_hoc": forms.Textarea(attrs=ROWS),
            "documented": forms.Textarea(attrs=ROWS),
            "managed": forms.Textarea(attrs=ROWS),
        }

    def clean_name(self):
        return " ".join(self.cleaned_data["name"].split())
