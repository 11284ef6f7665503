"""The list of promises: by what it is narrowed, its columns, and the buttons of a row. What we owe stands first; what
is settled shows only where somebody asks for it."""

from functools import cached_property

import django_filters as df
from django.db.models import Count, F, Q
from django.db.models.functions import Coalesce, Lower
from django.utils.safestring import SafeString

from common.addresses import address
from common.filtered import YES, AnyOf, FilteredList
from common.html import filled
from common.lists import Column
from dialogues import promise_words, promising
from dialogues.choices import PromiseState, Side
from dialogues.models import Commitment
from dialogues.promising import Step
from units.filters import CodeFilter
from units.models import Unit

DASH = "–"
BUTTONS = ((Step.ACCEPT, "Accept", "Say yes to"), (Step.KEEP, "Kept", "Mark as kept"))


class PromiseFilter(CodeFilter):
    q = df.CharFilter(method="by_words", label="Words")
    side = AnyOf(choices=Side.choices, label="Who owes it")
    state = AnyOf(choices=PromiseState.choices, label="How it stands")
    mine = df.ChoiceFilter(choices=YES, method="by_mine", label="Mine")
    waiting = df.ChoiceFilter(choices=YES, method="by_waiting", label="Waiting")
    undated = df.ChoiceFilter(choices=YES, method="by_undated", label="No day named")
    unit = df.CharFilter(method="by_unit", label="Department (code)")
    below = df.CharFilter(method="by_branch", label="In the branch of (code)")

    def by_words(self, queryset, name, value):
        for word in value.split()[:8]:
            queryset = queryset.filter(
                Q(text__icontains=word)
                | Q(unit__name__icontains=word)
                | Q(user__name__icontains=word)
                | Q(contact__name__icontains=word)
            )
        return queryset

    def by_mine(self, queryset, name, value):
        return queryset.filter(Q(user=self.user) | Q(contact__user=self.user))

    def by_waiting(self, queryset, name, value):
        return queryset.overdue(on=self.today)

    def by_undated(self, queryset, name, value):
        return queryset.filter(due_on__isnull=True)

    def by_unit(self, queryset, name, value):
        unit = self.unit_coded(name, value)
        return queryset.filter(unit=unit) if unit else queryset

    def by_branch(self, queryset, name, value):
        unit = self.unit_coded(name, value)
        return queryset.filter(unit__in=Unit.objects.below(unit.pk).values("pk")) if unit else queryset


def _name(row) -> SafeString:
    carried = promise_words.carried(row)
    said = filled('<a href="{}">{}</a>', address("promise", row.pk), row.text)
    # On a phone there is no room for the column of who owes it.
    said += filled(' <span class="small meta only-phone">{}</span>', _owes(row))
    return said + filled(' <span class="small meta nowrap">{}</span>', carried) if carried else said


def _owes(row) -> SafeString:
    return filled("{}: {}", promise_words.side(row, team=row.for_team), promise_words.who(row))


def _talk(row):
    if row.session_id is None:
        return DASH
    return filled('<a href="{}">{}</a>', address("session", row.session_id), row.session.title)


COLUMNS = (
    Column("name", "What was promised", _name, Lower("text"), main=True, value=lambda r: r.text),
    Column("side", "Who owes it", _owes, F("side"), falls=True),
    Column("unit", "Department",
           lambda r: filled('<a href="{}">{}</a>', address("department", r.unit.code), r.unit.name),
           Lower("unit__name")),
    Column("due_on", "By", lambda r: promise_words.mark(r, today=r.today), F("due_on"), main=True,
           value=lambda r: r.due_on),
    Column("state", "How it stands", lambda r: r.get_state_display(), F("state"), shown=False),
    Column("who", "By name", promise_words.who, Lower(Coalesce("user__name", "contact__name")), shown=False),
    Column("made_on", "Promised on", lambda r: f"{r.made_on:%Y-%m-%d}", F("made_on"), falls=True, shown=False,
           value=lambda r: r.made_on),
    Column("carried", "Carried", lambda r: r.carried or DASH, F("carried"), numeric=True, falls=True, shown=False,
           value=lambda r: r.carried),
    Column("session", "In which talk", _talk, None, shown=False),
)  # fmt: skip


class PromiseList(FilteredList):
    filter_class = PromiseFilter
    columns = COLUMNS
    sort = "-side"
    named_by = ("state",)
    then = (F("due_on").asc(nulls_last=True), F("id"))

    def everything(self):
        return Commitment.objects.visible_to(self.user)

    @cached_property
    def matching(self):
        found = self.filter.found()
        return found if self.request.GET.getlist("state") else found.unsettled()

    def load(self, ids: list[int]) -> list[Commitment]:
        rows = Commitment.objects.filter(pk__in=ids).select_related("unit", "user", "contact", "session")
        for row in (rows := list(rows)):
            row.today, row.for_team = self.today, self.user.has_perm("units.view_every_unit")
        return rows

    @cached_property
    def sums(self) -> dict:
        return self.matching.aggregate(
            count=Count("*"),
            we=Count("pk", filter=Q(side=Side.WE)),
            they=Count("pk", filter=Q(side=Side.THEY)),
        )


def buttons(row: Commitment, user) -> SafeString:
    """What can be said about it in one click: the nearest step alone, yes before kept."""
    told = row.for_team and row.side == Side.THEY
    for step, label, spoken in BUTTONS:
        label = "They said yes" if told and step == Step.ACCEPT else label
        if promising.may(step, row, user, team=row.for_team):
            return filled(
                '<button class="btn btn-sm" name="answer" value="{}" formaction="{}" hx-post="{}" hx-swap="none"'
                '>{}<span class="visually-hidden">: {} “{}”</span></button>',
                step, href := address("promise_answer", row.pk), href, label, spoken, row.text,
            )  # fmt: skip
    return SafeString("")
