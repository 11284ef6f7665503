"""One objective of the security programme."""

from django import forms

from common.forms import ReasonMixin, RevisionMixin, SrrmModelForm
from goals.models import Objective


class ObjectiveForm(ReasonMixin, RevisionMixin, SrrmModelForm):
    default_reason = "Kept up on the page of goals"

    class Meta:
        model = Objective
        fields = ["name", "function", "why", "position"]
        labels = {"name": "Objective", "function": "Belongs to", "why": "Why it matters", "position": "Order"}
        help_texts = {
            "name": "A state one can recognise: “Each department can go on working while its systems are down”.",
            "function": "One of the six functions of the NIST Cybersecurity Framework 2.0.",
            "why": "In words a department head would use.",
            "position": "Smaller numbers stand further up.",
        }
        widgets = {"why": forms.Textarea(attrs={"rows": "4"})}

    def clean_name(self):
        return " ".join(self.cleaned_data["name"].split())
