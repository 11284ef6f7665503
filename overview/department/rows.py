"""What the page asks about people, what a department cannot lose and whom it needs: one query a table."""

from dataclasses import dataclass

from django.db.models import Case, Count, Exists, F, Max, Min, OuterRef, Q, Subquery, Value, When, Window
from django.db.models.expressions import RawSQL
from django.db.models.functions import Lower, RowNumber

from accounts.models import User
from common.prepared import Prepared
from contacts.choices import Purpose
from contacts.models import PathwayStep, Stance
from units.models import Asset, Dependency, Impact, Obligation, Process, Unit

READINGS = 2
DEPENDENCIES_SHOWN = 8  # of a side


# A department can have hundreds of things and processes: rows as they come, not instances of their models.
@dataclass
class AssetRow:
    pk: int
    name: str
    kind: str
    classification: str
    criticality: int | None
    handles: list[str]


@dataclass
class ProcessRow:
    """`worst` is the highest severity, `after` the earliest time it is reached."""

    pk: int
    name: str
    mtd_hours: int | None
    rto_hours: int | None
    rpo_hours: int | None
    worst: int | None
    after: int | None


def _assets(*, unit: int):
    rows = Asset.objects.filter(unit=unit).order_by(
        F("criticality").desc(nulls_last=True), Lower("name"), "pk"
    )
    return rows.values_list("id", "name", "kind", "classification", "criticality", "handles")


def _processes(*, unit: int):
    """The worst first."""
    said = Impact.objects.filter(process=OuterRef("pk")).order_by().values("process")
    worst = Subquery(said.annotate(n=Max("severity")).values("n"))
    rows = Process.objects.filter(unit=unit).annotate(worst=worst)
    at = (
        Impact.objects.filter(process=OuterRef("pk"), severity=OuterRef("worst")).order_by().values("process")
    )
    rows = rows.annotate(after=Subquery(at.annotate(n=Min("bucket")).values("n")))
    rows = rows.order_by(F("worst").desc(nulls_last=True), "after", Lower("name"), "pk")
    return rows.values_list("id", "name", "mtd_hours", "rto_hours", "rpo_hours", "worst", "after")


def _impacts(*, processes: list[int]):
    rows = Impact.objects.filter(process__in=RawSQL("SELECT unnest(%s::bigint[])", [processes]))
    return rows.values("process_id", "category", "bucket", "severity")


SIDE = ("id", "code", "name", "kind", "status", "risk_level", "risk_override", "risk_override_until")


def _dependencies(role: str, *, user: int, unit: int):
    """Of either side of the unit the most critical ones, as many as the page shows, with the `total` of that side, and
    whether the reader sees the other one."""
    rows = Dependency.objects.filter(Q(consumer=unit) | Q(provider=unit))
    first = (F("criticality").desc(nulls_last=True), F("pk").asc())
    # Of the rows of this unit, those it needs have it as their consumer.
    sides = Case(When(consumer=unit, then=Value(1)), default=Value(2))
    place = Window(RowNumber(), partition_by=sides, order_by=first)
    rows = rows.annotate(total=Window(Count("pk"), partition_by=sides), place=place)
    rows = rows.filter(place__lte=DEPENDENCIES_SHOWN)
    seen = Unit.objects.visible_to(User(pk=user, role=role))
    sides = [f"{side}__{name}" for side in ("consumer", "provider") for name in SIDE]
    rows = rows.select_related("consumer", "provider").only(
        "consumer", "provider", "provider_named", "kind", "flows", "classification", "criticality", "fallback",
        "fallback_tested_on", "consumer_confirmed_at", "provider_confirmed_at", *sides,
    )  # fmt: skip
    return rows.annotate(
        consumer_seen=Exists(seen.filter(pk=OuterRef("consumer"))),
        provider_seen=Exists(seen.filter(pk=OuterRef("provider"))),
    ).order_by(F("criticality").desc(nulls_last=True), "pk")


def _steps(*, unit: int):
    """What somebody wrote down for an incident."""
    rows = PathwayStep.objects.filter(pathway__unit=unit, pathway__purpose=Purpose.INCIDENT)
    return rows.select_related("contact", "function").order_by("position", "pk")


def _readings(role: str, *, user: int, contact: int):
    rows = Stance.objects.visible_to(User(pk=user, role=role)).filter(contact=contact)
    return rows.only("current", "desired", "noted_on").order_by("-noted_on", "-pk")[:READINGS]


def _catalogue(role: str, *, user: int):
    rows = Obligation.objects.visible_to(User(pk=user, role=role))
    return rows.values("id", "name").order_by(Lower("name"))


_ASSETS, _PROCESSES = Prepared(_assets), Prepared(_processes)


def assets(*, unit: int) -> list[AssetRow]:
    return [AssetRow(*row) for row in _ASSETS(unit=unit)]


def processes(*, unit: int) -> list[ProcessRow]:
    return [ProcessRow(*row) for row in _PROCESSES(unit=unit)]


impacts = Prepared(_impacts)
dependencies, steps = Prepared(_dependencies), Prepared(_steps)
readings, catalogue = Prepared(_readings), Prepared(_catalogue)
