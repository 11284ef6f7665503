"""One responsibility of the list, its consequences in plain words."""

from django import forms

from common.forms import ReasonMixin, RevisionMixin, SrrmModelForm
from contacts.models import Function

HELP = {
    "name": "As people say it: Head, Data owner.",
    "code": "Small letters, digits and hyphens; files name the responsibility by it.",
    "description": "What somebody takes on with it, in a line.",
    "inherits": "Where a department names nobody, whoever is named above it answers, and the page says so.",
    "grants": "Being named proposes that they may act for the department here; a person still decides.",
    "critical": "Somebody who holds three of these or more is pointed out.",
    "by_department": "A department head may name somebody for it; the security team always may.",
    "call_order": "1 is called first in an incident. Empty: not called.",
    "position": "Smaller numbers stand further up.",
}


class FunctionForm(ReasonMixin, RevisionMixin, SrrmModelForm):
    default_reason = "Kept up on the page of responsibilities"

    class Meta:
        model = Function
        fields = [
            "name", "code", "description", "inherits", "grants", "critical", "by_department", "call_order", "position",
        ]  # fmt: skip
        help_texts = HELP
        widgets = {"description": forms.Textarea(attrs={"rows": "2"})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.built_in:
            del self.fields["code"]

    def clean_name(self):
        return " ".join(self.cleaned_data["name"].split())
