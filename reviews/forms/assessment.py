"""Judging one practice of one department."""

from datetime import timedelta

from django import forms
from django.db.models import Q
from django.utils.html import format_html

from common.forms import NOTHING, ReasonMixin, RevisionMixin, SrrmModelForm
from dialogues.models import Commitment, Insight
from reviews.choices import Assessor, MilLevel
from reviews.models import MaturityAssessment

MOST_OFFERED = 12
SETTLED_SINCE = timedelta(days=180)
ORDER = ["assessor", "level", "evidence", "insights", "target", "target_on", "promises", "assessed_on"]


class AssessmentForm(ReasonMixin, RevisionMixin, SrrmModelForm):
    """A judgement by the team, or by the department itself; somebody of the department writes only their own."""

    default_reason = "Judged on the page of practices"

    insights = forms.ModelMultipleChoiceField(
        Insight.objects.none(), required=False, label="What we heard that it rests on",
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    promises = forms.ModelMultipleChoiceField(
        Commitment.objects.none(), required=False, label="Promises that lead further",
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    class Meta:
        model = MaturityAssessment
        fields = ["assessor", "level", "evidence", "target", "target_on", "assessed_on"]
        labels = {"assessor": "Whose judgement", "level": "It stands at", "target_on": "By when"}
        help_texts = {
            "evidence": "What one would be shown. Where it went back, why.",
            "target": "Leave it empty where it is good as it is.",
            "assessed_on": "Today, or the day on which it was so.",
        }
        widgets = {
            "assessor": forms.RadioSelect,
            "level": forms.RadioSelect,
            "evidence": forms.Textarea(attrs={"rows": "3"}),
        }

    def __init__(self, *args, user, today, **kwargs):
        super().__init__(*args, **kwargs)
        practice = self.instance.practice
        # In forms of a model, a choice without a blank one is asked for.
        self.fields["level"].choices = [
            (
                level.value,
                format_html("<strong>{}</strong> <span>{}</span>", level.label, practice.looks_like(level)),
            )
            for level in MilLevel
        ]
        self.fields["target"].choices = [("", NOTHING), *MilLevel.choices[1:]]
        self.fields["assessed_on"].widget.attrs["max"] = today.isoformat()
        if user.has_perm("units.view_every_unit"):
            self.fields["assessor"].choices = Assessor.choices
        else:
            del self.fields["assessor"]
            self.instance.assessor = Assessor.DEPARTMENT
        self._offer(user, today)
        self.order_fields(ORDER)

    def _offer(self, user, today):
        """What this department said and what was promised, the latest first; what is linked already is among it."""
        of_unit = {"unit": self.instance.unit_id}
        heard = Insight.objects.visible_to(user).filter(**of_unit)
        fresh = Q(state__in=("proposed", "open")) | Q(
            state="kept", settled_at__date__gte=today - SETTLED_SINCE
        )
        promised = Commitment.objects.visible_to(user).filter(**of_unit)
        self._choose("insights", heard, Q(), "-heard_on", "insight_links", "insight_id")
        self._choose("promises", promised, fresh, "-made_on", "promise_links", "commitment_id")

    def _choose(self, name: str, rows, fresh: Q, order: str, links: str, column: str):
        linked = (
            list(getattr(self.instance, links).values_list(column, flat=True)) if self.instance.pk else []
        )
        latest = rows.filter(fresh).order_by(order, "-pk").values_list("pk", flat=True)[:MOST_OFFERED]
        offered = set(rows.filter(pk__in=linked).values_list("pk", flat=True)) | set(latest)
        self.fields[name].queryset = rows.filter(pk__in=offered).order_by(order, "-pk")
        self.fields[name].initial = [pk for pk in linked if pk in offered]
        self.offered = {**getattr(self, "offered", {}), name: offered}
        if not offered:
            del self.fields[name]

    def clean(self):
        values = super().clean()
        # What saves knows the judgement alone.
        self.instance.rests_on = list(values.get("insights") or ())
        self.instance.leads_on = list(values.get("promises") or ())
        self.instance.offered = (self.offered["insights"], self.offered["promises"])
        return values
