"""The list of dependencies: by what it is narrowed, its columns, its sums. Somebody sees those that touch a department
of theirs, and of the department on the other side the name."""

from datetime import timedelta
from functools import cached_property

import django_filters as df
from django.db.models import BooleanField, Count, Exists, F, OuterRef, Q, Value
from django.db.models.functions import Coalesce, Lower

from common import words
from common.addresses import address
from common.html import filled
from common.lists import Column
from units import standing
from units.choices import Classification, DependencyKind, Scale
from units.dependency_rows import KINDS, criticality
from units.filters import YES, AnyOf
from units.models import Dependency, Unit
from units.models.dependency import CRITICAL
from units.value_list import ValueFilter, ValueList
from units.value_rows import CLASSES, DASH

A_YEAR = timedelta(days=365)
US, ONE, NOBODY = "us", "one", "anybody"
UNCONFIRMED = (
    (US, "by us"), (ONE, "by one of the sides"), (NOBODY, "by anybody"),
    (standing.CONSUMER, "by who needs it"), (standing.PROVIDER, "by who provides it"),
)  # fmt: skip
_MISSING = {
    standing.CONSUMER: Q(consumer_confirmed_at=None),
    # Who is only named in words cannot be asked.
    standing.PROVIDER: Q(provider_confirmed_at=None, provider__isnull=False),
    NOBODY: Q(consumer_confirmed_at=None, provider_confirmed_at=None),
}
ONE_SIDED = Q(provider__isnull=False) & (
    Q(consumer_confirmed_at=None, provider_confirmed_at__isnull=False)
    | Q(consumer_confirmed_at__isnull=False, provider_confirmed_at=None)
)


class DependencyFilter(ValueFilter):
    kind = AnyOf(choices=DependencyKind.choices, label="What kind")
    critical = df.ChoiceFilter(choices=YES, method="by_critical", label="Critical, 4 or 5")
    criticality = AnyOf(choices=Scale.choices, label="How critical")
    classification = AnyOf(choices=Classification.choices, label="What flows is kept")
    unconfirmed = df.ChoiceFilter(choices=UNCONFIRMED, method="by_unconfirmed", label="Not yet confirmed")
    no_fallback = df.ChoiceFilter(choices=YES, method="by_no_fallback", label="Nothing agreed if it fails")
    untried = df.ChoiceFilter(choices=YES, method="by_untried", label="Fallback not tried for a year")
    in_words = df.ChoiceFilter(choices=YES, method="by_in_words", label="Named in words only")

    def with_words(self, queryset, query):
        for word in query.replace("'", "").replace(":*", "").split(" & "):
            found = Q()
            for name in ("consumer__name", "provider__name", "provider_named", "flows"):
                found |= Q(**{f"{name}__icontains": word})
            queryset = queryset.filter(found)
        return queryset

    def by_unit(self, queryset, name, value):
        unit = self.unit_named(name, value)
        return queryset.filter(Q(consumer=unit) | Q(provider=unit)) if unit else queryset

    def by_branch(self, queryset, name, value):
        unit = self.unit_named(name, value)
        if unit is None:
            return queryset
        below = Unit.objects.below(unit.pk).values("pk")
        return queryset.filter(Q(consumer__in=below) | Q(provider__in=below))

    def by_critical(self, queryset, name, value):
        return queryset.filter(criticality__gte=CRITICAL)

    def by_unconfirmed(self, queryset, name, value):
        if value == ONE:
            return queryset.filter(ONE_SIDED)
        if value != US:
            return queryset.filter(_MISSING[value])
        own = Unit.objects.visible_to(self.user).values("pk")
        ours = Q(consumer__in=own) & _MISSING[standing.CONSUMER]
        return queryset.filter(ours | (Q(provider__in=own) & _MISSING[standing.PROVIDER]))

    def by_no_fallback(self, queryset, name, value):
        return queryset.filter(fallback="")

    def by_untried(self, queryset, name, value):
        old = Q(fallback_tested_on=None) | Q(fallback_tested_on__lt=self.today - A_YEAR)
        return queryset.exclude(fallback="").filter(old)

    def by_in_words(self, queryset, name, value):
        return queryset.filter(provider=None)


def _consumer(row):
    return _side(row.consumer, row.consumer_seen)


def _provider(row):
    if row.provider is None:
        return filled('{} <span class="small meta">in words only</span>', row.provider_named)
    return _side(row.provider, row.provider_seen)


def _side(unit: Unit, seen: bool):
    return filled('<a href="{}">{}</a>', address("unit_value", unit.code), unit.name) if seen else unit.name


def _tried(row):
    return words.day(row.fallback_tested_on, today=row.today, short=True)


COLUMNS = (
    Column("name", "Who needs it", _consumer, Lower("consumer__name"), "consumer", main=True),
    Column("provider", "Who provides it", _provider, Lower(Coalesce("provider__name", "provider_named")),
           "provider", main=True),
    Column("kind", "What kind", lambda d: KINDS[d.kind], F("kind"), "kind", shown=False),
    Column("flows", "What flows", lambda d: d.flows or KINDS[d.kind], Lower("flows"), "flows"),
    Column("classification", "Kept", lambda d: CLASSES.get(d.classification, DASH), F("classification"),
           "classification", shown=False),
    Column("criticality", "How critical", criticality, F("criticality"), "criticality", falls=True),
    Column("confirmed", "Confirmed", standing.mark, None, "consumer_confirmed_at", main=True),
    Column("fallback", "If it fails", lambda d: d.fallback or DASH, Lower("fallback"), "fallback"),
    Column("tried", "Last tried", _tried, F("fallback_tested_on"), "fallback_tested_on", falls=True,
           value=lambda d: d.fallback_tested_on),
    Column("shared_risk", "Risk they share", lambda d: d.shared_risk or DASH, None, "shared_risk", shown=False),
)  # fmt: skip


class DependencyList(ValueList):
    filter_class = DependencyFilter
    columns = COLUMNS
    sort = "-criticality"

    def everything(self):
        # Pages are put in a fixed order by `name`.
        return Dependency.objects.visible_to(self.user).annotate(name=F("consumer__name"))

    def load(self, ids: list[int]) -> list[Dependency]:
        rows = Dependency.objects.filter(pk__in=ids).select_related("consumer", "provider")
        rows = list(rows.annotate(**seen_sides(self.user)))
        for row in rows:
            row.today = self.today
        return rows

    @cached_property
    def sums(self) -> dict:
        return self.matching.aggregate(
            count=Count("*"),
            critical=Count("pk", filter=Q(criticality__gte=CRITICAL)),
            one_sided=Count("pk", filter=ONE_SIDED),
        )


def seen_sides(user) -> dict:
    """`consumer_seen` and `provider_seen`: whether the person may open that side."""
    if user.has_perm("units.view_every_unit"):
        whole = Value(True, output_field=BooleanField())
        return {f"{side}_seen": whole for side in standing.SIDES}
    own = Unit.objects.visible_to(user)
    return {f"{side}_seen": Exists(own.filter(pk=OuterRef(side))) for side in standing.SIDES}
