"""Questions to the directory: whom a person may see, words, who is here, who holds what."""

from datetime import date

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.db.models.functions import Now

from common.history import TrackedQuerySet
from common.past import by_rights_of_today
from units import tree
from units.words import prefix_query

# Everything a head sees as one list of ids: conditions joined by OR would read the whole directory.
_SEEN_BY_HEAD = f"""
WITH RECURSIVE seen AS (SELECT * FROM ({tree.BELOW_STEWARDED}) below)
SELECT id FROM contacts_contact WHERE home_unit_id IN (SELECT id FROM seen) AND merged_into_id IS NULL
UNION SELECT id FROM contacts_contact WHERE user_id = %s
UNION SELECT contact_id FROM contacts_assignment WHERE unit_id IN (SELECT id FROM seen)
UNION SELECT held.contact_id FROM contacts_assignment held
    JOIN contacts_function f ON f.id = held.function_id AND f.inherits
    WHERE held.unit_id IN ({tree.ABOVE_STEWARDED}) AND (held.until IS NULL OR held.until >= now()::date)
"""  # noqa: S608  constant SQL


class ContactQuerySet(TrackedQuerySet):
    def visible_to(self, user):
        """The whole directory for those who read the whole inventory. A head: the people of their units, whoever holds
        or held a responsibility there, those above who answer for them, and themselves."""
        if not user.has_perm("contacts.view_contact"):
            return self.none()
        if user.has_perm("units.view_every_unit"):
            return self.all()
        return self.filter(id__in=RawSQL(by_rights_of_today(_SEEN_BY_HEAD), [user.pk, user.pk, user.pk]))  # noqa: S611  constant SQL

    def kept_by(self, user):
        """Those whose entry `user` may change: a head, the people of their own units; never one made unreadable."""
        if not user.has_perm("contacts.change_contact"):
            return self.none()
        readable = self.filter(redacted_on__isnull=True)
        if user.has_perm("units.view_every_unit"):
            return readable
        below = RawSQL(by_rights_of_today(tree.BELOW_STEWARDED), [user.pk])  # noqa: S611  constant SQL
        return readable.filter(home_unit__in=below)

    def listed(self):
        """One entry a person: not those merged into another."""
        return self.filter(merged_into__isnull=True)

    def here(self, *, on: date):
        """Who has not left by that day. The day of leaving is the last one here."""
        return self.filter(Q(left_on__isnull=True) | Q(left_on__gte=on))

    def left(self, *, on: date):
        return self.filter(left_on__lt=on)

    def matching(self, text: str):
        """Whose name, e-mail, title or location holds every word of `text`, each as a prefix."""
        query = prefix_query(text)
        if not query:
            return self.none() if text.strip() else self.all()
        return self.annotate(_words=SearchVector("words", config="simple")).filter(
            _words=SearchQuery(query, config="simple", search_type="raw")
        )


class AssignmentQuerySet(TrackedQuerySet):
    def visible_to(self, user):
        """Those of the units one sees; a head also sees who answers above for what a unit has nobody of its own."""
        if not user.has_perm("contacts.view_contact"):
            return self.none()
        if user.has_perm("units.view_every_unit"):
            return self.all()
        below = RawSQL(by_rights_of_today(tree.BELOW_STEWARDED), [user.pk])  # noqa: S611  constant SQL
        above = RawSQL(by_rights_of_today(tree.ABOVE_STEWARDED), [user.pk])  # noqa: S611  constant SQL
        answering = Q(until__isnull=True) | Q(until__gte=Now())
        return self.filter(Q(unit__in=below) | Q(answering, unit__in=above, function__inherits=True))

    def current(self, *, on: date):
        """Held on that day; the last day counts."""
        return self.filter(Q(since__isnull=True) | Q(since__lte=on), Q(until__isnull=True) | Q(until__gte=on))

    def of_units(self):
        """Responsibilities for a unit as a whole, not for one asset or process of it."""
        return self.filter(asset__isnull=True, process__isnull=True)

    def in_order(self):
        return self.order_by("function__position", "priority", "contact__name", "pk")
