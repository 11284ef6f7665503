"""By what the directory can be narrowed. Whoever may not read something cannot narrow by it either, and is told no
more about it than about a word nobody knows."""

from datetime import timedelta

import django_filters as df
from django.db.models import Count, Q
from django.db.models.expressions import RawSQL
from django.db.models.functions import Upper

from accounts.audiences import may_read
from common.filtered import YES, AnyOf, ListFilter
from contacts import engagement
from contacts.choices import Engagement
from contacts.models import Absence, Assignment, Contact, Function
from units import tree
from units.models import Unit

HERE, LEFT = "here", "left"
# A number confirmed longer ago may be wrong when it is needed.
FRESH = timedelta(days=365)
# So many critical responsibilities are too many for one person.
TOO_MANY = 3


class ContactFilter(ListFilter):
    q = df.CharFilter(method="by_words", label="Words")
    function = AnyOf(choices=[], method="by_function", label="Responsibility")
    unit = df.CharFilter(method="by_unit", label="Department and below (code)")
    unassigned = df.ChoiceFilter(choices=YES, method="by_unassigned", label="Holds no responsibility")
    critical = df.ChoiceFilter(
        choices=YES, method="by_critical", label=f"Holds {TOO_MANY} critical responsibilities or more"
    )
    state = df.ChoiceFilter(
        choices=[(HERE, "Still here"), (LEFT, "Left")], method="by_state", label="Here or left"
    )
    phone_old = df.ChoiceFilter(choices=YES, method="by_phone_old", label="Number not confirmed for a year")
    away = df.ChoiceFilter(choices=YES, method="by_away", label="Away now")
    manager = df.CharFilter(method="by_manager", label="Reports to (number of the person)")
    engagement = AnyOf(choices=Engagement.choices, method="by_engagement", label="Engagement")
    engagement_gap = df.ChoiceFilter(
        choices=YES, method="by_engagement_gap", label="Engagement below what we hope for"
    )

    FOR_CISO = frozenset({"engagement", "engagement_gap"})

    def __init__(self, data=None, queryset=None, *, request, whole=False):
        super().__init__(data, queryset, request=request, whole=whole)
        if "function" in self.filters:
            functions = Function.objects.visible_to(self.user).in_use().order_by("position", "name")
            self.filters["function"].extra["choices"] = list(functions.values_list("code", "name"))

    @classmethod
    def names_for(cls, user) -> set[str]:
        """Names one may filter by."""
        return set(cls.base_filters) - (set() if engagement.may_read(user) else cls.FOR_CISO)

    def held(self):
        """Current responsibilities that the person may know of."""
        return Assignment.objects.visible_to(self.user).current(on=self.today)

    def by_words(self, queryset, name, value):
        found = queryset.matching(value)
        number = value.strip().upper().replace("\0", "")
        if not number or not may_read(self.user, Contact, "personnel_number"):
            return found
        numbered = queryset.alias(_number=Upper("personnel_number")).filter(
            ~Q(personnel_number=""), _number__startswith=number
        )
        # Two lists of ids, each by its index; one condition of both would read the whole directory.
        return queryset.filter(pk__in=found.order_by().values("pk").union(numbered.order_by().values("pk")))

    def by_function(self, queryset, name, value):
        return queryset.filter(pk__in=self.held().filter(function__code__in=value).values("contact"))

    def by_unit(self, queryset, name, value):
        """Those of the department and of everything below it."""
        unit = Unit.objects.visible_to(self.user).filter(code__iexact=value).only("id", "name").first()
        if unit is None:
            return self.refuse(queryset, name, f"You see no department with the code “{value[:60]}”.")
        self.said[name] = unit.name
        return queryset.filter(home_unit__in=RawSQL(tree.BELOW, [unit.pk]))  # noqa: S611  constant SQL

    def by_unassigned(self, queryset, name, value):
        return queryset.here(on=self.today).exclude(pk__in=self.held().values("contact"))

    def by_critical(self, queryset, name, value):
        return queryset.here(on=self.today).filter(pk__in=laden(self.user, on=self.today))

    def by_state(self, queryset, name, value):
        return queryset.left(on=self.today) if value == LEFT else queryset.here(on=self.today)

    def by_phone_old(self, queryset, name, value):
        confirmed = Q(phone_confirmed_on__gte=self.today - FRESH)
        return queryset.here(on=self.today).exclude(phone="").exclude(confirmed)

    def by_away(self, queryset, name, value):
        away = Absence.objects.visible_to(self.user).on(self.today)
        return queryset.here(on=self.today).filter(pk__in=away.values("contact"))

    def by_manager(self, queryset, name, value):
        found = None
        if value.isascii() and value.isdigit() and len(value) <= 12:
            found = Contact.objects.visible_to(self.user).filter(pk=int(value)).only("name").first()
        if found is None:
            return self.refuse(queryset, name, "You see no person of that number.")
        self.said[name] = found.name
        return queryset.filter(manager=found)

    def by_engagement(self, queryset, name, value):
        return queryset.filter(pk__in=engagement.standing_at(value, self.user))

    def by_engagement_gap(self, queryset, name, value):
        return queryset.here(on=self.today).filter(pk__in=engagement.short_of_hopes(self.user))


def laden(user, *, on):
    """Ids of people who hold too many critical responsibilities, of those `user` may know of."""
    held = Assignment.objects.visible_to(user).current(on=on).filter(function__critical=True)
    return held.order_by().values("contact").annotate(n=Count("pk")).filter(n__gte=TOO_MANY).values("contact")
