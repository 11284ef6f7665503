"""One word of the glossary."""

from django import forms

from common.forms import ReasonMixin, RevisionMixin, SrrmModelForm
from dialogues.forms.several import SeveralField
from dialogues.models import Term


class TermForm(ReasonMixin, RevisionMixin, SrrmModelForm):
    default_reason = "Kept up on the page of words"

    also = SeveralField(
        label="Also written",
        longest=80,
        required=False,
        help_text="Plural, short form, the same in other words; with a comma between them.",
    )

    class Meta:
        model = Term
        fields = ["word", "also", "side", "meaning"]
        labels = {"side": "Whose word it is", "meaning": "In other words"}
        help_texts = {
            "word": "As it is written within a sentence.",
            "meaning": "So that somebody who has never heard it can go on reading. Two sentences are enough.",
        }
        widgets = {"meaning": forms.Textarea(attrs={"rows": "3"})}

    def clean_word(self):
        return " ".join(self.cleaned_data["word"].split())
