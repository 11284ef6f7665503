"""The views of one list that one person sees: as tabs, which of them is looked at, and which one begins with."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Lower
from django.http import QueryDict
from django.urls import NoReverseMatch, Resolver404, resolve, reverse

from common.kept_views import WHOLE
from desk.models import DefaultView, SavedView

# Stand in an address, and are no part of how one looks at a list.
PASSING = frozenset({"page", "as_of", "filters", "all", "share"})
MOST_TABS = 6


@dataclass(frozen=True)
class List:
    """A list of which views are kept: `name` of its address, what it is called, and where one came from."""

    name: str
    label: str
    path: str


def list_at(path: str, user) -> List | None:
    """The list that stands at this address, for whoever may open it."""
    try:
        found = resolve(path)
    except Resolver404:
        return None
    label = getattr(found.func, "keeps_views", "")
    return List(found.view_name, label, path) if label and user.has_perm(found.func.permission) else None


def path_of(listing: str) -> str:
    """Where the list stands; nowhere by itself, where it belongs to something else."""
    try:
        return reverse(listing)
    except NoReverseMatch:
        return ""


def essence(params: QueryDict) -> str:
    """What an address asks for, said in one way only: the names in order, values in theirs, nothing empty."""
    asked = QueryDict(mutable=True)
    for name in sorted(params):
        if name not in PASSING and (values := [value for value in params.getlist(name) if value]):
            asked.setlist(name, values)
    return asked.urlencode()


def views_of(listing: str, user):
    """Own and shared views of a list, each with `begins`: whether this person begins with it, and `others`: how many
    other people do."""
    begun = DefaultView.objects.filter(view=OuterRef("pk"))
    others = begun.exclude(user=user).order_by().values("view").annotate(number=Count("*")).values("number")
    return (
        SavedView.objects.visible_to(user)
        .of(listing)
        .select_related("owner")
        .annotate(begins=Exists(begun.filter(user=user)), others=Subquery(others))
        .order_by("-begins", Lower("name"), "pk")
    )


class KeptViews:
    """What a page of a list needs to know of them; asks once, when asked."""

    def __init__(self, request, label: str):
        self.request, self.user, self.label = request, request.user, label
        self.listing, self.path = request.resolver_match.view_name, request.path

    @cached_property
    def seen(self) -> list[SavedView]:
        return list(views_of(self.listing, self.user))

    @property
    def own(self) -> list[SavedView]:
        return [view for view in self.seen if view.owner_id == self.user.pk]

    @cached_property
    def beginning(self) -> str:
        """The query one begins with; empty where that is everything."""
        return next((view.query for view in self.seen if view.begins), "")

    @property
    def bare(self) -> str:
        """The address of everything."""
        return WHOLE if self.beginning else "?"

    @cached_property
    def query(self) -> str:
        return essence(self.request.GET)

    @cached_property
    def current(self) -> SavedView | None:
        """The view that is looked at, one's own before a shared one."""
        same = [view for view in self.seen if view.query == self.query]
        return next((view for view in same if view.owner_id == self.user.pk), same[0] if same else None)

    @property
    def is_own(self) -> bool:
        return self.current is not None and self.current.owner_id == self.user.pk

    @property
    def tabs(self) -> list[SavedView]:
        """Those that stand beside the built-in ones; the one looked at is always among them."""
        first = self.seen[:MOST_TABS]
        return first if self.current is None or self.current in first else [*first[:-1], self.current]

    @property
    def first(self) -> SavedView | None:
        """The one that one begins with stands first."""
        return self.seen[0] if self.seen else None

    @property
    def offers(self) -> bool:
        """Whether there is anything to do: something to keep, or kept views to manage."""
        return self.user.has_perm("desk.keep_view") and bool(self.query or self.seen)

    @property
    def may_share(self) -> bool:
        return self.user.has_perm("desk.share_view")
