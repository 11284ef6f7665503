"""What the page knows of one department: one query per table, each made only when a section asks for it."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, OuterRef, Q, Window
from django.db.models.functions import Lower
from django.urls import reverse

from overview.department.changes import Change, changes_of
from overview.department.reader import Reader
from overview.models import Reorganisation, ReorganisationUnit
from units import suggest, tree
from units.choices import Status
from units.doors import units_coded
from units.models import FormerCode, Incident, Stewardship, Unit, UnitObligation

PARTS_SHOWN = 12


def find_unit(user, code: str, *, on) -> Unit | None:
    """The unit of that code within what `user` may see, with all the page shows of the row itself."""
    former = FormerCode.objects.filter(unit=OuterRef("pk")).order_by("code").values("code")
    rows = units_coded(code).visible_to(user).with_risk(on=on)
    rows = rows.select_related("owner", "owner_cover").annotate(codes_before=ArraySubquery(former))
    return rows.first()


@dataclass(frozen=True)
class Place:
    """Another department as it is named on the page; `href` is empty where the reader may not open it."""

    id: int
    name: str
    href: str


class Department:
    """One department as one reader sees it."""

    def __init__(self, unit: Unit, reader: Reader):
        self.unit = unit
        self.reader = reader

    def href(self, code: str) -> str:
        """The page of a department, in the form the reader looks at now."""
        page = reverse("department", args=[code])
        return f"{page}?share=1" if self.reader.share else page

    @cached_property
    def _path(self) -> list[tuple[int, str, str]]:
        return tree.ancestors([self.unit.pk])[self.unit.pk]

    @cached_property
    def _stewardships(self) -> list[Stewardship]:
        """Who may act for the unit and for those above it."""
        above = [pk for pk, _, _ in self._path]
        rows = Stewardship.objects.filter(unit__in=[self.unit.pk, *above]).select_related("user")
        return list(rows.order_by(Lower("user__name"), "user"))

    @cached_property
    def ancestors(self) -> list[Place]:
        """From the top down. One may act for a unit and everything below it, so the rest of the path is open."""
        opened = self.reader.user.has_perm("units.view_every_unit")
        own = (
            {s.unit_id for s in self._stewardships if s.user_id == self.reader.user.pk}
            if not opened
            else set()
        )
        places = []
        for pk, code, name in self._path:
            opened = opened or pk in own
            places.append(Place(pk, name, self.href(code) if opened else ""))
        return places

    @cached_property
    def stewards(self) -> list:
        """Users named on this unit."""
        return [s.user for s in self._stewardships if s.unit_id == self.unit.pk]

    @cached_property
    def inherited(self) -> list[tuple[object, str]]:
        """(user, unit name) of those who may act for it because they may act for one above; the nearest first."""
        names = {pk: name for pk, _, name in self._path}
        nearness = {pk: step for step, (pk, _, _) in enumerate(reversed(self._path))}
        seen = {user.pk for user in self.stewards}
        found = []
        for s in sorted(
            (s for s in self._stewardships if s.unit_id in nearness), key=lambda s: nearness[s.unit_id]
        ):
            if s.user_id not in seen:
                seen.add(s.user_id)
                found.append((s.user, names[s.unit_id]))
        return found

    @cached_property
    def parts(self) -> list[Unit]:
        """What belongs directly to it, as many as the page shows, with `total` and `closed` of all on each."""
        rows = Unit.objects.visible_to(self.reader.user).filter(parent=self.unit.pk)
        rows = rows.with_risk(on=self.reader.today).annotate(
            total=Window(Count("pk")), closed=Window(Count("pk", filter=Q(status=Status.CLOSED)))
        )
        rows = rows.only("id", "code", "name", "kind", "status", "headcount", "risk_level")
        open_first = ExpressionWrapper(Q(status=Status.CLOSED), BooleanField())
        return list(rows.order_by(open_first, Lower("name"), "pk")[:PARTS_SHOWN])

    @cached_property
    def obligations(self) -> list[UnitObligation]:
        rows = UnitObligation.objects.visible_to(self.reader.user).filter(unit=self.unit.pk)
        return list(rows.select_related("obligation").order_by(Lower("obligation__name"), "pk"))

    @cached_property
    def incidents(self) -> list[Incident]:
        """Of the time that counts for the incident history, the latest first."""
        since = self.reader.today - timedelta(days=suggest.MEMORY_DAYS)
        rows = Incident.objects.visible_to(self.reader.user).filter(
            incident_units__unit=self.unit.pk, occurred_on__range=(since, self.reader.today)
        )
        if self.reader.share:
            rows = rows.filter(restricted=False)
        return list(rows.order_by("-occurred_on", "-pk"))

    @cached_property
    def changes(self) -> list[Change]:
        return changes_of(self.unit.pk, self.reader)

    @cached_property
    def reorganisations(self) -> list[Reorganisation]:
        """What happened to it as a whole, the latest first; each with its `before` and `after` places."""
        events = Reorganisation.objects.visible_to(self.reader.user).filter(sides__unit=self.unit.pk)
        seen = Unit.objects.visible_to(self.reader.user).filter(pk=OuterRef("unit"))
        sides = (
            ReorganisationUnit.objects.filter(reorganisation__in=events)
            .select_related("reorganisation", "unit")
            .annotate(seen=Exists(seen))
            .order_by("pk")
        )
        found: dict[int, Reorganisation] = {}
        for side in sides:
            event = found.setdefault(side.reorganisation_id, side.reorganisation)
            for name in ("before", "after"):
                event.__dict__.setdefault(name, [])
            event.__dict__[side.side].append(self._place(side))
        dated = sorted(found.values(), key=lambda event: event.pk, reverse=True)
        return sorted(dated, key=lambda e: (e.effective_on is not None, e.effective_on), reverse=True)

    def _place(self, side: ReorganisationUnit) -> Place:
        if side.unit_id is None:
            return Place(0, side.outside, "")
        opened = side.seen and side.unit_id != self.unit.pk
        return Place(side.unit_id, side.unit.name, self.href(side.unit.code) if opened else "")
