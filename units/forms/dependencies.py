"""Saying who depends on whom. A head names the other side in words; it becomes a department where they may see it."""

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy

from common.fields import RemoteModelChoiceField
from common.forms import ReasonMixin, RevisionMixin, SrrmForm, SrrmModelForm
from units.models import Dependency, Unit
from units.words import folded

DETAILS = ["kind", "flows", "classification", "criticality", "fallback", "fallback_tested_on", "shared_risk"]
LABELS = {
    "kind": "What kind",
    "flows": "What flows",
    "classification": "How closely that is kept",
    "criticality": "How critical",
    "fallback": "If it fails",
    "fallback_tested_on": "Last tried on",
    "shared_risk": "Risk they share",
}
HELP = {
    "flows": "Optional: orders, customer addresses, power. The other side confirms a change again.",
    "criticality": "5 is: without it, it stands still at once. The other side confirms a change again.",
    "fallback": "What one does meanwhile: last week’s copy, phones, printed lists.",
}


class DetailsForm(ReasonMixin, RevisionMixin, SrrmModelForm):
    """What is known of a dependency besides its two sides."""

    default_reason = "Kept up on the page of dependencies"

    class Meta:
        model = Dependency
        fields = DETAILS
        labels = LABELS
        help_texts = HELP

    def _get_validation_exclusions(self):
        # The action judges the whole, with both sides.
        return super()._get_validation_exclusions() | {"consumer", "provider", "provider_named"}


class InWordsForm(DetailsForm):
    """The same, where the provider is only named in words yet."""

    class Meta(DetailsForm.Meta):
        fields = ["provider_named", *DETAILS]
        labels = LABELS | {"provider_named": "Who provides it, in your words"}


class DependencyForm(DetailsForm):
    """A new dependency of `unit`: on what it needs, or of those who need it."""

    default_reason = "Named on the page of what the department cannot lose"

    other = RemoteModelChoiceField(
        Unit.objects.none(), label="Department", required=False, choices_url=reverse_lazy("choices:units")
    )
    named = forms.CharField(
        label="… or in your own words",
        required=False,
        max_length=300,
        help_text="Where you do not find it above. The security team says later which department is meant.",
    )

    field_order = ["other", "named", *DETAILS]

    def __init__(self, *args, unit: Unit, side: str, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.unit, self.side, self.user = unit, side, user
        self.fields["other"].queryset = Unit.objects.visible_to(user).current()
        if side == "provider":
            del self.fields["named"]
            self.fields["other"].required = True
            self.fields["other"].label = "Who needs it"
        else:
            self.fields["other"].label = "Who provides it"

    def clean(self):
        values = super().clean()
        if "other" in self.errors or "named" in self.errors:
            return values
        other, words = values.get("other"), " ".join((values.get("named") or "").split())
        if other is None and words:
            other = self._known(words)
        if other is None and not words:
            self.add_error("other", "Choose a department, or name it in your own words.")
        elif other == self.unit:
            place = "named" if values.get("other") is None else "other"
            self.add_error(place, ValidationError("A department cannot depend on itself."))
        values["other"], values["named"] = other, words
        return values

    def _known(self, words: str) -> Unit | None:
        """The department called so, among those this person sees; so nobody learns of another."""
        seen = Unit.objects.visible_to(self.user).current()
        found = seen.filter(code__iexact=words).first() or seen.filter(name__iexact=words).first()
        return found if found and folded(words) else None

    def sides(self) -> dict:
        other, words = self.cleaned_data["other"], self.cleaned_data["named"]
        if self.side == "provider":
            return {"consumer": other, "provider": self.unit}
        return {"consumer": self.unit, "provider": other, "provider_named": "" if other else words}


class SettleForm(ReasonMixin, SrrmForm):
    """Says which department is meant by a name."""

    default_reason = "Settled which department is meant"

    provider = RemoteModelChoiceField(
        Unit.objects.none(), label="Which department is that?", choices_url=reverse_lazy("choices:units")
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["provider"].queryset = Unit.objects.visible_to(user).current()
