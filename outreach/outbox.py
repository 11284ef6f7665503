"""The list of mail for whoever keeps the outbox: to whom, of which kind, how far. Never what it says: that is between
the mail and its reader, so its words can be neither seen nor searched here."""

from datetime import datetime, timedelta

import django_filters as df
from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from common import lists, words
from common.filtered import AnyOf, FilteredList, ListFilter
from outreach import kinds
from outreach.models import Message, State

MARKS = {
    State.QUEUED: "mk",
    State.SENDING: "mk mk-half",
    State.SENT: "mk mk-kept",
    State.FAILED: "mk mk-harm",
}
WAITING = (State.QUEUED, State.SENDING)
# Mail that is due leaves within a minute; from here on something is in its way.
LONG = timedelta(minutes=10)


def label_of(kind: str) -> str:
    known = kinds.of(kind)
    return known.label if known else kind.replace("_", " ").capitalize()


def to_cell(row: Message):
    return format_html(
        '<a href="{}{}/">{}</a><br><span class="small opt">{}</span><span class="small only-phone">{}, {}</span>',
        row.prefix,
        row.pk,
        row.name or row.address or "Nobody",
        row.address or "no address",
        # On a phone there is no room for these columns.
        label_of(row.kind),
        moment(row.queued_at),
    )


def state_cell(row: Message):
    mark = format_html('<span class="{}">{}</span>', MARKS.get(row.state, "meta"), row.get_state_display())
    return format_html('{}<br><span class="small">{}</span>', mark, row.outcome) if row.outcome else mark


def moment(value) -> str:
    return words.moment(value, today=timezone.localdate())


def local(value: datetime | None) -> datetime | None:
    return timezone.localtime(value) if value else None


def leaves(row: Message, *, at: datetime) -> str:
    """When it leaves, or is tried again."""
    if row.state != State.QUEUED:
        return words.NOTHING
    return moment(row.due_at) if row.due_at > at else "As soon as can be"


COLUMNS = [
    lists.Column(
        "to",
        "To",
        to_cell,
        F("name"),
        main=True,
        value=lambda row: " · ".join(filter(None, (row.name, row.address))),
    ),
    lists.Column("kind", "What it is", lambda row: label_of(row.kind), F("kind")),
    lists.Column("state", "How far", state_cell, main=True),
    lists.Column(
        "queued_at",
        "Written",
        lambda row: moment(row.queued_at),
        F("queued_at"),
        falls=True,
        value=lambda row: local(row.queued_at),
    ),
    lists.Column("due_at", "Leaves", lambda row: leaves(row, at=timezone.now()), F("due_at")),
    lists.Column(
        "ended_at",
        "Ended",
        lambda row: moment(row.ended_at),
        F("ended_at"),
        falls=True,
        value=lambda row: local(row.ended_at),
    ),
    lists.Column(
        "attempts",
        "Attempts",
        lambda row: row.attempts,
        F("attempts"),
        numeric=True,
        falls=True,
        value=lambda row: row.attempts,
    ),
]


class MailFilter(ListFilter):
    q = df.CharFilter(method="by_words", label="Words", max_length=200)
    state = AnyOf(choices=State.choices, label="How far")
    kind = AnyOf(choices=lambda: [(kind.key, kind.label) for kind in kinds.kinds()], label="What it is")

    def by_words(self, queryset, name, value):
        for word in value.split():
            queryset = queryset.filter(
                Q(name__icontains=word) | Q(address__icontains=word) | Q(outcome__icontains=word)
            )
        return queryset


class Outbox(FilteredList):
    filter_class, columns, sort = MailFilter, COLUMNS, "-queued_at"
    then = (F("id").desc(),)

    def everything(self) -> QuerySet:
        """Occasions on which there was nothing to say are no mail; they show where somebody asks for them."""
        rows = Message.objects.visible_to(self.user)
        asked = State.NOTHING in self.request.GET.getlist("state")
        return rows if asked else rows.exclude(state=State.NOTHING)

    def load(self, ids: list[int]) -> list[Message]:
        rows = list(
            Message.objects.visible_to(self.user).filter(pk__in=ids).defer("text", "html", "calendar")
        )
        prefix = reverse("outreach:list") + "messages/"
        for row in rows:
            row.prefix = prefix
        return rows


def tabs(request) -> list:
    ways = {
        "All": "",
        "Waiting": "&".join(f"state={one}" for one in WAITING),
        "Failed": f"state={State.FAILED}",
        "Sent": f"state={State.SENT}",
        "Not sent": f"state={State.CANCELLED}&state={State.SKIPPED}",
    }
    return lists.links(ways.items(), here=lists.without(request.GET, "filters").removeprefix("?"))


def counted(user) -> dict[str, int]:
    """How much mail there is, by how far it is: waiting, failed, sent."""
    found = dict(Message.objects.visible_to(user).order_by().values_list("state").annotate(Count("pk")))
    return {
        "waiting": sum(found.get(state, 0) for state in WAITING),
        "failed": found.get(State.FAILED, 0),
        "sent": found.get(State.SENT, 0),
    }


def held_up(user, *, at: datetime) -> Message | None:
    """The mail that should have left long ago and that nobody even tried to send."""
    late = Message.objects.visible_to(user).filter(state=State.QUEUED, due_at__lt=at - LONG)
    return late.order_by("due_at").first()
