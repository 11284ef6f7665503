"""What several units have in common, and the dependencies that it suggests. Pure: works on rows as tuples."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from units.choices import AssetKind, DependencyKind
from units.words import folded

KIND_OF = {
    AssetKind.DATA: DependencyKind.DATA_FLOW,
    AssetKind.SYSTEM: DependencyKind.SERVICE,
    AssetKind.PEOPLE: DependencyKind.PEOPLE,
    AssetKind.FACILITY: DependencyKind.FACILITY,
    AssetKind.SUPPLIER: DependencyKind.SUPPLY_CHAIN,
}
# What goes by the same name in two units is the same thing; data and people seldom are.
SAME_THING = (AssetKind.SUPPLIER, AssetKind.SYSTEM, AssetKind.FACILITY)


class Use(NamedTuple):
    """A process of `unit` uses an asset that belongs to `owner`. Units are ids."""

    asset: str
    kind: str
    owner: int
    unit: int
    process: str


class Named(NamedTuple):
    """An asset as its unit names it. The unit is an id."""

    asset: str
    kind: str
    unit: int


@dataclass(frozen=True)
class Shared:
    """One thing that several units (ids, each once, in order) name or use."""

    name: str
    kind: str
    units: tuple[int, ...]


@dataclass(frozen=True)
class Suggested:
    """A dependency that is not listed yet; `kind` a DependencyKind, `because` a sentence without its full stop."""

    consumer: int
    provider: int
    kind: str
    flows: str
    because: str


def several(named: Iterable[Named], uses: Iterable[Use] = ()) -> list[Shared]:
    """Suppliers, systems and places that more than one unit names, and whatever another unit's process uses; what
    most have in common first."""
    found: dict[tuple[str, str], tuple[str, set[int]]] = {}
    for asset, kind, unit in named:
        if kind in SAME_THING:
            found.setdefault((folded(asset), kind), (asset, set()))[1].add(unit)
    for asset, kind, owner, unit, _ in uses:
        found.setdefault((folded(asset), kind), (asset, set()))[1].update((owner, unit))
    shared = [Shared(name, kind, tuple(sorted(units))) for (_, kind), (name, units) in found.items()]
    shared = [one for one in shared if len(one.units) > 1]
    return sorted(shared, key=lambda one: (-len(one.units), one.name.lower(), one.kind))


def suggested(
    uses: Iterable[Use],
    named: Iterable[Named],
    units: Iterable[tuple[int, str]],
    listed: Iterable[tuple[int, int]],
) -> list[Suggested]:
    """Dependencies not `listed` yet (consumer, provider): on the unit whose asset a process uses, and on a unit of
    ours that an asset is called like (`units` are id and name). One for each pair, the first reason that was found."""
    taken = set(listed)
    found: dict[tuple[int, int], Suggested] = {}
    for use in uses:
        because = f"{use.process} uses {use.asset}"
        _offer(found, taken, Suggested(use.unit, use.owner, KIND_OF[use.kind], use.asset, because))
    called = {folded(name): pk for pk, name in units}
    for asset, kind, unit in named:
        provider = called.get(folded(asset)) if folded(asset) else None
        if provider is not None and kind in SAME_THING:
            word = AssetKind(kind).label.lower()
            because = f"it names {asset} as a {word}"
            _offer(found, taken, Suggested(unit, provider, KIND_OF[kind], "", because))
    return list(found.values())


def _offer(found: dict, taken: set, one: Suggested) -> None:
    pair = (one.consumer, one.provider)
    if one.consumer != one.provider and pair not in taken:
        found.setdefault(pair, one)
