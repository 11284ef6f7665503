"""What is said of each department that is hit: what it needs of whom, what it falls back on, how bad it gets."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from accounts.audiences import may_read
from overview.impact.reach import wave_of
from units.choices import DependencyKind, Harm
from units.graph import Reached
from units.hours import say_hours
from units.impact import WORDS
from units.models import Dependency, ProcessAsset, Unit, UnitObligation

# What a consumer says of a provider: of the department that is hit itself, and of any other.
SAYS = {
    DependencyKind.DATA_FLOW: ("gets data from it", "gets data from {}"),
    DependencyKind.SERVICE: ("runs on it", "runs on {}"),
    DependencyKind.PROCESS: ("needs its work", "needs the work of {}"),
    DependencyKind.PEOPLE: ("needs its people", "needs people of {}"),
    DependencyKind.FACILITY: ("works on its premises", "works on premises of {}"),
    DependencyKind.SUPPLY_CHAIN: ("is supplied by it", "is supplied by {}"),
}
ROWS = (
    "consumer", "provider", "kind", "flows", "criticality", "fallback", "fallback_tested_on",
    "consumer_confirmed_at", "provider_confirmed_at",
)  # fmt: skip
UNIT = ("id", "code", "name", "kind", "status")
MOST_BOUND = 8


@dataclass(frozen=True)
class Needs:
    """The dependency by which it is felt first, as far as the reader may know it."""

    says: str
    flows: str = ""
    fallback: str = ""
    tested: bool = False
    tested_on: date | None = None
    unconfirmed: str = ""


@dataclass(frozen=True)
class Hit:
    """One department that is reached, and how. `page`: the reader may open it."""

    unit: Unit
    reached: Reached
    needs: Needs
    via: str
    harm: str = ""
    page: bool = False

    @property
    def wave(self) -> str:
        return wave_of(self.reached.after)


@dataclass(frozen=True)
class Wave:
    name: str
    mark: str
    hits: list[Hit] = field(default_factory=list)


def waves(hits: Iterable[Hit]) -> list[Wave]:
    """Those hit, in groups by when they feel it."""
    found: dict[str, Wave] = {}
    for one in hits:
        mark = "mk-harm" if one.reached.after <= 4 else "mk-half" if one.reached.after <= 24 else ""
        found.setdefault(one.wave, Wave(one.wave, mark)).hits.append(one)
    return list(found.values())


@dataclass(frozen=True)
class Reader:
    """What of dependencies and units a person may read here. `own`: ids of the units a head sees; None for all."""

    user: object
    own: frozenset[int] | None

    @classmethod
    def of(cls, user) -> "Reader":
        if user.has_perm("units.view_every_unit"):
            return cls(user, None)
        return cls(user, frozenset(Unit.objects.visible_to(user).values_list("pk", flat=True)))

    def sees(self, unit_id: int) -> bool:
        return self.own is None or unit_id in self.own

    def opens(self, unit_id: int) -> bool:
        return self.user.has_perm("overview.view_department") and self.sees(unit_id)

    def reads(self, model, name: str) -> bool:
        return may_read(self.user, model, name)


def named(ids: Collection[int]) -> dict[int, Unit]:
    rows = Unit.objects.filter(pk__in=ids).select_related("owner", "owner_cover")
    return rows.only(
        *UNIT, "worst_impact", "worst_after", "owner", "owner_cover", "cover_from", "cover_until",
        "owner__name", "owner__email", "owner_cover__name", "owner_cover__email",
    ).in_bulk()  # fmt: skip


def needed(reached: Iterable[Reached]) -> dict[tuple[int, int], Dependency]:
    """Of each pair by which something is felt the dependency that counts: the most critical one."""
    pairs = {(one.via.consumer, one.via.provider) for one in reached}
    if not pairs:
        return {}
    consumers, providers = zip(*pairs, strict=True)
    rows = Dependency.objects.filter(consumer__in=set(consumers), provider__in=set(providers)).only(*ROWS)
    found: dict[tuple[int, int], Dependency] = {}
    for row in rows.order_by("pk"):
        pair = (row.consumer_id, row.provider_id)
        if pair in pairs and (pair not in found or _weight(found[pair]) < _weight(row)):
            found[pair] = row
    return found


def _weight(row: Dependency) -> int:
    return row.criticality or 3


def hits(
    reached: Iterable[Reached], start: Unit, units: dict[int, Unit], rows: dict, reader: Reader
) -> list[Hit]:
    return [_hit(one, start, units, rows, reader) for one in reached if one.unit in units]


def _hit(one: Reached, start: Unit, units, rows, reader: Reader) -> Hit:
    row = rows.get((one.via.consumer, one.via.provider))
    # Seen from the department: downstream its provider is what failed, upstream it is the consumer that feels it.
    other = one.via.provider if one.via.consumer == one.unit else one.via.consumer
    via = "" if other == start.pk else units[other].name if other in units else ""
    needs = _needs(row, via, units, start, reader) if row else Needs("needs it")
    unit = units[one.unit]
    return Hit(unit, one, needs, via, _harm(one, unit, reader), reader.opens(one.unit))


def _needs(row: Dependency, via: str, units, start: Unit, reader: Reader) -> Needs:
    of_it, of_other = SAYS[row.kind]
    says = of_other.format(via) if via else of_it
    flows = row.flows if reader.reads(Dependency, "flows") else ""
    tested = reader.reads(Dependency, "fallback_tested_on")
    unconfirmed = ""
    if reader.reads(Dependency, "consumer_confirmed_at"):
        unconfirmed = _unconfirmed(row, units, start)
    return Needs(says, flows, row.fallback, tested, row.fallback_tested_on if tested else None, unconfirmed)


def _unconfirmed(row: Dependency, units, start: Unit) -> str:
    if row.consumer_confirmed_at and row.provider_confirmed_at:
        return ""
    if not row.consumer_confirmed_at and not row.provider_confirmed_at:
        return "either side"
    silent = row.consumer_id if row.provider_confirmed_at else row.provider_id
    return start.name if silent == start.pk else units[silent].name if silent in units else "the other side"


def _harm(one: Reached, unit: Unit, reader: Reader) -> str:
    """How bad it gets there and when: what is felt after so long does its worst so much later."""
    if not reader.sees(unit.pk) or not reader.reads(Unit, "worst_impact"):
        return ""
    if unit.worst_impact is None or unit.worst_after is None or unit.worst_impact < Harm.SERIOUS:
        return ""
    return f"{WORDS[unit.worst_impact]} after {say_hours(_rounded(one.after + unit.worst_after))}"


def _rounded(hours: int) -> int:
    """Beyond two days in whole days: nobody counts 340 hours."""
    return hours if hours <= 48 else hours // 24 * 24


@dataclass(frozen=True)
class Bound:
    """An obligation, and the departments it binds among those touched."""

    name: str
    units: list[str]


@dataclass(frozen=True)
class SharedThing:
    """Something of the department that processes of others use."""

    asset: str
    users: list[str]


def shared_things(start: Unit, reader: Reader) -> list[SharedThing]:
    if not reader.reads(ProcessAsset, "asset") or not reader.user.has_perm("units.view_unit"):
        return []
    rows = ProcessAsset.objects.visible_to(reader.user).filter(asset__unit=start).exclude(unit=start)
    rows = rows.order_by("asset__name", "unit__name").values_list("asset__name", "unit__name").distinct()
    found: dict[str, list[str]] = {}
    for asset, user in rows[:200]:
        found.setdefault(asset, []).append(user)
    return [SharedThing(*one) for one in found.items()]


def obligations(units: Collection[int], reader: Reader) -> list[Bound]:
    """What binds the departments touched; the obligation that binds most of them first."""
    if not reader.user.has_perm("units.view_unit"):
        return []
    rows = UnitObligation.objects.visible_to(reader.user).filter(unit__in=units).order_by("unit__name")
    found: dict[str, list[str]] = {}
    for name, unit in rows.values_list("obligation__name", "unit__name"):
        found.setdefault(name, []).append(unit)
    bound = [Bound(*one) for one in found.items()]
    return sorted(bound, key=lambda one: (-len(one.units), one.name.lower()))[:MOST_BOUND]
