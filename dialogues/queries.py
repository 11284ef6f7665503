"""Questions about talks and what came of them. Who sees what is said here once."""

from django.db.models import Exists, OuterRef, Q

from common.history import TrackedQuerySet
from common.past import holds_today, less_kept_today
from dialogues.choices import PromiseState, SessionState
from units.models import Unit


def _everything(user) -> bool:
    return user.has_perm("dialogues.view_talk") and user.has_perm("units.view_every_unit")


class SeriesQuerySet(TrackedQuerySet):
    def visible_to(self, user):
        """As its talks are: one that is kept to its people is there for them alone."""
        if not user.has_perm("dialogues.view_talk"):
            return self.none()
        taking_part = holds_today(self._taking_part(user), of=self.model)
        if _everything(user):
            seen = self.filter(Q(limited=False) | taking_part)
            return less_kept_today(seen, lambda: self.kept_from(user))
        mine = Unit.objects.visible_to(user).values("id")
        through = self.model._meta.get_field("series_units").related_model
        of_mine = Exists(through.objects.filter(series=OuterRef("pk"), unit__in=mine))
        seen = self.filter(taking_part | (Q(limited=False) & of_mine))
        return less_kept_today(seen, lambda: self.kept_from(user))

    def kept_from(self, user):
        """Those kept to the people in them, of whom `user` is none."""
        return self.model.objects.filter(Q(limited=True) & ~self._taking_part(user))

    def _taking_part(self, user):
        """Named by the series, or by one of its talks: whoever holds a responsibility is there by name."""
        named = self.model._meta.get_field("participants").related_model
        talks = self.model._meta.get_field("sessions").related_model
        own = Q(user=user) | Q(contact__user=user)
        there = Q(participations__user=user) | Q(participations__contact__user=user)
        return (
            Q(liaison=user)
            | Exists(named.objects.filter(own, series=OuterRef("pk")))
            | Exists(talks.objects.filter(there, series=OuterRef("pk")))
        )

    def running(self, *, on):
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on))


class SessionQuerySet(TrackedQuerySet):
    def visible_to(self, user):
        """The team sees every talk but those kept to the people in it; a department those it takes part in."""
        if not user.has_perm("dialogues.view_talk"):
            return self.none()
        taking_part = holds_today(self._taking_part(user), of=self.model)
        if _everything(user):
            return less_kept_today(self.filter(Q(limited=False) | taking_part), lambda: self.kept_from(user))
        mine = Unit.objects.visible_to(user).values("id")
        units = self.model._meta.get_field("session_units").related_model
        of_mine = Exists(units.objects.filter(session=OuterRef("pk"), unit__in=mine))
        seen = self.filter(taking_part | (Q(limited=False) & of_mine))
        return less_kept_today(seen, lambda: self.kept_from(user))

    def kept_from(self, user):
        """Those kept to the people in them, of whom `user` is none."""
        return self.model.objects.filter(Q(limited=True) & ~self._taking_part(user))

    def _taking_part(self, user):
        people = self.model._meta.get_field("participations").related_model
        own = people.objects.filter(session=OuterRef("pk")).filter(Q(user=user) | Q(contact__user=user))
        return Exists(own) | Q(liaison=user)

    def with_part_of(self, user):
        """Those in which the person takes part, on either side."""
        return self.filter(self._taking_part(user))

    def planned(self):
        return self.filter(state=SessionState.PLANNED)

    def took_place(self):
        """Held or closed, touches included: they restart the cadence."""
        return self.filter(state__in=(SessionState.HELD, SessionState.CLOSED))

    def upcoming(self, *, at):
        return self.planned().filter(starts_at__gte=at)

    def notes_missing(self, *, at):
        """Their time is over, and nobody said what came of it."""
        return self.filter(state__in=(SessionState.PLANNED, SessionState.HELD), ends_at__lt=at)


class OfUnitQuerySet(TrackedQuerySet):
    """What belongs to one unit and came out of a talk, or not."""

    def visible_to(self, user):
        """A department sees what is its own; of a talk that is kept to its people only those people see it."""
        if not user.has_perm("dialogues.view_talk"):
            return self.none()
        sessions = self.model._meta.get_field("session").related_model
        open_talks = Q(session__isnull=True) | Q(
            session__in=sessions.objects.filter(limited=False).values("id")
        )
        seen = open_talks | Q(session__in=sessions.objects.visible_to(user).filter(limited=True).values("id"))
        found = less_kept_today(self.filter(seen), lambda: sessions.objects.kept_from(user), name="session")
        if _everything(user):
            return found
        mine = Unit.objects.visible_to(user).values("id")
        return found.filter(unit__in=mine)


class InsightQuerySet(OfUnitQuerySet):
    def visible_to(self, user):
        found = super().visible_to(user)
        if user.has_perm("dialogues.view_team_notes"):
            return found
        return less_kept_today(
            found.filter(team_only=False), lambda: self.model.objects.filter(team_only=True)
        )


class CommitmentQuerySet(OfUnitQuerySet):
    def unsettled(self):
        return self.filter(state__in=(PromiseState.PROPOSED, PromiseState.OPEN))

    def open(self):
        return self.filter(state=PromiseState.OPEN)

    def proposed(self):
        return self.filter(state=PromiseState.PROPOSED)

    def overdue(self, *, on):
        """Accepted, and their day is over."""
        return self.open().filter(due_on__lt=on)

    def due_by(self, *, on):
        return self.open().filter(due_on__lte=on)
