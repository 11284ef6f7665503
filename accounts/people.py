"""The list of people who sign in: words, role, state, order and page, as its address asks for them."""

from datetime import date

import django_filters as df
from django import forms
from django.db.models import F, QuerySet
from django.db.models.functions import Lower
from django.utils import timezone

from accounts import duties
from accounts.backends import organisation_today
from accounts.models import User
from accounts.roles import Role
from common import lists
from common.filtered import AnyOf, FilteredList, ListFilter

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


class PeopleFilter(ListFilter):
    q = df.CharFilter(method="by_words", label="Words", max_length=200)
    role = AnyOf(choices=Role.choices, label="Role")
    state = df.ChoiceFilter(
        choices=list(STATES.items()),
        method="by_state",
        label="State",
        empty_label="Any",
        widget=forms.RadioSelect,
    )

    def by_words(self, queryset, name, value):
        return queryset.matching(value)

    def by_state(self, queryset, name, value):
        return in_state(queryset, value, on=organisation_today())


class PeopleList(FilteredList):
    """What one request asks of the people its user may see."""

    filter_class = PeopleFilter
    columns = COLUMNS

    def everything(self) -> QuerySet:
        return User.objects.visible_to(self.user)

    def load(self, ids: list[int]) -> list[User]:
        """With what a row shows: the state, and what somebody is there for."""
        people, on = list(self.everything().filter(pk__in=ids)), organisation_today()
        told_of = duties.duties_of(people, viewer=self.user)
        for person in people:
            person.state = state_of(person, on=on)
            person.state_text = STATES[person.state]
            person.told_of = told_of.get(person.pk, [])
            person.duties = duties.by_kind(person.told_of, shown=SHOWN)
        return people


HEADERS = ("Name", "E-mail", "Role", "State", "Last sign-in", "Access ends", "There for")


def in_file(person: User) -> list:
    """One of a loaded page as a row of a file."""
    seen = timezone.localtime(person.last_login) if person.last_login else None
    told = "; ".join(f"{duty.kind} {duty.label}" for duty in person.told_of)
    role = person.get_role_display()
    return [person.name, person.email, role, person.state_text, seen, person.access_ends_on, told]
