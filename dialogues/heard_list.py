"""The list of what we heard: by what it is narrowed, and its columns."""

import django_filters as df
from django.db.models import Exists, F, OuterRef, Q
from django.utils.safestring import SafeString

from common import words
from common.addresses import address
from common.filtered import YES, AnyOf, FilteredList
from common.html import filled
from common.lists import Column
from dialogues.choices import InsightKind
from dialogues.models import Insight, InsightTheme
from units.filters import CodeFilter
from units.models import Unit

DASH = "–"
KINDS = dict(InsightKind.choices)


class HeardFilter(CodeFilter):
    q = df.CharFilter(method="by_words", label="Words")
    kind = AnyOf(choices=InsightKind.choices, label="What it is")
    theme = df.CharFilter(method="by_theme", label="Theme")
    unit = df.CharFilter(method="by_unit", label="Department (code)")
    below = df.CharFilter(method="by_branch", label="In the branch of (code)")
    since = df.DateFilter(field_name="heard_on", lookup_expr="gte", label="Heard on or after")
    team_only = df.ChoiceFilter(choices=YES, method="by_team_only", label="Team only")

    @classmethod
    def names_for(cls, user) -> set[str]:
        names = super().names_for(user)
        return names if user.has_perm("dialogues.view_team_notes") else names - {"team_only"}

    def by_words(self, queryset, name, value):
        for word in value.split()[:8]:
            queryset = queryset.filter(Q(text__icontains=word) | Q(unit__name__icontains=word))
        return queryset

    def by_theme(self, queryset, name, value):
        value = value.strip().removeprefix("#")
        links = InsightTheme.objects.filter(insight=OuterRef("pk"), theme__name__iexact=value)
        return queryset.filter(Exists(links))

    def by_unit(self, queryset, name, value):
        unit = self.unit_coded(name, value)
        return queryset.filter(unit=unit) if unit else queryset

    def by_branch(self, queryset, name, value):
        unit = self.unit_coded(name, value)
        return queryset.filter(unit__in=Unit.objects.below(unit.pk).values("pk")) if unit else queryset

    def by_team_only(self, queryset, name, value):
        return queryset.filter(team_only=True)


def _text(row) -> SafeString:
    said = filled('<a href="{}">{}</a>', address("heard_one", row.pk), row.text)
    return said + SafeString(' <span class="mk mk-team">team only</span>') if row.team_only else said


def _themes(row):
    names = [link.theme.name for link in row.theme_links.all()]
    return (
        SafeString(" ".join(filled('<a href="{}">#{}</a>', address("theme", name), name) for name in names))
        or DASH
    )


def _talk(row):
    if row.session_id is None:
        return DASH
    return filled('<a href="{}">{}</a>', address("session", row.session_id), row.session.title)


COLUMNS = (
    Column("name", "What we heard", _text, None, main=True,
           value=lambda r: f"{r.text} (team only)" if r.team_only else r.text),
    Column("kind", "What it is", lambda r: KINDS[r.kind], F("kind")),
    Column("unit", "Department",
           lambda r: filled('<a href="{}">{}</a>', address("department", r.unit.code), r.unit.name),
           F("unit__name"), main=True),
    Column("themes", "Themes", _themes, None),
    Column("heard_on", "When", lambda r: words.day(r.heard_on, today=r.today, short=True), F("heard_on"), falls=True,
           value=lambda r: r.heard_on),
    Column("session", "In which talk", _talk, None, shown=False),
)  # fmt: skip


class HeardList(FilteredList):
    filter_class = HeardFilter
    columns = COLUMNS
    sort = "-heard_on"
    then = (F("id").desc(),)

    def everything(self):
        return Insight.objects.visible_to(self.user)

    def load(self, ids: list[int]) -> list[Insight]:
        rows = Insight.objects.filter(pk__in=ids).select_related("unit", "session")
        for row in (rows := list(rows.prefetch_related("theme_links__theme"))):
            row.today = self.today
        return rows
