"""By what the list of departments can be narrowed. Whoever may not read a field cannot narrow by it either."""

import django_filters as df

from accounts.audiences import hidden_fields
from accounts.models import User
from common.filtered import YES, AnyOf, ListFilter
from units.choices import Appetite, Depth, Kind, RiskLevel, Scale, Status, WorkMode
from units.completeness import incomplete
from units.models import Obligation, Unit

NOBODY = "none"
NOT_KNOWN = "none"
MISSING = [*YES, ("0", "No")]


class AnyOrUnknown(AnyOf):
    """Several values of a text may hold, and that there is none."""

    def __init__(self, *, choices, **kwargs):
        super().__init__(choices=[*choices, (NOT_KNOWN, "Not known yet")], **kwargs)

    def filter(self, qs, value):
        return super().filter(qs, ["" if one == NOT_KNOWN else one for one in value])


class CodeFilter(ListFilter):
    """Of a list that names departments by their codes."""

    def condition(self, label, name, value):
        """Each condition as the form has it: its label, and what was chosen."""
        return f"{label}: {self.said.get(name) or self.chosen(name, value)}"

    def unit_coded(self, name, code):
        """The unit of that code among those the person may see; otherwise the filter says so."""
        unit = Unit.objects.visible_to(self.user).filter(code__iexact=code).only("id", "name").first()
        if unit is None:
            self.refuse(self.queryset, name, f"You see no department with the code “{code[:60]}”.")
        return unit


class UnitFilter(CodeFilter):
    q = df.CharFilter(method="by_words", label="Words")
    status = AnyOf(choices=Status.choices, label="Status")
    kind = AnyOrUnknown(choices=Kind.choices, label="Kind")
    risk = AnyOf(choices=RiskLevel.choices, method="by_risk", label="Risk")
    risk_known = df.ChoiceFilter(choices=[("0", "Not yet")], method="by_risk_known", label="Risk known")
    strategic_importance = AnyOf(choices=Scale.choices, label="Importance")
    importance_known = df.ChoiceFilter(
        choices=[("0", "Not yet")], method="by_importance_known", label="Importance known"
    )
    depth = AnyOf(choices=Depth.choices, label="Record")
    incomplete = df.ChoiceFilter(choices=MISSING, method="by_incomplete", label="Something is missing")
    mine = df.ChoiceFilter(choices=YES, method="by_mine", label="I look after it")
    owner = df.CharFilter(method="by_owner", label="Our owner")
    person = df.CharFilter(method="by_person", label="Looked after by")
    parent = df.CharFilter(method="by_parent", label="Belongs directly to (code)")
    below = df.CharFilter(method="by_branch", label="In the branch of (code)")
    obligation = df.ModelChoiceFilter(
        queryset=Obligation.objects.none(), field_name="unit_obligations__obligation", label="Bound by"
    )
    headcount_min = df.NumberFilter(
        field_name="headcount", lookup_expr="gte", label="People, at least", min_value=0
    )
    headcount_max = df.NumberFilter(
        field_name="headcount", lookup_expr="lte", label="People, at most", min_value=0
    )
    revenue_min = df.NumberFilter(
        field_name="annual_revenue", lookup_expr="gte", label="Revenue, at least", min_value=0
    )
    revenue_max = df.NumberFilter(
        field_name="annual_revenue", lookup_expr="lte", label="Revenue, at most", min_value=0
    )
    work_mode = AnyOrUnknown(choices=WorkMode.choices, label="Where people work")
    risk_appetite = AnyOrUnknown(choices=Appetite.choices, label="Willingness to take risks")
    closed_after = df.DateFilter(field_name="closed_on", lookup_expr="gte", label="Closed on or after")
    opened_after = df.DateFilter(
        field_name="opened_on", lookup_expr="gte", label="Exists since, at the earliest"
    )

    # filter name -> the field whose audience decides
    ABOUT = {
        "strategic_importance": "strategic_importance",
        "importance_known": "strategic_importance",
        "depth": "depth",
    }

    def __init__(self, data=None, queryset=None, *, request, whole=False):
        self.hidden = hidden_fields(request.user, Unit)
        super().__init__(data, queryset, request=request, whole=whole)
        if "obligation" in self.filters:
            self.filters["obligation"].queryset = Obligation.objects.visible_to(self.user)

    @classmethod
    def names_for(cls, user) -> set[str]:
        """Names one may filter by."""
        hidden = hidden_fields(user, Unit)
        return {
            name for name in cls.base_filters if cls.ABOUT.get(name) not in hidden or name not in cls.ABOUT
        }

    def by_words(self, queryset, name, value):
        return queryset.matching(value)

    def by_risk(self, queryset, name, value):
        return queryset.filter(risk__in=[int(level) for level in value])

    def by_risk_known(self, queryset, name, value):
        return queryset.filter(risk__isnull=True)

    def by_importance_known(self, queryset, name, value):
        return queryset.filter(strategic_importance__isnull=True)

    def by_incomplete(self, queryset, name, value):
        current = queryset.current()
        lacking = current.filter(incomplete(self.hidden))
        return lacking if value == "1" else current.exclude(pk__in=lacking.values("pk"))

    def by_mine(self, queryset, name, value):
        return queryset.looked_after_by(self.user, on=self.today)

    def by_owner(self, queryset, name, value):
        if value == NOBODY:
            return queryset.filter(owner__isnull=True)
        colleague = self._colleague(name, value)
        return queryset.filter(owner=colleague) if colleague else queryset

    def by_person(self, queryset, name, value):
        """What a colleague owns, covers or may act for."""
        colleague = self._colleague(name, value)
        return queryset.looked_after_by(colleague, on=self.today) if colleague else queryset

    def _colleague(self, name, value):
        """The person of that number among those one may choose from; otherwise the filter says so."""
        found = None
        if value.isascii() and value.isdigit() and len(value) <= 12:
            found = User.objects.visible_to(self.user).filter(pk=int(value)).first()
        if found:
            self.said[name] = found.name
        else:
            self.refuse(self.queryset, name, "Choose a colleague from the list.")
        return found

    def by_parent(self, queryset, name, value):
        unit = self.unit_coded(name, value)
        return queryset.filter(parent=unit) if unit else queryset

    def by_branch(self, queryset, name, value):
        unit = self.unit_coded(name, value)
        return queryset.below(unit.pk) if unit else queryset
