"""Naming what a department does and how long it can do without: on a page of its own, or in the row of a table."""

from django import forms
from django.db.models import Q
from django.urls import reverse_lazy

from common.fields import RemoteModelMultipleChoiceField
from common.forms import ReasonMixin, RevisionMixin, SrrmModelForm
from units.choices import Bucket, ImpactCategory
from units.forms.hours import HourFields, HoursField
from units.forms.rows import RowForm
from units.models import Asset, Process

LABELS = {"name": "What it is called"}
MTD, RTO, RPO = "Longest it can be down", "Is to run again within", "Data lost at most"
HOURS_HELP = "4 h, 2 days, 1 week."


class SevereFields(forms.Form):
    """Mixin: in what way it turns severe first, and when."""

    category = forms.ChoiceField(
        choices=[("", "–"), *ImpactCategory.choices], required=False, label="Kind of harm"
    )
    severe_from = forms.TypedChoiceField(
        choices=[("", "–"), *Bucket.choices],
        coerce=int,
        empty_value=None,
        required=False,
        label="Severe after",
    )

    def severe(self) -> tuple[str, int] | None:
        """(kind of harm, hours), or None where neither is said."""
        category, bucket = self.cleaned_data.get("category"), self.cleaned_data.get("severe_from")
        return (category, bucket) if category and bucket else None

    def clean(self):
        values = super().clean()
        if values.get("category") and not values.get("severe_from") and "severe_from" not in self.errors:
            self.add_error("severe_from", "After how long?")
        if values.get("severe_from") and not values.get("category") and "category" not in self.errors:
            self.add_error("category", "In what way does it hurt?")
        return values


class ProcessForm(HourFields, ReasonMixin, RevisionMixin, SrrmModelForm):
    """Everything that is known of a process but its impact, which has a grid of its own."""

    default_reason = "Kept up on the page of the process"

    mtd_hours = HoursField(label=MTD, help_text="MTD: beyond this the department cannot go on. " + HOURS_HELP)
    rto_hours = HoursField(label=RTO, help_text="RTO: shorter than the longest it can be down.")
    rpo_hours = HoursField(label=RPO, help_text="RPO: how old the data may be that one starts from again.")
    assets = RemoteModelMultipleChoiceField(
        Asset.objects.none(),
        label="What it uses",
        required=False,
        choices_url=reverse_lazy("asset_choices"),
        help_text="Also what belongs to other departments: then it is shared.",
    )

    class Meta:
        model = Process
        fields = ["name", "mtd_hours", "rto_hours", "rpo_hours", "handles_sensitive", "security_implications"]
        labels = LABELS

    field_order = [
        "name", "mtd_hours", "rto_hours", "rpo_hours", "assets", "handles_sensitive", "security_implications",
    ]  # fmt: skip

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        # What it uses already stays, also where this person does not see its department.
        used = Q(process_assets__process=self.instance.pk) if self.instance.pk else Q(pk=None)
        seen = Asset.objects.visible_to(user).values("pk")
        self.fields["assets"].queryset = Asset.objects.filter(Q(pk__in=seen) | used).distinct()

    def clean_name(self):
        return " ".join(self.cleaned_data["name"].split())


class ProcessRowForm(HourFields, SevereFields, RowForm):
    """A row of the table of processes. Where the impact says more than one thing, the grid is the place for it."""

    mtd_hours = HoursField(label=MTD)
    rto_hours = HoursField(label=RTO)
    rpo_hours = HoursField(label=RPO)

    class Meta:
        model = Process
        fields = ["name", "mtd_hours", "rto_hours", "rpo_hours"]
        labels = LABELS

    def __init__(self, *args, grid: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.grid = grid
        for name in self.HOURS:
            self.fields[name].widget.attrs |= {"placeholder": "4 h, 2 days", "autocomplete": "off"}
        if grid:
            del self.fields["category"], self.fields["severe_from"]
