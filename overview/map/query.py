"""What the address of the map asks for, within what its user may see. The conditions are those of the list of
departments, less what the reader may not know."""

from dataclasses import dataclass

from common.lists import GRAMMAR, page_number
from overview.map.layout import FLOW, LAYOUTS
from overview.map.network import readable
from units.choices import DependencyKind
from units.filters import UnitFilter
from units.lists import UnitList

PICTURE, UNITS, LINES = "picture", "departments", "dependencies"
KIND, SAME, NEEDED = "kind", "same", "needed"
OWN = frozenset({"open", "shut", "colour", "size", "layout", "least", "flow", "find", "tall"})
PAST_IS_ELSEWHERE = (
    "The map shows today. What was known on a past day stands in the history of each department."
)
LONGEST_FIND = 200
MOST_BRANCHES = 500


class MapFilter(UnitFilter):
    """By words one narrows only where one may read what they are looked for in: the purpose is among it."""

    ABOUT = UnitFilter.ABOUT | {
        "q": "purpose", "risk": "risk_level", "risk_known": "risk_level", "incomplete": "purpose",
        "mine": "purpose", "owner": "purpose", "person": "purpose", "obligation": "purpose",
        "headcount_min": "headcount", "headcount_max": "headcount", "revenue_min": "annual_revenue",
        "revenue_max": "annual_revenue", "work_mode": "work_mode", "risk_appetite": "risk_appetite",
        "closed_after": "closed_on", "opened_after": "opened_on",
    }  # fmt: skip


@dataclass
class Wish:
    """How the picture is to look. `least` is 0 where it is left to the picture."""

    view: str
    layout: str
    colour: str
    size: str
    least: int
    flow: list[str]
    opened: list[str]
    shut: list[str]
    find: str
    tall: bool
    page: int
    sort: str
    problems: list[str]


class MapQuery(UnitList):
    """One request to the map. Rows, chips and sentences come about as in the list of departments."""

    query: Wish
    filter_class = MapFilter

    def read(self, params) -> Wish:
        self.facts = readable(self.hidden)
        return read(params, self.facts, self.filter_class.names_for(self.user))

    def everything(self):
        return super().everything().current()


def read(params, facts: tuple[str, ...], filters: set[str]) -> Wish:
    """Reads the address; what is unknown is named and left out."""
    problems = [
        f"“{name[:40]}” is not something the map can be narrowed by; it was left out."
        for name in params
        if name not in GRAMMAR and name not in OWN and name not in filters
    ]

    def one_of(name: str, allowed, usual: str) -> str:
        asked = params.get(name) or usual
        if asked in allowed:
            return asked
        problems.append(f"The map knows no {name} “{asked[:40]}”; it is shown as usual.")
        return usual

    colours = (*(fact for fact in facts if fact != "people"), KIND)
    sizes = (*facts, NEEDED, SAME)
    flow = [kind for kind in params.getlist("flow") if kind in DependencyKind.values]
    if unknown := [kind for kind in params.getlist("flow") if kind and kind not in DependencyKind.values]:
        problems.append(f"There is no kind of dependency “{unknown[0][:40]}”; it was left out.")
    return Wish(
        view=one_of("view", (PICTURE, UNITS, LINES), PICTURE),
        layout=one_of("layout", LAYOUTS, FLOW),
        colour=one_of("colour", colours, colours[0]),
        size=one_of("size", sizes, "people" if "people" in facts else NEEDED),
        least=int(one_of("least", ("0", "1", "2", "3", "4", "5"), "0")),
        flow=flow,
        opened=params.getlist("open")[:MOST_BRANCHES],
        shut=params.getlist("shut")[:MOST_BRANCHES],
        find=params.get("find", "").replace("\0", " ")[:LONGEST_FIND].strip(),
        tall=params.get("tall") == "1",
        page=page_number(params, problems),
        sort=params.get("sort", ""),
        problems=problems,
    )
