"""Questions to reviews and practices, and who may read what of them."""

from django.db.models import Exists, OuterRef, Q

from common.history import TrackedQuerySet
from reviews.choices import CycleState
from units.models import Unit


class CycleQuerySet(TrackedQuerySet):
    def visible_to(self, user):
        """The team sees all; a department those that asked it, once they were opened."""
        if not user.has_perm("reviews.view_review"):
            return self.none()
        if user.has_perm("units.view_every_unit"):
            return self.all()
        asked = self.model._meta.get_field("reviews").related_model
        mine = asked.objects.filter(cycle=OuterRef("pk"), unit__in=Unit.objects.visible_to(user).values("id"))
        return self.exclude(state=CycleState.PLANNED).filter(Exists(mine))

    def planned(self):
        return self.filter(state=CycleState.PLANNED)

    def open(self):
        return self.filter(state=CycleState.OPEN)

    def closed(self):
        return self.filter(state=CycleState.CLOSED)

    def due_to_open(self, *, on):
        return self.planned().filter(opens_on__lte=on)


class OfUnitQuerySet(TrackedQuerySet):
    """What belongs to one department and is read with it; `permission` opens it at all."""

    permission = "reviews.view_review"

    def visible_to(self, user):
        if not user.has_perm(self.permission):
            return self.none()
        if user.has_perm("units.view_every_unit"):
            return self.all()
        return self.filter(unit__in=Unit.objects.visible_to(user).values("id"))


class UnitReviewQuerySet(OfUnitQuerySet):
    def visible_to(self, user):
        return super().visible_to(user) if _whole(user) else super().visible_to(user).begun()

    def begun(self):
        return self.exclude(cycle__state=CycleState.PLANNED)

    def unanswered(self):
        return self.filter(outcome="")

    def answered(self):
        return self.exclude(outcome="")

    def waiting_for(self, user):
        """Open ones that this person is the one to answer."""
        return self.unanswered().filter(cycle__state=CycleState.OPEN, reviewer__user=user)


class AssessmentQuerySet(OfUnitQuerySet):
    permission = "reviews.view_practice"

    def latest_of_each(self):
        """The newest of each department, practice, side that judged, and scale: one scale never stands for another."""
        newest = ["unit_id", "practice_id", "assessor", "scale"]
        return self.order_by(*newest, "-assessed_on", "-pk").distinct(*newest)

    def until(self, day):
        return self.filter(assessed_on__lte=day)


class PracticeQuerySet(TrackedQuerySet):
    def visible_to(self, user):
        return self.all() if user.has_perm("reviews.view_practice") else self.none()

    def in_use(self, *, on):
        return self.filter(Q(retired_on__isnull=True) | Q(retired_on__gt=on))


def _whole(user) -> bool:
    return user.has_perm("units.view_every_unit")
