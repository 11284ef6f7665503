"""Questions to the inventory: which units a person may see, words, risk on a day."""

from datetime import date

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Case, F, Q, When
from django.db.models.expressions import RawSQL

from common.history import TrackedQuerySet
from common.past import by_rights_of_today
from units import tree
from units.choices import Status
from units.words import prefix_query


def looked_after(user, *, on: date) -> Q:
    """Holds for the units that `looked_after_by` finds."""
    started = Q(cover_from__isnull=True) | Q(cover_from__lte=on)
    running = Q(cover_until__isnull=True) | Q(cover_until__gte=on)
    acts = RawSQL("SELECT unit_id FROM units_stewardship WHERE user_id = %s", [user.pk])
    return Q(owner=user) | Q(Q(owner_cover=user), started, running) | Q(id__in=acts)


class UnitQuerySet(TrackedQuerySet):
    def visible_to(self, user):
        """Every unit for those who read the whole inventory; for others the ones they may act for, and below."""
        if user.has_perm("units.view_every_unit"):
            return self.all()
        if not user.has_perm("units.view_unit"):
            return self.none()
        return self.filter(id__in=RawSQL(by_rights_of_today(tree.BELOW_STEWARDED), [user.pk]))  # noqa: S611  constant SQL

    def looked_after_by(self, user, *, on: date):
        """Units `user` answers for on that day: as owner, or covering; and those they may act for."""
        return self.filter(looked_after(user, on=on))

    def current(self):
        return self.exclude(status=Status.CLOSED)

    def below(self, unit_id: int):
        """The unit and everything under it."""
        return self.filter(id__in=RawSQL(tree.BELOW, [unit_id]))  # noqa: S611  constant SQL

    def matching(self, text: str):
        """Units whose code, name or purpose hold every word of `text`, each as a prefix."""
        query = prefix_query(text)
        if not query:
            return self.none() if text.strip() else self.all()
        return self.annotate(_words=SearchVector("words", config="simple")).filter(
            _words=SearchQuery(query, config="simple", search_type="raw")
        )

    def with_risk(self, *, on: date):
        """Adds `risk`: the level that holds on that day."""
        return self.annotate(
            risk=Case(When(risk_override_until__gte=on, then=F("risk_override")), default=F("risk_level"))
        )
