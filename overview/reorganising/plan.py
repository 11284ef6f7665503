"""What a reorganisation is going to do, as it is kept until its day. Pure: no database, no clock."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from units.shares import Thing

# To whom something goes: a department of the inventory, one that is made on the day, nobody, or it stays where it is.
STAY, NOBODY = "stay", "none"


def to_unit(pk: int) -> str:
    return f"u:{pk}"


def to_new(index: int) -> str:
    return f"n:{index}"


@dataclass(frozen=True)
class New:
    """A department that does not exist yet."""

    code: str
    name: str


@dataclass
class Share:
    """Who gets what of one department: all of it, a kind of thing, one by one. Places as above."""

    rest: str = ""
    by_thing: dict[str, str] = field(default_factory=dict)
    singly: dict[str, str] = field(default_factory=dict)  # "assets:7"

    def of(self, thing: Thing, pk: int | None = None) -> str:
        one = self.singly.get(f"{thing}:{pk}") if pk is not None else None
        return one or self.by_thing.get(thing) or self.rest


@dataclass
class Plan:
    """`units` are those it happens to, `heirs` those of the inventory that come after them. `parent` is where what
    moves or is new belongs. `shares` by the id of a unit."""

    units: list[int] = field(default_factory=list)
    heirs: list[int] = field(default_factory=list)
    new: list[New] = field(default_factory=list)
    outside: str = ""
    stays: bool = False
    parent: int | None = None
    name: str = ""
    code: str = ""
    leader: int | None = None
    access: bool = False
    shares: dict[int, Share] = field(default_factory=dict)

    @property
    def places(self) -> list[str]:
        """Everybody who can get something."""
        return [*map(to_unit, self.heirs), *map(to_new, range(len(self.new)))]

    @property
    def touched(self) -> set[int]:
        return {*self.units, *self.heirs}

    def share_of(self, unit: int) -> Share:
        """What was said; else the one heir gets everything, a department that goes on keeps it, and what nobody takes
        over ends."""
        said = self.shares.get(unit)
        if said is not None and said.rest:
            return said
        rest = STAY if self.stays else self.places[0] if len(self.places) == 1 else NOBODY
        return Share(rest, said.by_thing, said.singly) if said else Share(rest)

    def as_json(self) -> dict:
        return asdict(self) | {
            "shares": {str(pk): asdict(share) for pk, share in self.shares.items()},
            "touches": sorted(self.touched),
        }


def plan_of(data: Mapping) -> Plan:
    """The plan kept as JSON."""
    names = Plan.__dataclass_fields__
    kept = {name: value for name, value in data.items() if name in names}
    kept["new"] = [New(**one) for one in kept.get("new", ())]
    kept["shares"] = {int(pk): Share(**one) for pk, one in kept.get("shares", {}).items()}
    return Plan(**kept)
