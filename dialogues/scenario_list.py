"""The list of cases: by what it is narrowed, and its columns."""

import django_filters as df
from django import forms
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import F
from django.db.models.functions import Lower

from common.addresses import address
from common.filtered import YES, AnyOf, FilteredList, ListFilter
from common.html import filled
from common.lists import Column
from dialogues.choices import ScenarioKind
from dialogues.models import Scenario
from units.choices import AssetKind, Kind
from units.words import prefix_query

DASH = "–"
UNITS, ASSETS, SORTS = dict(Kind.choices), dict(AssetKind.choices), dict(ScenarioKind.choices)


class ScenarioFilter(ListFilter):
    q = df.CharFilter(method="by_words", label="Words")
    kind = AnyOf(choices=ScenarioKind.choices, label="What it is")
    unit_kind = df.MultipleChoiceFilter(
        choices=Kind.choices, method="by_unit", label="Fits departments", widget=forms.CheckboxSelectMultiple
    )
    asset_kind = df.MultipleChoiceFilter(
        choices=AssetKind.choices,
        method="by_asset",
        label="Fits those who hold",
        widget=forms.CheckboxSelectMultiple,
    )
    theme = df.CharFilter(method="by_theme", label="Theme", max_length=60)
    retired = df.ChoiceFilter(choices=YES, method="by_retired", label="No longer offered")

    def by_words(self, queryset, name, value):
        query = prefix_query(value)
        if not query:
            return queryset
        text = SearchVector("title", "text", "ask", config="simple")
        return queryset.annotate(_words=text).filter(
            _words=SearchQuery(query, config="simple", search_type="raw")
        )

    def by_unit(self, queryset, name, value):
        return queryset.filter(unit_kinds__overlap=value)

    def by_asset(self, queryset, name, value):
        return queryset.filter(asset_kinds__overlap=value)

    def by_theme(self, queryset, name, value):
        return queryset.filter(themes__contains=[value.lstrip("#").lower()])

    def by_retired(self, queryset, name, value):
        return queryset.filter(retired_on__isnull=False)


def _title(row: Scenario):
    return filled('<a href="{}">{}</a>', address("dialogues:scenario", row.pk), row.title)


def fits(row: Scenario) -> str:
    """For which departments it is offered, in a line."""
    said = [UNITS[kind] for kind in row.unit_kinds] + [ASSETS[kind] for kind in row.asset_kinds]
    return ", ".join([*said, *(f"#{theme}" for theme in row.themes)]) or "everybody"


COLUMNS = (
    Column("title", "Case", _title, Lower("title"), "title", main=True),
    Column(
        "kind",
        "What it is",
        lambda row: filled('<span class="nowrap">{}</span>', SORTS[row.kind]),
        F("kind"),
        "kind",
        main=True,
    ),
    Column("fits", "Fits", fits),
    Column("serves", "Serves", lambda row: row.objective.name if row.objective else DASH),
    Column(
        "minutes",
        "Minutes",
        lambda row: row.minutes,
        F("minutes"),
        "minutes",
        numeric=True,
        value=lambda row: row.minutes,
    ),
)


class ScenarioList(FilteredList):
    filter_class, columns, sort = ScenarioFilter, COLUMNS, "title"
    then = (Lower("title"), F("id"))

    def everything(self):
        return Scenario.objects.visible_to(self.user)

    def load(self, ids: list[int]) -> list[Scenario]:
        return list(Scenario.objects.filter(pk__in=ids).select_related("objective"))
