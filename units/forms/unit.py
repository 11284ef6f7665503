"""The form that creates and edits a department."""

from functools import partial

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils import timezone

from accounts.audiences import hidden_fields
from accounts.models import User
from common.fields import OfferedModelChoiceField, OfferedModelMultipleChoiceField, RemoteModelChoiceField
from common.forms import ReasonMixin, RevisionMixin, SrrmModelForm
from units.choices import Status
from units.models import Unit

# What shapes the organisation and who may act in it; a department head writes none of these.
STRUCTURE = (
    "code", "kind", "parent", "status", "opened_on", "closed_on", "stewards",
    "owner", "owner_cover", "cover_from", "cover_until", "depth_choice", "strategic_importance",
)  # fmt: skip

SECTIONS = (
    ("What it is", ("name", "code", "kind", "parent", "status", "opened_on", "closed_on")),
    ("What it wants", ("purpose", "security_view", "risk_appetite", "work_mode")),
    ("Who answers for it", ("stewards", "owner", "owner_cover", "cover_from", "cover_until")),
    ("Size and weight", ("headcount", "annual_revenue", "strategic_importance")),
    ("Risk", ("exposure", "compliance_burden", "incident_history")),
    ("Notes and record", ("notes", "team_notes", "depth_choice")),
)

HELP = {
    "code": "Short and lasting: files find the department by it. 1 to 100 letters, digits, dots, hyphens, underscores.",
    "parent": "The department it is a part of. Leave empty at the top.",
    "purpose": "In its own words, as one would say it to a colleague. Markdown is fine.",
    "security_view": "In its own words, too.",
    "strategic_importance": "1 can be missed for weeks, 5 the organisation stops without it.",
    "exposure": "1 hardly reachable or interesting to attackers, 5 under attack every day.",
    "compliance_burden": "1 no special duties, 5 the heaviest laws and contracts apply.",
    "incident_history": "1 nothing in three years, 5 serious incidents again and again.",
    "stewards": "They see the department and everything below it, and may correct its record.",
    "depth_choice": "How much the record asks for. Left empty, it follows importance and risk.",
    "headcount": "Those who work in it directly; its parts are counted on their own.",
    "annual_revenue": "Its own, in full, such as 1250000; its parts are counted on their own.",
    "notes": "Markdown is fine.",
    "team_notes": "Markdown is fine. Read by the CISO’s team alone.",
}


class UnitForm(RevisionMixin, ReasonMixin, SrrmModelForm):
    """Values of one department. Fields the person may not read or write are not part of it."""

    parent = RemoteModelChoiceField(
        Unit.objects.none(), choices_url=reverse_lazy("choices:units"), required=False, label="Belongs to"
    )
    stewards = OfferedModelMultipleChoiceField(User.objects.none(), required=False, label="May act for it")

    class Meta:
        model = Unit
        fields = [name for _, names in SECTIONS for name in names if name != "stewards"]
        help_texts = HELP
        field_classes = {"owner": OfferedModelChoiceField, "owner_cover": OfferedModelChoiceField}
        widgets = {
            "purpose": forms.Textarea(attrs={"rows": "3"}),
            "security_view": forms.Textarea(attrs={"rows": "2"}),
            "notes": forms.Textarea(attrs={"rows": "3"}),
            "team_notes": forms.Textarea(attrs={"rows": "3"}),
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        for name in hidden_fields(user, Unit) & set(self.fields):
            del self.fields[name]
        if not user.has_perm("units.restructure_unit"):
            for name in STRUCTURE:
                self.fields.pop(name, None)
            return
        self._offer_status()
        self.fields["parent"].queryset = Unit.objects.visible_to(user)
        self.fields["parent"].help_text = HELP["parent"]
        self._offer_people()
        for name in ("parent", "owner", "owner_cover"):
            if Unit._meta.get_field(name).is_cached(self.instance):
                self.fields[name].present = getattr(self.instance, name)

    def _offer_people(self):
        for name in ("owner", "owner_cover"):
            self.fields[name].offer(partial(self._owners, getattr(self.instance, f"{name}_id")))
            self.fields[name].widget.attrs["data-choices"] = True
        stewards = self.fields["stewards"]
        stewards.offer(self._stewards)
        stewards.widget.attrs["data-choices"], stewards.help_text = True, HELP["stewards"]
        if self.instance.pk and not self.is_bound:
            self.initial.setdefault("stewards", list(self._held().values_list("pk", flat=True)))

    def _people(self):
        return User.objects.visible_to(self.user).active(on=timezone.localdate()).order_by("name")

    def _owners(self, named: int | None):
        """Our team, and whoever is named now."""
        team = self._people().in_security_team()
        return (
            (team | User.objects.visible_to(self.user).filter(pk=named)).order_by("name") if named else team
        )

    def _held(self):
        return User.objects.visible_to(self.user).filter(stewardships__unit=self.instance.pk)

    def _stewards(self):
        """Department heads, and whoever is named now."""
        heads = self._people().may_be_steward()
        return (heads | self._held()).distinct().order_by("name") if self.instance.pk else heads

    def _offer_status(self):
        """Closing and reopening have pages of their own; here a closed department stays closed."""
        if self.instance.status == Status.CLOSED:
            del self.fields["status"]
        else:
            self.fields["status"].choices = [(s.value, s.label) for s in (Status.PLANNED, Status.ACTIVE)]
            del self.fields["closed_on"]

    def sections(self):
        """(heading, bound fields) in the order of the page, without empty sections."""
        for heading, names in SECTIONS:
            fields = [self[name] for name in names if name in self.fields]
            if fields:
                yield heading, fields

    def values(self) -> dict:
        """{field: value} to write; who may act for it is written apart."""
        apart = {"reason", "revision", "stewards"}
        return {name: value for name, value in self.cleaned_data.items() if name not in apart}

    def _post_clean(self):
        # The action locks, cleans and saves the row. Here the values are judged on a copy and without the
        # database, so that all that is wrong is said at once and the row on the page stays as it was.
        draft = Unit(**{f.attname: getattr(self.instance, f.attname) for f in Unit._meta.concrete_fields})
        for name, value in self.values().items():
            setattr(draft, name, value)
        try:
            draft.clean()
            draft.clean_fields(exclude=self._not_judged())
        except ValidationError as error:
            self.refuse(error)

    def _not_judged(self) -> set[str]:
        """Fields without a readable value here, and relations, whose choices were scoped already."""
        relations = {field.name for field in Unit._meta.concrete_fields if field.is_relation}
        others = {field.name for field in Unit._meta.concrete_fields} - self.cleaned_data.keys()
        return relations | others


class NewUnitForm(UnitForm):
    default_reason = "Entered by hand"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autofocus"] = True
