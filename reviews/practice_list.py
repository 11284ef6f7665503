"""Departments × practices for the team: by what the list is narrowed, its columns, and one side's view in its cells.

Without another wish it shows the departments that are judged already; the others are a tab of their own.
"""

from functools import cached_property
from itertools import groupby

import django_filters as df
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Lower
from django.http import HttpRequest
from django.utils.safestring import SafeString

from common.addresses import address
from common.filtered import YES, AnyOf, FilteredList
from common.html import filled
from common.lists import Column
from reviews.choices import Assessor, MilLevel
from reviews.levels import MIL, level_word, moved_words
from reviews.maturity import DOWN, NEW, UP, last_quarter, move
from reviews.models import MaturityAssessment, Practice
from reviews.moved import Moved
from units.choices import Kind
from units.filters import CodeFilter
from units.models import Unit

DASH = "–"
HEAT, MOVED = "heat", "moved"
JUDGED = [("0", "Not yet"), ("any", "Judged or not")]
ARROWS = {UP: "↑ ", DOWN: "↓ ", NEW: "", "": ""}
OTHER = {Assessor.TEAM: Assessor.DEPARTMENT, Assessor.DEPARTMENT: Assessor.TEAM}
CALLED = {Assessor.TEAM: "the team", Assessor.DEPARTMENT: "they"}


class PracticeFilter(CodeFilter):
    q = df.CharFilter(method="by_words", label="Words")
    by = df.ChoiceFilter(choices=Assessor.choices, method="by_side", label="As seen by")
    kind = AnyOf(choices=Kind.choices, label="Kind")
    below = df.CharFilter(method="by_branch", label="In the branch of (code)")
    mine = df.ChoiceFilter(choices=YES, method="by_mine", label="I look after it")
    judged = df.ChoiceFilter(choices=JUDGED, method="by_judged", label="Judged")
    practice = df.ModelChoiceFilter(queryset=Practice.objects.none(), method="by_side", label="Practice")
    level = AnyOf(choices=MilLevel.choices, method="by_level", label="One stands at")
    behind = df.ChoiceFilter(choices=YES, method="by_behind", label="On the way to an aim")

    def __init__(self, data=None, queryset=None, *, request, whole=True):
        super().__init__(data, queryset, request=request, whole=whole)
        if "practice" in self.filters:
            in_use = Practice.objects.visible_to(request.user).in_use(on=self.today)
            self.filters["practice"].queryset = in_use

    @property
    def side(self) -> str:
        return self.form.cleaned_data.get("by") or Assessor.TEAM

    def newest(self) -> QuerySet[MaturityAssessment]:
        """Of the outer department: what that side says now of each practice, or of the chosen one."""
        seen = MaturityAssessment.objects.visible_to(self.user).filter(assessor=self.side, scale=MIL)
        later = seen.until(self.today).filter(unit=OuterRef("unit"), practice=OuterRef("practice"))
        later = later.filter(
            Q(assessed_on__gt=OuterRef("assessed_on"))
            | Q(assessed_on=OuterRef("assessed_on"), pk__gt=OuterRef("pk"))
        )
        found = seen.until(self.today).filter(unit=OuterRef("pk")).exclude(Exists(later))
        practice = self.form.cleaned_data.get("practice")
        return found.filter(practice=practice) if practice else found.filter(practice__in=self.in_use())

    def in_use(self):
        return Practice.objects.in_use(on=self.today).values("pk")

    def by_words(self, queryset, name, value):
        return queryset.matching(value)

    def by_side(self, queryset, name, value):
        """What the other filters and the cells go by; it narrows nothing itself."""
        return queryset

    def by_branch(self, queryset, name, value):
        unit = self.unit_coded(name, value)
        return queryset.below(unit.pk) if unit else queryset

    def by_mine(self, queryset, name, value):
        return queryset.looked_after_by(self.user, on=self.today)

    def by_judged(self, queryset, name, value):
        return queryset if value == "any" else queryset.exclude(self.is_judged())

    def is_judged(self) -> Exists:
        """By either side."""
        seen = MaturityAssessment.objects.visible_to(self.user).until(self.today)
        return Exists(seen.filter(unit=OuterRef("pk")))

    def by_level(self, queryset, name, value):
        return queryset.filter(Exists(self.newest().filter(level__in=[int(level) for level in value])))

    def by_behind(self, queryset, name, value):
        return queryset.filter(Exists(self.newest().filter(target__gt=F("level"))))


