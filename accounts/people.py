"""The list of people who sign in: words, role, state, order and page, as its address asks for them."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django import forms
from django.db.models import F, QuerySet
from django.db.models.functions import Lower
from django.http import HttpRequest

from accounts import duties
from accounts.models import User
from accounts.roles import Role
from common import lists
from common.forms import SrrmForm
from common.lists import Chip

SHOWN = 3  # departments named in a row; the others are counted

STATES = {
    "active": "Can sign in",
    "invited": "Invited, not here yet",
    "ended": "Access ended",
    "deactivated": "Deactivated",
}
COLUMNS = [
    lists.Column("name", "Name", str, Lower("name"), main=True),
    lists.Column("role", "Role", str, F("role")),
    lists.Column("last_sign_in", "Last sign-in", str, F("last_login"), falls=True),
    lists.Column("access_ends_on", "Access ends", str, F("access_ends_on")),
    lists.Column("duties", "There for", str),
]


def state_of(user: User, *, on: date) -> str:
    """One of STATES."""
    if not user.is_active:
        return "deactivated"
    if user.access_ended(on=on):
        return "ended"
    return "invited" if user.is_awaited else "active"


def in_state(users: QuerySet, state: str, *, on: date) -> QuerySet:
    """Those of `users` that are in that state."""
    match state:
        case "deactivated":
            return users.filter(is_active=False)
        case "ended":
            return users.ended(on=on)
        case "invited":
            return users.active(on=on).awaited()
        case _:
            return users.active(on=on).arrived()


class PeopleFilter(SrrmForm):
    q = forms.CharField(required=False, max_length=200, label="Words")
    role = forms.MultipleChoiceField(
        required=False, choices=Role.choices, label="Role", widget=forms.CheckboxSelectMultiple
    )
    state = forms.ChoiceField(
        required=False, choices=[("", "Any"), *STATES.items()], label="State", widget=forms.RadioSelect
    )


@dataclass
class PeopleList:
    """What one request asks of the people its user may see."""

    request: HttpRequest
    on: date
    query: lists.Query = field(init=False)

    def __post_init__(self):
        params = self.request.GET
        self.query = lists.read(params, COLUMNS, filters=PeopleFilter.base_fields, sort="name")
        self.form = PeopleFilter(params)
        self.form.is_valid()
        self.asked = self.form.cleaned_data
        self.problems = [*self.query.problems] + [
            f"{self.form.fields[name].label}: {errors[0]}" for name, errors in self.form.errors.items()
        ]

    @cached_property
    def matching(self) -> QuerySet:
        found = User.objects.visible_to(self.request.user)
        if words := self.asked.get("q"):
            found = found.matching(words)
        if roles := self.asked.get("role"):
            found = found.filter(role__in=roles)
        if state := self.asked.get("state"):
            found = in_state(found, state, on=self.on)
        return found

    @cached_property
    def total(self) -> int:
        return self.matching.count()

    @cached_property
    def page(self) -> lists.Page:
        ordered = self.matching.order_by(*lists.ordering({c.name: c for c in COLUMNS}, self.query.sort))
        told = len(self.query.problems)
        page = lists.paginate(ordered, self.total, self.query, self._load)
        self.problems += self.query.problems[told:]
        told_of = duties.duties_of(page.rows, viewer=self.request.user)
        for person in page.rows:
            person.state = state_of(person, on=self.on)
            person.state_text = STATES[person.state]
            person.duties = duties.by_kind(told_of.get(person.pk, []), shown=SHOWN)
        return page

    def _load(self, ids: list[int]) -> QuerySet:
        return User.objects.visible_to(self.request.user).filter(pk__in=ids)

    @property
    def chips(self) -> list[Chip]:
        """The conditions that hold, in words."""
        found = []
        if roles := self.asked.get("role"):
            labels = ", ".join(str(Role(role).label) for role in roles)
            found.append(Chip(f"Role: {labels}", lists.without(self.request.GET, "role")))
        if state := self.asked.get("state"):
            found.append(Chip(f"State: {STATES[state]}", lists.without(self.request.GET, "state")))
        return found

    @property
    def keep(self) -> list[tuple[str, str]]:
        return lists.kept(self.request.GET, *PeopleFilter.base_fields)
