"""The list of talks: by what it is narrowed, and its columns. What is ahead comes first, the nearest on top; of what
is over the latest."""

from datetime import datetime, time
from functools import cached_property

import django_filters as df
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.safestring import SafeString

from accounts.models import User
from common import asof, words
from common.addresses import address
from common.filtered import YES, AnyOf, FilteredList
from common.html import escaped, filled
from common.lists import Column
from dialogues.choices import SessionKind, SessionState
from dialogues.models import Session, SessionUnit
from units.filters import CodeFilter
from units.models import Unit

DASH = "–"
UPCOMING, PAST, NOTES, PASSING, ALL = "upcoming", "past", "notes", "passing", "all"
SHOWN = (
    (UPCOMING, "Ahead"), (PAST, "Over"), (NOTES, "Notes open"), (PASSING, "In passing"), (ALL, "All"),
)  # fmt: skip
MARKS = {
    SessionState.PLANNED: "mk",
    SessionState.HELD: "mk mk-half",
    SessionState.CLOSED: "mk mk-kept",
    SessionState.CANCELLED: "mk",
    SessionState.MISSED: "mk mk-wait",
}
NAMED = 3  # departments written out in a row


class TalkFilter(CodeFilter):
    q = df.CharFilter(method="by_words", label="Words")
    show = df.ChoiceFilter(choices=SHOWN, method="by_show", label="Shown")
    kind = AnyOf(choices=SessionKind.choices, label="Kind")
    state = AnyOf(choices=SessionState.choices, label="How it stands")
    mine = df.ChoiceFilter(choices=YES, method="by_mine", label="I take part")
    unit = df.CharFilter(method="by_unit", label="Department (code)")
    below = df.CharFilter(method="by_branch", label="In the branch of (code)")
    liaison = df.ModelChoiceFilter(queryset=User.objects.none(), label="Our side")
    after = df.DateFilter(field_name="starts_at", lookup_expr="date__gte", label="From")
    until = df.DateFilter(field_name="starts_at", lookup_expr="date__lte", label="Until")
    series = df.NumberFilter(method="by_series", label="Recurring talk (number)")

    def __init__(self, data=None, queryset=None, *, request, whole=True):
        super().__init__(data, queryset, request=request, whole=whole)
        if "liaison" in self.filters:
            held = Session.objects.visible_to(self.user).values("liaison")
            self.filters["liaison"].queryset = User.objects.filter(pk__in=held).order_by("name", "pk")

    def by_show(self, queryset, name, value):
        return queryset

    def by_words(self, queryset, name, value):
        for word in value.replace("\0", "").split()[:8]:
            of_unit = SessionUnit.objects.filter(session=OuterRef("pk"), unit__name__icontains=word)
            queryset = queryset.filter(
                Q(title__icontains=word)
                | Q(place__icontains=word)
                | Q(notes__icontains=word)
                | Q(liaison__name__icontains=word)
                | Exists(of_unit)
            )
        return queryset

    def by_mine(self, queryset, name, value):
        return queryset.with_part_of(self.user)

    def by_unit(self, queryset, name, value):
        unit = self.unit_coded(name, value)
        return queryset.filter(session_units__unit=unit) if unit else queryset

    def by_branch(self, queryset, name, value):
        unit = self.unit_coded(name, value)
        if unit is None:
            return queryset
        below = SessionUnit.objects.filter(
            session=OuterRef("pk"), unit__in=Unit.objects.below(unit.pk).values("pk")
        )
        return queryset.filter(Exists(below))

    def by_series(self, queryset, name, value):
        if value != int(value) or abs(value) > 10**15:
            return self.refuse(queryset, name, "There is no such recurring talk.")
        return queryset.filter(series=int(value))


def _name(row) -> SafeString:
    marks = SafeString("")
    if row.limited:
        marks = filled(' <span class="mk mk-team">{}</span>', "its people only")
    label, css = _stands(row)
    if css not in (MARKS[SessionState.PLANNED], MARKS[SessionState.CLOSED]):
        # On a phone there is no room for the column that says so.
        marks += filled(' <span class="small only-phone"><span class="{}">{}</span></span>', css, label)
    return filled('<a href="{}">{}</a>{}', address("session", row.pk), row.title, marks)


def _when(row) -> SafeString:
    said = filled('<span class="nowrap">{}</span>', words.moment(row.starts_at, today=row.today))
    put_off = row.planned_for and row.planned_for != words.local_day(row.starts_at)
    if not put_off:
        return said
    day = words.day(row.planned_for, today=row.today, short=True)
    return said + filled('<br><span class="small meta">instead of {}</span>', day)


