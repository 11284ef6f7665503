"""What the page knows of one department: one query per table, each made only when a section asks for it."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, JSONField, OuterRef, Q, Window
from django.db.models.expressions import RawSQL
from django.db.models.functions import JSONObject, Lower
from django.urls import reverse

from accounts.models import User
from common.prepared import Prepared
from contacts.choices import Purpose
from contacts.holding import EXPECTED, Holders, people_of
from contacts.models import Function, PathwayStep
from dialogues.models import Commitment, SessionUnit, Topic
from overview.department import rows
from overview.department.changes import Change, changes_of
from overview.department.reader import Reader
from overview.models import Reorganisation, ReorganisationUnit
from reviews.models import MaturityAssessment, UnitReview
from units import rules, suggest, tree
from units.choices import Status
from units.completeness import known_facts
from units.doors import units_coded
from units.models import FormerCode, Incident, IncidentUnit, Stewardship, Unit, UnitObligation

PARTS_SHOWN = 12


def find_unit(user, code: str, *, on) -> Unit | None:
    """The unit of that code within what `user` may see, with all the page shows of the row itself."""
    if not rules.CODE.fullmatch(code):
        return None
    return next(iter(_UNIT(user.role, user=user.pk, code=code.lower(), on=on)), None)


def _unit(role: str, *, user: int, code: str, on):
    former = FormerCode.objects.filter(unit=OuterRef("pk")).order_by("code").values("code")
    rows = units_coded(code).visible_to(User(pk=user, role=role)).with_risk(on=on)
    expected = Function.objects.filter(code__in=EXPECTED).values(named=JSONObject(code="code", name="name"))
    return rows.select_related("owner", "owner_cover").annotate(
        codes_before=ArraySubquery(former),
        facts=known_facts(),
        path=RawSQL(tree.PATH_ABOVE, [], output_field=JSONField()),  # noqa: S611  constant SQL
        expected=ArraySubquery(expected),
        **_there_is(),
    )


def _there_is() -> dict[str, Exists]:
    """Whether there is anything of what most departments have none of: then the page need not ask for it."""
    here = OuterRef("pk")
    return {
        "has_parts": Exists(Unit.objects.filter(parent=here)),
        "has_incidents": Exists(IncidentUnit.objects.filter(unit=here)),
        "has_reorganisations": Exists(ReorganisationUnit.objects.filter(unit=here)),
        "has_pathway": Exists(
            PathwayStep.objects.filter(pathway__unit=here, pathway__purpose=Purpose.INCIDENT)
        ),
        "has_talks": Exists(SessionUnit.objects.filter(unit=here)),
        "has_topics": Exists(
            Topic.objects.filter(unit=here, session__isnull=True, withdrawn_at__isnull=True)
        ),
        "has_promises": Exists(Commitment.objects.unsettled().filter(unit=here)),
        "has_reviews": Exists(UnitReview.objects.filter(unit=here)),
        "has_practices": Exists(MaturityAssessment.objects.filter(unit=here)),
    }


def _parts(role: str, *, user: int, unit: int, on):
    rows = Unit.objects.visible_to(User(pk=user, role=role)).filter(parent=unit)
    rows = rows.with_risk(on=on).annotate(
        total=Window(Count("pk")), closed=Window(Count("pk", filter=Q(status=Status.CLOSED)))
    )
    rows = rows.only("id", "code", "name", "kind", "status", "headcount", "risk_level")
    open_first = ExpressionWrapper(Q(status=Status.CLOSED), BooleanField())
    return rows.order_by(open_first, Lower("name"), "pk")[:PARTS_SHOWN]


def _obligations(role: str, *, user: int, unit: int):
    rows = UnitObligation.objects.visible_to(User(pk=user, role=role)).filter(unit=unit)
    return rows.select_related("obligation").order_by(Lower("obligation__name"), "pk")


def _incidents(role: str, share: bool, *, user: int, unit: int, since, until):
    rows = Incident.objects.visible_to(User(pk=user, role=role)).filter(
        incident_units__unit=unit, occurred_on__range=(since, until)
    )
    if share:
        rows = rows.filter(restricted=False)
    return rows.order_by("-occurred_on", "-pk")


def _stewardships(*, units: list[int]):
    rows = Stewardship.objects.filter(unit__in=RawSQL("SELECT unnest(%s::bigint[])", [units]))
    return rows.select_related("user").order_by(Lower("user__name"), "user")


def _sides(role: str, *, user: int, unit: int):
    """Every side of the reorganisations that touched the unit."""
    reader = User(pk=user, role=role)
    events = Reorganisation.objects.visible_to(reader).filter(sides__unit=unit)
    seen = Unit.objects.visible_to(reader).filter(pk=OuterRef("unit"))
    return (
        ReorganisationUnit.objects.filter(reorganisation__in=events)
        .select_related("reorganisation", "unit")
        .only("side", "outside", "reorganisation", "unit__code", "unit__name")
        .annotate(seen=Exists(seen))
        .order_by("pk")
    )


_UNIT, _PARTS, _OBLIGATIONS = Prepared(_unit), Prepared(_parts), Prepared(_obligations)
_INCIDENTS, _STEWARDSHIPS, _SIDES = Prepared(_incidents), Prepared(_stewardships), Prepared(_sides)


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
        # Whether one section is read again because something changed: then nothing is taken from before.
        self.reread = False

    def href(self, code: str) -> str:
        """The page of a department, in the form the reader looks at now."""
        page = reverse("department", args=[code])
        return f"{page}?share=1" if self.reader.share else page

    @cached_property
    def _path(self) -> list[tuple[int, str, str]]:
        return [(pk, code, name) for pk, code, name, _ in self.unit.path]

    @cached_property
    def _stewardships(self) -> list[Stewardship]:
        """Who may act for the unit and for those above it."""
        if "stewards" not in self.unit.facts:
            return []
        above = [pk for pk, _, _ in self._path]
        return _STEWARDSHIPS(units=[self.unit.pk, *above])

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
        if not self.unit.has_parts:
            return []
        user = self.reader.user
        return _PARTS(user.role, user=user.pk, unit=self.unit.pk, on=self.reader.today)

    @cached_property
    def obligations(self) -> list[UnitObligation]:
        if "obligations" not in self.unit.facts:
            return []
        return _OBLIGATIONS(self.reader.user.role, user=self.reader.user.pk, unit=self.unit.pk)

    @cached_property
    def incidents(self) -> list[Incident]:
        """Of the time that counts for the incident history, the latest first."""
        if not self.unit.has_incidents:
            return []
        user, until = self.reader.user, self.reader.today
        since = until - timedelta(days=suggest.MEMORY_DAYS)
        return _INCIDENTS(
            user.role, self.reader.share, user=user.pk, unit=self.unit.pk, since=since, until=until
        )

    @cached_property
    def holders(self) -> Holders:
        """Who holds what for it; those above who answer where it has nobody."""
        above = [pk for pk, _, _, answers in reversed(self.unit.path) if answers]
        return people_of(self.unit, [self.unit.pk, *above], on=self.reader.today, things=False)

    @cached_property
    def steps(self) -> list:
        """What somebody wrote down about whom to call in an incident."""
        return rows.steps(unit=self.unit.pk) if self.unit.has_pathway else []

    @cached_property
    def expected(self) -> dict[str, str]:
        """What the organisation calls the responsibilities of which the page says when nobody is named."""
        return {one["code"]: one["name"] for one in self.unit.expected}

    @cached_property
    def assets(self) -> list[rows.AssetRow]:
        return rows.assets(unit=self.unit.pk)

    @cached_property
    def processes(self) -> list[rows.ProcessRow]:
        """The worst first."""
        return rows.processes(unit=self.unit.pk)

    @cached_property
    def dependencies(self) -> list:
        user = self.reader.user
        return rows.dependencies(user.role, user=user.pk, unit=self.unit.pk)

    @cached_property
    def changes(self) -> list[Change]:
        return changes_of(self.unit.pk, self.reader)

    @cached_property
    def reorganisations(self) -> list[Reorganisation]:
        """What happened to it as a whole, the latest first; each with its `before` and `after` places."""
        if not self.unit.has_reorganisations:
            return []
        sides = _SIDES(self.reader.user.role, user=self.reader.user.pk, unit=self.unit.pk)
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
