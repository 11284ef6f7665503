"""The list of processes: by what it is narrowed, its columns, its sums."""

from functools import cached_property

import django_filters as df
from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, Subquery
from django.db.models.functions import Lower
from django.utils.safestring import SafeString

from common.addresses import address
from common.html import filled
from common.lists import Column
from units import impact, owners
from units.choices import Harm
from units.filters import YES
from units.hours import say_hours
from units.models import Impact, Process, ProcessAsset
from units.value_list import ValueFilter, ValueList, unit_link
from units.value_rows import BUCKETS, DASH, NOBODY

TIMES = ("mtd_hours", "rto_hours", "rpo_hours")


def contradictory():
    """Processes whose times contradict one another or what is said of their impact; as `impact.contradictions`."""
    severe = Q(impacts__severity=Harm.SEVERE)
    early = Q(mtd_hours__gt=F("impacts__bucket")) | Q(rto_hours__gt=F("impacts__bucket"))
    rows = Process.objects.filter(severe & early).values("pk")
    return Q(rto_hours__gte=F("mtd_hours")) | Q(rpo_hours__gt=F("mtd_hours")) | Q(pk__in=rows)


class ProcessFilter(ValueFilter):
    severe = df.ChoiceFilter(choices=YES, method="by_severe", label="Severe within a month")
    untimed = df.ChoiceFilter(choices=YES, method="by_untimed", label="A time is missing")
    contradicts = df.ChoiceFilter(choices=YES, method="by_contradiction", label="Its times contradict")
    shared = df.ChoiceFilter(choices=YES, method="by_shared", label="Uses what belongs to another department")
    unowned = df.ChoiceFilter(choices=YES, method="by_unowned", label="Nobody named for it")
    sensitive = df.ChoiceFilter(choices=YES, method="by_sensitive", label="Handles sensitive data")

    def with_words(self, queryset, query):
        for word in query.replace("'", "").replace(":*", "").split(" & "):
            queryset = queryset.filter(name__icontains=word)
        return queryset

    def by_severe(self, queryset, name, value):
        return queryset.filter(Exists(Impact.objects.filter(process=OuterRef("pk"), severity=Harm.SEVERE)))

    def by_untimed(self, queryset, name, value):
        missing = Q()
        for time in TIMES:
            missing |= Q(**{f"{time}__isnull": True})
        return queryset.filter(missing)

    def by_contradiction(self, queryset, name, value):
        return queryset.filter(contradictory())

    def by_shared(self, queryset, name, value):
        foreign = ProcessAsset.objects.filter(process=OuterRef("pk")).exclude(asset__unit=OuterRef("unit"))
        return queryset.filter(Exists(foreign))

    def by_unowned(self, queryset, name, value):
        return owners.unowned(queryset, owners.PROCESS, on=self.today)

    def by_sensitive(self, queryset, name, value):
        return queryset.filter(handles_sensitive=True)


def _name(row):
    problems = impact.contradictions(row.mtd_hours, row.rto_hours, row.rpo_hours, row.severe_from)
    note = SafeString(' <span class="mk mk-wait">times contradict</span>') if problems else ""
    return filled('<a href="{}">{}</a>{}', address("process", row.pk), row.name, note)


def _worst(row):
    if row.worst is None:
        return DASH
    if row.severe_from is not None:
        return filled('<span class="mk mk-harm">severe after {}</span>', BUCKETS[row.severe_from])
    return impact.WORDS[row.worst]


def _hours(name: str):
    return lambda row: say_hours(getattr(row, name)) or DASH


COLUMNS = (
    Column("name", "Process", _name, Lower("name"), "name", main=True),
    Column("unit", "Department", unit_link, Lower("unit__name"), "unit", main=True),
    Column("worst", "How bad it gets", _worst, F("worst"), "", falls=True, main=True),
    Column("mtd", "Down at most", _hours("mtd_hours"), F("mtd_hours"), "mtd_hours"),
    Column("rto", "Runs again within", _hours("rto_hours"), F("rto_hours"), "rto_hours"),
    Column("rpo", "Data lost at most", _hours("rpo_hours"), F("rpo_hours"), "rpo_hours"),
    Column("uses", "Uses", lambda p: p.uses or DASH, None, "", numeric=True, value=lambda p: p.uses),
    Column("owner", "Answers for it", lambda p: p.owner or NOBODY),
)  # fmt: skip


class ProcessList(ValueList):
    filter_class = ProcessFilter
    columns = COLUMNS

    def everything(self):
        # By a question for each row, which nothing pays that does not ask how bad it gets.
        said = Impact.objects.filter(process=OuterRef("pk")).order_by("-severity").values("severity")
        return Process.objects.visible_to(self.user).annotate(worst=Subquery(said[:1]))

    def load(self, ids: list[int]) -> list[Process]:
        severe = Min("impacts__bucket", filter=Q(impacts__severity=Harm.SEVERE))
        rows = Process.objects.filter(pk__in=ids).select_related("unit").annotate(
            worst=Max("impacts__severity"), severe_from=severe, uses=Count("process_assets", distinct=True)
        )  # fmt: skip
        return self.with_owners(owners.PROCESS, list(rows.defer("security_implications")))

    @cached_property
    def sums(self) -> dict:
        severe = Q(pk__in=Impact.objects.filter(severity=Harm.SEVERE).values("process"))
        return self.matching.aggregate(
            count=Count("*"), severe=Count("pk", filter=severe), units=Count("unit", distinct=True)
        )
