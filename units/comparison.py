"""What departments cannot lose, side by side, for the team: counts by classification, worst harm by kind, what several
share, what contradicts itself. Every question is bounded, however large the organisation."""

from dataclasses import dataclass

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, F, Max, Min, Q
from django.db.models.functions import Lower, Upper

from units import impact, sharing
from units.choices import AssetKind, Classification, Harm, ImpactCategory
from units.models import Asset, Impact, Process, Unit
from units.process_list import contradictory

ROWS = 40
SHARED_SHOWN = 15
CONTRADICTING_SHOWN = 12
STEPS = (5, 4, 3, 2, 1, None)


@dataclass(frozen=True)
class Counted:
    """How many assets; `href` lists exactly these, empty where there is none or no such filter."""

    count: int
    href: str


@dataclass(frozen=True)
class Harmed:
    """One unit with its worst severity in each kind of harm; None where nothing is said."""

    unit: Unit
    cells: list[int | None]


@dataclass(frozen=True)
class InCommon:
    """A supplier, system or place that several units name."""

    name: str
    kind: str
    units: list[Unit]
    total: int


def by_classification(units) -> list[tuple[str, list[Counted]]]:
    """(how closely it is kept, counts by criticality 5 to 1 and not said), the most closely kept first."""
    rows = Asset.objects.filter(unit__in=units).values_list("classification", "criticality")
    counted = {(kept, level): number for kept, level, number in rows.annotate(Count("pk")).order_by()}
    found = []
    for kept in (*reversed(Classification.values), ""):
        label = Classification(kept).label if kept else "Not said"
        asked = f"classification={kept}" if kept else "unclassified=1"
        cells = []
        for step in STEPS:
            number = counted.get((kept, step), 0)
            cells.append(Counted(number, f"?{asked}&criticality={step}" if number and step else ""))
        found.append((label, cells))
    return found


def worst_first(units):
    """Units something is said of, the worst and soonest first."""
    return units.filter(worst_impact__isnull=False).order_by(
        F("worst_impact").desc(), F("worst_after"), Lower("name"), "pk"
    )


def harm_by_kind(page: list[Unit]) -> list[Harmed]:
    """The worst in each kind of harm for these units, in their order. One query."""
    rows = Impact.objects.filter(unit__in=[unit.pk for unit in page]).values_list("unit", "category")
    worst = {(unit, category): said for unit, category, said in rows.annotate(Max("severity")).order_by()}
    return [Harmed(unit, [worst.get((unit.pk, c)) for c in ImpactCategory.values]) for unit in page]


def in_common(units) -> list[InCommon]:
    """What most units name alike. Two queries."""
    rows = (
        Asset.objects.filter(unit__in=units, kind__in=sharing.SAME_THING)
        .annotate(_same=Upper("name"))
        .values("_same", "kind")
        .annotate(total=Count("unit", distinct=True), name=Min("name"), where=ArrayAgg("unit", distinct=True))
        .filter(total__gt=1)
        .order_by("-total", "_same", "kind")[:SHARED_SHOWN]
    )
    rows = list(rows)
    ids = {pk for row in rows for pk in row["where"][:6]}
    by_id = {unit.pk: unit for unit in Unit.objects.filter(pk__in=ids).only("id", "code", "name")}
    return [
        InCommon(
            row["name"],
            AssetKind(row["kind"]).label,
            sorted((by_id[pk] for pk in row["where"][:6]), key=lambda unit: unit.name.lower()),
            row["total"],
        )
        for row in rows
    ]


def contradicting(units) -> tuple[list[tuple[Process, str]], int]:
    """Processes whose times do not agree, each with the first reason, and how many there are in all."""
    rows = Process.objects.filter(contradictory(), unit__in=units)
    severe = Min("impacts__bucket", filter=Q(impacts__severity=Harm.SEVERE))
    shown = rows.select_related("unit").annotate(severe=severe).order_by(Lower("name"), "pk")
    found = []
    for process in shown[:CONTRADICTING_SHOWN]:
        said = impact.contradictions(process.mtd_hours, process.rto_hours, process.rpo_hours, process.severe)
        found.append((process, said[0] if said else ""))
    return found, rows.count()
