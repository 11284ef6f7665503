"""What a department cannot lose, as one reader sees it: one query for each table, made only when it is asked for."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Count, Exists, F, OuterRef, Window
from django.db.models.functions import Lower
from django.utils.safestring import SafeString

from units import impact, owners, sharing
from units.choices import Status
from units.implied import Implied, implied
from units.models import Asset, Dependency, Impact, Obligation, Process, ProcessAsset, Unit, UnitObligation
from units.value_rows import strip_row

STRIPS_SHOWN = 20
DEPENDENCIES_SHOWN = 20  # of what it needs, and of who needs it
MOST_LOOKED_AT = 500  # more suggestions at once than anybody goes through


@dataclass(frozen=True)
class Strip:
    """The impact of one process over time."""

    pk: int
    name: str
    cells: list[impact.Cell]

    @property
    def row(self) -> SafeString:
        return strip_row(self.pk, self.name, self.cells)


@dataclass(frozen=True)
class Offer:
    """A suggested dependency between units the reader sees."""

    consumer: Unit
    provider: Unit
    kind: str
    flows: str
    because: str


class UnitValue:
    """Everything of one unit. The caller has found the unit within what `user` may see."""

    def __init__(self, unit: Unit, user, *, today: date):
        self.unit, self.user, self.today = unit, user, today

    @cached_property
    def assets(self) -> list[Asset]:
        """The most critical first. `used` is by how many processes."""
        rows = Asset.objects.filter(unit=self.unit).annotate(used=Count("process_assets"))
        return list(rows.order_by(F("criticality").desc(nulls_last=True), Lower("name"), "pk"))

    @cached_property
    def crown(self) -> list[Asset]:
        return [asset for asset in self.assets if asset.criticality == 5]

    @cached_property
    def processes(self) -> list[Process]:
        """The worst first."""
        rows = Process.objects.filter(unit=self.unit).order_by(Lower("name"), "pk")
        return sorted(rows, key=lambda process: self._severity(process.pk))

    def _severity(self, process: int) -> tuple:
        found = impact.worst(self.impact.get(process, []))
        return (-(found.severity or 0), found.bucket or 0)

    @cached_property
    def impact(self) -> dict[int, list[tuple]]:
        """{process: its rows as `units.impact` takes them}."""
        found: dict[int, list[tuple]] = {}
        rows = Impact.objects.filter(unit=self.unit).values_list(
            "process", "process__name", "category", "bucket", "severity"
        )
        for process, *row in rows:
            found.setdefault(process, []).append(tuple(row))
        return found

    @property
    def worst(self) -> "impact.Worst":
        return impact.worst(row for rows in self.impact.values() for row in rows)

    @cached_property
    def strips(self) -> list[Strip]:
        """Of the processes something is said for, the worst first."""
        return [
            Strip(
                process.pk,
                process.name,
                impact.cells_of(impact.levels(self.impact[process.pk]), process.mtd_hours),
            )
            for process in self.processes
            if process.pk in self.impact
        ][:STRIPS_SHOWN]

    @property
    def more_strips(self) -> int:
        return len(self.impact) - len(self.strips)

    @cached_property
    def contradicting(self) -> list[tuple[Process, list[str]]]:
        found = []
        for process in self.processes:
            severe = impact.severe_from(self.impact.get(process.pk, []))
            said = impact.contradictions(process.mtd_hours, process.rto_hours, process.rpo_hours, severe)
            if said:
                found.append((process, said))
        return found

    def owners(self, what: str) -> dict[int, str]:
        rows = self.assets if what == owners.ASSET else self.processes
        return owners.owners_of(what, [row.pk for row in rows], viewer=self.user, on=self.today)

    def _side(self, mine: str, theirs: str) -> list[Dependency]:
        """The most critical of one side, as many as a page shows, with the number of all as `total` on each."""
        rows = Dependency.objects.visible_to(self.user).filter(**{mine: self.unit})
        rows = rows.annotate(total=Window(Count("pk")))
        order = (F("criticality").desc(nulls_last=True), Lower(f"{theirs}__name"), "pk")
        return list(rows.select_related("consumer", "provider").order_by(*order)[:DEPENDENCIES_SHOWN])

    @cached_property
    def needs(self) -> list[Dependency]:
        """What it consumes, the most critical first."""
        return self._side("consumer", "provider")

    @cached_property
    def needed_by(self) -> list[Dependency]:
        return self._side("provider", "consumer")

    @property
    def needs_total(self) -> int:
        return self.needs[0].total if self.needs else 0

    @property
    def needed_total(self) -> int:
        return self.needed_by[0].total if self.needed_by else 0

    @property
    def more_dependencies(self) -> int:
        return self.needs_total + self.needed_total - len(self.needs) - len(self.needed_by)

    @cached_property
    def obligations(self) -> list[Implied]:
        """Obligations that usually follow from what its assets hold and that are not named yet."""
        held = [(asset.name, kind) for asset in self.assets for kind in asset.handles]
        if not held:
            return []
        catalogue = Obligation.objects.visible_to(self.user).values_list("pk", "name")
        bound = UnitObligation.objects.filter(unit=self.unit).values_list("obligation", flat=True)
        return implied(held, catalogue, bound)

    @cached_property
    def offers(self) -> list[Offer]:
        """Dependencies of this unit that its assets and processes suggest, among units the reader sees."""
        return offers(self.user, units=[self.unit.pk])


def uses(user, *, units: list[int] | None = None) -> list[sharing.Use]:
    """Processes that use an asset of another unit, both seen by `user`; of these units, or of all."""
    rows = ProcessAsset.objects.visible_to(user).exclude(asset__unit=F("unit"))
    rows = rows.filter(asset__in=Asset.objects.visible_to(user))
    if units is not None:
        rows = rows.filter(unit__in=units)
    values = rows.order_by("pk").values_list(
        "asset__name", "asset__kind", "asset__unit", "unit", "process__name"
    )
    return [sharing.Use(*row) for row in values[:MOST_LOOKED_AT]]


def called_like_units(user, *, units: list[int] | None = None) -> list[sharing.Named]:
    """Suppliers, systems and places that are called like an open unit of ours which `user` sees."""
    like = Unit.objects.visible_to(user).current().alias(_name=Lower("name"))
    rows = Asset.objects.visible_to(user).filter(kind__in=sharing.SAME_THING)
    rows = rows.exclude(unit__status=Status.CLOSED)
    if units is not None:
        rows = rows.filter(Exists(like.filter(_name=Lower(OuterRef("name")))), unit__in=units)
    else:
        # First the names: few things are called like a department, and looking for each would take longest.
        called = like.filter(_name__in=rows.values(_name=Lower("name")))
        names = set(called.values_list(Lower("name"), flat=True))
        if not names:
            return []
        rows = rows.alias(_name=Lower("name")).filter(_name__in=names)
    found = rows.order_by("pk").values_list("name", "kind", "unit")[:MOST_LOOKED_AT]
    return [sharing.Named(*row) for row in found]


def offers(user, *, units: list[int] | None = None) -> list[Offer]:
    """Suggested dependencies that are not listed yet, of these consumers or of all, among open units `user` sees."""
    using, called = uses(user, units=units), called_like_units(user, units=units)
    if not using and not called:
        return []
    seen = Unit.objects.visible_to(user).current()
    names = {one.asset.lower() for one in called}
    like = seen.alias(_name=Lower("name")).filter(_name__in=names).values_list("pk", "name") if names else []
    asking = {one.unit for one in (*using, *called)}
    listed = Dependency.objects.visible_to(user).filter(provider__isnull=False, consumer__in=asking)
    found = sharing.suggested(using, called, like, listed.values_list("consumer", "provider"))
    sides = {pk for one in found for pk in (one.consumer, one.provider)}
    by_id = {unit.pk: unit for unit in seen.filter(pk__in=sides).only("id", "code", "name")} if sides else {}
    return [
        Offer(by_id[one.consumer], by_id[one.provider], one.kind, one.flows, one.because)
        for one in found
        if one.consumer in by_id and one.provider in by_id
    ]
