"""The list of reorganisations: by what it is narrowed, and its columns. What comes last stands on top."""

import django_filters as df
from django.db.models import Exists, F, OuterRef, Q

from common import words
from common.addresses import address
from common.filtered import AnyOf, FilteredList
from common.html import filled
from common.lists import Column
from overview.models import Reorganisation, ReorganisationUnit
from overview.reorganising.reading import MARKS, sides_of
from units.filters import CodeFilter

DASH = "–"
KINDS, STATES = dict(Reorganisation.Kind.choices), dict(Reorganisation.State.choices)


class ReorganisationFilter(CodeFilter):
    q = df.CharFilter(method="by_words", label="Words", max_length=200)
    kind = AnyOf(choices=Reorganisation.Kind.choices, label="Kind")
    state = AnyOf(choices=Reorganisation.State.choices, label="How it stands")
    unit = df.CharFilter(method="by_unit", label="Department (code)", max_length=100)
    after = df.DateFilter(field_name="effective_on", lookup_expr="gte", label="From")
    until = df.DateFilter(field_name="effective_on", lookup_expr="lte", label="Until")

    def by_words(self, queryset, name, value):
        for word in value.split():
            sides = ReorganisationUnit.objects.filter(reorganisation=OuterRef("pk"))
            named = sides.filter(
                Q(unit__name__icontains=word) | Q(unit__code__icontains=word) | Q(outside__icontains=word)
            )
            found = Q(note__icontains=word) | Exists(named)
            if self.user.has_perm("units.view_every_unit"):  # the plan is the team's
                found |= Q(plan__names__icontains=word)
            queryset = queryset.filter(found)
        return queryset

    def by_unit(self, queryset, name, value):
        unit = self.unit_coded(name, value)
        if unit is None:
            return queryset
        self.said[name] = unit.name
        sides = ReorganisationUnit.objects.filter(reorganisation=OuterRef("pk"), unit=unit)
        found = Q(Exists(sides))
        if self.user.has_perm("units.view_every_unit"):
            found |= Q(plan__touches__contains=[unit.pk])
        return queryset.filter(found)


def _title(row: Reorganisation):
    return filled('<a href="{}">{}</a>', address("reorganisation", row.pk), row.told.title)


def _state(row: Reorganisation):
    label = filled('<span class="{}">{}</span>', MARKS[row.state], STATES[row.state])
    if row.embargoed and row.is_waiting:
        return filled('{} <span class="mk mk-team">named people only</span>', label)
    return label


def _day(row: Reorganisation):
    return filled('<span class="nowrap">{}</span>', words.day(row.effective_on, today=row.today, short=True))


COLUMNS = (
    Column("what", "What", _title, main=True),
    Column("kind", "Kind", lambda row: KINDS[row.kind], F("kind"), "kind"),
    Column(
        "effective_on",
        "Takes effect",
        _day,
        F("effective_on"),
        "effective_on",
        falls=True,
        main=True,
        value=lambda row: row.effective_on,
    ),
    Column("state", "How it stands", _state, F("state"), "state", main=True),
    Column("note", "Why", lambda row: row.note[:160] or DASH, field="note", value=lambda row: row.note),
    Column(
        "prepared_by",
        "Prepared by",
        lambda row: row.prepared_by.name if row.prepared_by else DASH,
        field="prepared_by",
        shown=False,
    ),
)


class ReorganisationList(FilteredList):
    filter_class, sort = ReorganisationFilter, "-effective_on"
    then = (F("id").desc(),)
    sheet_on_demand = True

    def __init__(self, request):
        team = request.user.has_perm("units.view_every_unit")
        self.columns = [one for one in COLUMNS if team or one.name != "prepared_by"]
        super().__init__(request)

    def everything(self):
        return Reorganisation.objects.visible_to(self.user)

    def load(self, ids: list[int]) -> list[Reorganisation]:
        rows = list(Reorganisation.objects.filter(pk__in=ids).select_related("prepared_by"))
        told = sides_of(rows, self.user)
        for row in rows:
            row.told, row.today = told[row.pk], self.today
        return rows
