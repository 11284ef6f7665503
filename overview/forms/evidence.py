"""Which part of the record goes into a file of evidence."""

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy

from common import asof
from common.fields import RemoteModelChoiceField
from common.forms import SrrmForm
from desk.evidence.exporting import MOST
from overview.record.branches import branches_for
from overview.record.words import kind_of
from units.models import Unit

USUAL = 25


class EvidenceForm(SrrmForm):
    since = forms.DateField(
        label="Changes from", required=False, help_text="From the beginning where it is empty."
    )
    until = forms.DateField(label="To", required=False, help_text="That day included; now where it is empty.")
    unit = RemoteModelChoiceField(
        Unit.objects.none(), label="Department and below", choices_url=reverse_lazy("choices:units"), required=False,
        to_field_name="code", help_text="As they lie below it today. All of them where it is empty.",
    )  # fmt: skip
    kinds = forms.MultipleChoiceField(
        label="Kinds of things", required=False, help_text="All you may read where none is chosen.",
        widget=forms.SelectMultiple(attrs={"data-choices": ""}),
    )  # fmt: skip
    size = forms.IntegerField(
        label="How many changes", min_value=1, max_value=MOST, required=False, initial=USUAL,
        help_text=f"Drawn at random. All of them where it is empty, {MOST:,} at most.",
    )  # fmt: skip
    seed = forms.CharField(
        label="Seed", max_length=40, required=False,
        help_text="The same seed draws the same ones again. Made up where it is empty.",
    )  # fmt: skip
    rights_on = forms.DateField(
        label="People and rights as of",
        required=False,
        help_text="The end of that day. Left out where it is empty.",
    )

    def __init__(self, *args, user, today, **kwargs):
        super().__init__(*args, initial={"rights_on": today, "size": USUAL}, **kwargs)
        self.today = today
        self.fields["unit"].queryset = Unit.objects.visible_to(user)
        kinds = [
            (branch.model._meta.label_lower, kind_of(branch.model, many=True))
            for branch in branches_for(user)
        ]
        self.fields["kinds"].choices = sorted(
            ((key, said.capitalize()) for key, said in kinds), key=lambda one: one[1]
        )

    def clean(self):
        said = super().clean()
        for name in ("since", "until", "rights_on"):
            day = said.get(name)
            if day and (problem := asof.problem_of(day.isoformat())):
                self.add_error(name, ValidationError(problem))
        if said.get("since") and said.get("until") and said["until"] < said["since"]:
            self.add_error("until", "This lies before the first day.")
        return said
