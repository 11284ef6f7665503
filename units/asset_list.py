"""The list of assets: by what it is narrowed, its columns, its sums."""

from functools import cached_property

import django_filters as df
from django import forms
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import Lower, Upper

from common.addresses import address
from common.html import filled
from common.lists import Column
from units import owners
from units.choices import AssetKind, Classification, Handled, Scale
from units.filters import YES, AnyOf
from units.models import Asset, ProcessAsset
from units.models.asset import CROWN
from units.value_list import ValueFilter, ValueList, unit_link
from units.value_rows import CLASSES, DASH, KINDS, NOBODY, critical

HOLDS = dict(Handled.choices)


class AssetFilter(ValueFilter):
    kind = AnyOf(choices=AssetKind.choices, label="What it is")
    classification = AnyOf(choices=Classification.choices, label="Kept")
    criticality = AnyOf(choices=Scale.choices, label="How critical")
    handles = df.MultipleChoiceFilter(
        choices=Handled.choices, method="by_held", label="It holds", widget=forms.CheckboxSelectMultiple
    )
    shared = df.ChoiceFilter(choices=YES, method="by_shared", label="Shared with another department")
    unowned = df.ChoiceFilter(choices=YES, method="by_unowned", label="Nobody named for it")
    unclassified = df.ChoiceFilter(choices=YES, method="by_unclassified", label="Not classified yet")

    def with_words(self, queryset, query):
        return queryset.annotate(_words=SearchVector("words", config="simple")).filter(
            _words=SearchQuery(query, config="simple", search_type="raw")
        )

    def by_held(self, queryset, name, value):
        return queryset.filter(handles__overlap=value)

    def by_shared(self, queryset, name, value):
        """Used by a process of another unit, or called like one of another unit, as far as the reader sees these."""
        used = (
            ProcessAsset.objects.visible_to(self.user)
            .filter(asset=OuterRef("pk"))
            .exclude(unit=OuterRef("unit"))
        )
        same = Asset.objects.visible_to(self.user).alias(_name=Upper("name"))
        same = same.filter(_name=Upper(OuterRef("name")), kind=OuterRef("kind")).exclude(
            unit=OuterRef("unit")
        )
        by_name = Q(Exists(same)) & Q(kind__in=(AssetKind.SUPPLIER, AssetKind.SYSTEM, AssetKind.FACILITY))
        return queryset.filter(Q(Exists(used)) | by_name)

    def by_unowned(self, queryset, name, value):
        return owners.unowned(queryset, owners.ASSET, on=self.today)

    def by_unclassified(self, queryset, name, value):
        return queryset.filter(classification="")


def _name(row):
    return filled('<a href="{}">{}</a>', address("asset", row.pk), row.name)


COLUMNS = (
    Column("name", "Asset", _name, Lower("name"), "name", main=True),
    Column("unit", "Department", unit_link, Lower("unit__name"), "unit", main=True),
    Column("kind", "What it is", lambda a: KINDS[a.kind], F("kind"), "kind"),
    Column("classification", "Kept", lambda a: CLASSES.get(a.classification, DASH), F("classification"),
           "classification"),
    Column("criticality", "How critical", lambda a: critical(a.criticality), F("criticality"), "criticality",
           falls=True, main=True),
    Column("handles", "Holds", lambda a: ", ".join(HOLDS.get(h, h) for h in a.handles) or DASH, None, "handles"),
    Column("used", "Used by", lambda a: a.used or DASH, None, "", numeric=True, value=lambda a: a.used),
    Column("owner", "Answers for it", lambda a: a.owner or NOBODY),
)  # fmt: skip


class AssetList(ValueList):
    filter_class = AssetFilter
    columns = COLUMNS

    def everything(self):
        return Asset.objects.visible_to(self.user)

    def load(self, ids: list[int]) -> list[Asset]:
        rows = Asset.objects.filter(pk__in=ids).select_related("unit").annotate(used=Count("process_assets"))
        return self.with_owners(owners.ASSET, list(rows.defer("words", "description")))

    @cached_property
    def sums(self) -> dict:
        return self.matching.aggregate(
            count=Count("*"),
            crown=Count("pk", filter=Q(criticality=CROWN)),
            units=Count("unit", distinct=True),
        )
