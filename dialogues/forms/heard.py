"""Putting right what was heard."""

from django import forms

from common.forms import ReasonMixin, RevisionMixin, SrrmModelForm
from dialogues.models import Insight


class InsightForm(ReasonMixin, RevisionMixin, SrrmModelForm):
    default_reason = "Put right on its page"
    mark_required = False

    themes = forms.CharField(
        label="Themes",
        required=False,
        max_length=300,
        help_text="Short words with a space between: vendor-access ai-tools",
    )

    class Meta:
        model = Insight
        fields = ["text", "kind", "team_only"]
        labels = {"kind": "What it is"}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        if not user.has_perm("dialogues.view_team_notes"):
            del self.fields["team_only"]
        names = [link.theme.name for link in self.instance.theme_links.select_related("theme")]
        self.fields["themes"].initial = " ".join(names)

    def clean_themes(self) -> list[str]:
        return self.cleaned_data["themes"].replace(",", " ").replace("#", " ").split()