def _units(row) -> SafeString | str:
    if not row.units:
        return DASH
    shown = [
        filled('<a href="{}">{}</a>', address("department", code), name) if row.linked else escaped(name)
        for code, name in row.units[:NAMED]
    ]
    more = len(row.units) - NAMED
    return SafeString(", ".join(shown) + (f" and {more} more" if more > 0 else ""))


def _stands(row) -> tuple[str, str]:
    """How it stands in words, and the mark before them."""
    if row.state == SessionState.PLANNED and row.ends_at < row.now:
        return "Notes missing", "mk mk-wait"
    if row.state == SessionState.HELD and words.local_day(row.starts_at) == row.today:
        return "Going on", MARKS[row.state]
    return row.get_state_display(), MARKS[row.state]


def _state(row) -> SafeString:
    label, css = _stands(row)
    why = filled('<br><span class="small meta">{}</span>', row.why) if row.why else SafeString("")
    return filled('<span class="{}">{}</span>', css, label) + why


COLUMNS = (
    Column("title", "Talk", _name, Lower("title"), main=True, value=lambda row: row.title),
    Column("starts_at", "When", _when, F("starts_at"), main=True,
           value=lambda row: timezone.localtime(row.starts_at)),
    Column("units", "Departments", _units, None,
           value=lambda row: "; ".join(name for _, name in row.units)),
    Column("kind", "Kind", lambda row: row.get_kind_display(), F("kind")),
    Column("liaison", "Our side", lambda row: row.liaison or DASH, Lower("liaison__name")),
    Column("state", "How it stands", _state, F("state")),
    Column("minutes", "Minutes", lambda row: row.minutes, F("minutes"), numeric=True, falls=True, shown=False,
           value=lambda row: row.minutes),
    Column("place", "Where", lambda row: row.place or DASH, Lower("place"), shown=False),
)  # fmt: skip


class TalkList(FilteredList):
    filter_class = TalkFilter
    columns = COLUMNS
    sheet_on_demand = True
    past = (
        "This list shows what is planned and was held. The record of a talk says how it was planned before."
    )

    def __init__(self, request):
        asked = request.GET.get("show", UPCOMING)
        self.show = asked if asked in dict(SHOWN) else UPCOMING
        self.now = asof.now()
        latest_first = self.show in (PAST, PASSING, ALL)
        self.sort = "-starts_at" if latest_first else "starts_at"
        self.then = (F("starts_at").desc() if latest_first else F("starts_at").asc(), F("id"))
        super().__init__(request)

    def everything(self):
        return shown(Session.objects.visible_to(self.user), self.show, at=self.now)

    def load(self, ids: list[int]) -> list[Session]:
        rows = list(Session.objects.filter(pk__in=ids).select_related("liaison").defer("notes", "team_notes"))
        named = units_of(ids)
        # A department may not open the pages of the others in a joint session.
        linked = self.user.has_perm("units.view_every_unit")
        for row in rows:
            row.linked = linked
            row.units, row.today, row.now = named.get(row.pk, []), self.today, self.now
        return rows

    @cached_property
    def narrowed(self) -> bool:
        return any(name for name, _ in self.filter.conditions() if name != "show") or bool(
            self.request.GET.get("q")
        )


def shown(talks, show: str, *, at):
    """The part of the talks that a tab shows."""
    if show == PASSING:
        return talks.filter(kind=SessionKind.TOUCH)
    if show == ALL:
        return talks
    talks = talks.exclude(kind=SessionKind.TOUCH)
    if show == NOTES:
        return talks.notes_missing(at=at) | talks.filter(state=SessionState.HELD)
    # What goes on now stands before what is ahead.
    begun = timezone.make_aware(datetime.combine(timezone.localdate(at), time()))
    ahead = Q(state=SessionState.PLANNED, ends_at__gte=at) | Q(state=SessionState.HELD, starts_at__gte=begun)
    return talks.filter(ahead) if show == UPCOMING else talks.exclude(ahead)


def units_of(talk_ids) -> dict[int, list[tuple[str, str]]]:
    """(code, name) of the departments of each talk, by name. One query."""
    found: dict[int, list[tuple[str, str]]] = {}
    rows = SessionUnit.objects.filter(session__in=talk_ids).order_by(Lower("unit__name"), "unit")
    for talk, code, name in rows.values_list("session", "unit__code", "unit__name"):
        found.setdefault(talk, []).append((code, name))
    return found
