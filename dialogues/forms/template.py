"""Forms of an agenda template, of its questions, and of publishing an edition."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.urls import reverse_lazy

from common.fields import RemoteModelChoiceField
from common.forms import ReasonMixin, RevisionMixin, SrrmForm, SrrmModelForm
from dialogues.choices import FrameworkKind
from dialogues.models import Edition, Framework, Question
from goals.models import Objective
from units.models import Unit

RESERVED = {"new"}


class FrameworkForm(ReasonMixin, RevisionMixin, SrrmModelForm):
    default_reason = "Kept up on the page of agenda templates"
    mark_audience = False

    class Meta:
        model = Framework
        fields = ["name", "code", "kind", "minutes", "with_core", "purpose"]
        labels = {
            "code": "Short name",
            "kind": "What it is made for",
            "minutes": "How long such a talk takes, in minutes",
            "with_core": "Begins with what is asked of every department",
        }
        help_texts = {
            "name": "As it stands in lists: “Marketing and communication”.",
            "code": "Small letters, digits and hyphens; it stands in the address.",
            "purpose": "For which talks, and what one knows at the end of one.",
        }
        widgets = {"purpose": forms.Textarea(attrs={"rows": "3"})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.kind == FrameworkKind.CORE and self.instance.pk:
            for name in ("kind", "with_core"):
                del self.fields[name]
        elif Framework.objects.filter(kind=FrameworkKind.CORE).exists():
            # There is one core template; whoever wants other questions there writes its next edition.
            self.fields["kind"].choices = [
                choice for choice in FrameworkKind.choices if choice[0] != FrameworkKind.CORE
            ]

    def clean_name(self):
        return " ".join(self.cleaned_data["name"].split())

    def clean_code(self):
        code = self.cleaned_data["code"].lower()
        if code in RESERVED:
            raise ValidationError("This word is an address of its own here. Choose another one.")
        return code


class QuestionForm(ReasonMixin, RevisionMixin, SrrmModelForm):
    """One question of a draft. Whatever it is limited to must hold for it to be asked."""

    default_reason = "Written in the draft"
    mark_audience = False

    unit = RemoteModelChoiceField(
        Unit.objects.none(),
        choices_url=reverse_lazy("choices:units"),
        label="Only for this department",
        required=False,
    )

    class Meta:
        model = Question
        fields = ["text", "help", "minutes", "objective", "unit", "unit_kind", "theme"]
        labels = {"minutes": "Minutes", "objective": "Serves", "theme": "Only where this theme came up"}
        help_texts = {
            "text": "As one would ask it across the table. What can be answered with yes is half a question.",
            "help": "For whoever asks: what a good answer holds.",
            "objective": "What everybody is asked serves an objective; elsewhere it may.",
            "theme": "A word as in notes, without the #: vendor-access.",
        }
        widgets = {"help": forms.Textarea(attrs={"rows": "2"}), "text": forms.Textarea(attrs={"rows": "2"})}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        here = Q(pk=self.instance.objective_id) if self.instance.objective_id else Q(pk__in=[])
        current = Objective.objects.visible_to(user).filter(Q(retired_on__isnull=True) | here)
        self.fields["objective"].queryset = current
        self.fields["unit"].queryset = Unit.objects.visible_to(user).current()
        if self.instance.edition.framework.kind == FrameworkKind.CORE:
            self.fields["objective"].required = True

    def clean_text(self):
        return " ".join(self.cleaned_data["text"].split())

    def clean_theme(self):
        return "-".join(self.cleaned_data["theme"].lstrip("# ").lower().split())


class PublishForm(SrrmForm):
    note = forms.CharField(
        label="What is new in it",
        required=False,
        max_length=Edition._meta.get_field("note").max_length,
        help_text="Stands in the list of editions.",
    )