def _name(row) -> SafeString:
    return filled('<a href="{}">{}</a>', address("unit_practices", row.code), row.name)


def _cell(practice: Practice):
    def cell(row) -> SafeString | str:
        said = row.said.get(practice.pk)
        if said is None:
            return DASH
        now, before, other = said
        html = (
            filled('<span class="lv l{}">{}</span>', now.level, level_word(now.level))
            if now
            else filled(DASH)
        )
        if now and (moved := move(now.level, before)):
            html += filled(' <span class="small move">{}{}</span>', ARROWS[moved], moved_words(moved, before))
        if other and (now is None or other.level != now.level):
            called = CALLED[other.assessor]
            html += filled(
                ' <span class="small other">{}: {}</span>', called, level_word(other.level).lower()
            )
        return html

    return cell


def _sort(practice: Practice, side: str, on) -> Subquery:
    rows = MaturityAssessment.objects.filter(
        unit=OuterRef("pk"), practice=practice.pk, assessor=side, scale=MIL, assessed_on__lte=on
    )
    return Subquery(rows.order_by("-assessed_on", "-pk").values("level")[:1])


class PracticeList(FilteredList):
    """What one request asks of all departments. Both shapes, the map and what moved, hold for the same departments."""

    filter_class = PracticeFilter
    views = (HEAT, MOVED)
    past = "This list shows today."
    sheet_on_demand = True

    def __init__(self, request: HttpRequest, *, on):
        self.since = last_quarter(on)
        self.practices = list(Practice.objects.visible_to(request.user).in_use(on=on))
        by = request.GET.get("by")
        self.side = by if by in Assessor.values else Assessor.TEAM
        self.columns = [
            Column("name", "Department", _name, Lower("name"), main=True),
            *(
                Column(
                    f"practice-{one.pk}",
                    one.name,
                    _cell(one),
                    _sort(one, self.side, on),
                    main=True,
                    falls=True,
                )
                for one in self.practices
            ),
        ]
        super().__init__(request)

    def everything(self):
        return Unit.objects.visible_to(self.user).current()

    @cached_property
    def matching(self):
        found = self.filter.found()
        asked = self.filter.form.cleaned_data.get("judged") if "judged" in self.filter.filters else ""
        return found if asked else found.filter(self.filter.is_judged())

    @cached_property
    def sums(self) -> dict:
        return {"count": self.matching.count()}

    def load(self, ids: list[int]) -> list[Unit]:
        """Each with `said`: practice -> (what the side says now, its level at the end of the last quarter, what the
        other side says)."""
        seen = MaturityAssessment.objects.visible_to(self.user).filter(unit__in=ids, scale=MIL)
        now = list(seen.until(self.today).latest_of_each())
        own = seen.filter(assessor=self.side).until(self.since).latest_of_each()
        before = {(one.unit_id, one.practice_id): one.level for one in own}
        rows = list(Unit.objects.filter(pk__in=ids).only("id", "code", "name"))
        by_unit = {unit: list(found) for unit, found in groupby(now, key=lambda one: one.unit_id)}
        for row in rows:
            said: dict[int, dict] = {}
            for one in by_unit.get(row.pk, []):
                said.setdefault(one.practice_id, {})[one.assessor] = one
            row.said = {
                practice: (sides.get(self.side), before.get((row.pk, practice)), sides.get(OTHER[self.side]))
                for practice, sides in said.items()
            }
        return rows

    @cached_property
    def moved(self) -> Moved:
        practices = [one.pk for one in self.practices]
        return Moved(self.matching, practices, self.side, self.since, self.today)
