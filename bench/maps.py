"""The map and what follows from it: its data and its picture at 150 and 1,000 departments, who is hit next and what is
left to settle at 10,000 departments and 50,000 dependencies."""

import json
import subprocess
import sys
from collections.abc import Callable

from bench import browser
from bench.client import Client
from bench.measure import Figures, measure
from bench.pages import FLOOR, MAP, NOBODY, Ask, Page, Row, at
from bench.servers import ROOT, Databases, Web, environment, run
from bench.whole import Fact

SMALL, LARGE, EVERYWHERE = (150, 450), (1_000, 3_000), 50_000
PICTURE, FRAMES = 1.5, 30.0  # seconds until the first, and how many a second, for the small one
MEASURED = "bench_map"


def small_and_large(databases: Databases, source: str, *, repeats: int) -> tuple[list[Figures], list[Fact]]:
    """Beside the floor, on the same server; then in the browser."""
    databases.copy(source, MEASURED)
    for units, links in (SMALL, LARGE):
        run("-m", "bench.network", f"NET{units}", str(units), str(links), database=MEASURED)
    with Web(MEASURED) as web:
        rows = {"ciso": [Row(0, "")]}
        found = measure(web, _pages(), rows, warm=4, repeats=repeats)
        seen = browser.look(
            web.port, {_size(*size): f"below=NET{size[0]}&open=all" for size in (SMALL, LARGE)}
        )
    databases.drop(MEASURED)
    return found, list(_seen(seen))


def _size(units: int, links: int) -> str:
    return f"{units:,} departments, {links:,} dependencies"


def _pages() -> list[Page]:
    pages = [Page(FLOOR, at("/floor/"), role=NOBODY)]
    for units, links in (SMALL, LARGE):
        whole, size = f"/map/data.json?below=NET{units}&open=all", _size(units, links)
        pages.append(Page(f"{size}: the data, all open", at(whole), ratio=MAP, queries=7))
        pages.append(Page(f"{size}: the same after a change", _anew(whole), queries=7))
    folded = f"?below=NET{LARGE[0]}"
    return [
        *pages,
        Page(f"{_size(*LARGE)}: the data, folded", at(f"/map/data.json{folded}"), ratio=MAP, queries=7),
        Page(f"{_size(*LARGE)}: the page", at(f"/map/{folded}"), queries=8),
        Page(f"{_size(*LARGE)}: who is hit next", at(f"/units/NET{LARGE[0]}-1/impact/"), queries=22),
    ]


def _anew(path: str) -> Callable[[Client, Row, int], Ask]:
    """Asked each time in an address of its own, so that what was told before does not serve."""
    return lambda client, row, number: Ask(f"{path}&page={number}")


def _seen(seen: dict[str, tuple[float, float]]):
    aims = {_size(*SMALL): (PICTURE, FRAMES)}
    for name, (first, frames) in seen.items():
        picture, least = aims.get(name, (None, None))
        yield Fact(f"{name}, all open in Chromium: until the first picture", first, "s", picture)
        yield Fact(f"{name}, all open in Chromium: while it is moved", frames, "frames/s", least, least=True)


def everywhere(databases: Databases, source: str) -> list[Fact]:
    """What a large organisation costs: computation, and how long somebody waits."""
    databases.copy(source, MEASURED)
    run("-m", "bench.network", "all", str(EVERYWHERE), database=MEASURED)
    took = in_process(MEASURED)
    size = took.pop("size")
    of = f"{size['units']:,} open departments, {size['links']:,} dependencies between them"
    with Web(MEASURED) as web:
        page = [Page("map", at("/map/data.json"))]
        [first] = measure(web, page, {"ciso": [Row(0, "")]}, warm=0, repeats=1)
        [again] = measure(web, page, {"ciso": [Row(0, "")]}, warm=1, repeats=5)
    databases.drop(MEASURED)
    return [
        Fact(f"{of}: who is hit next ({size['hit']:,}), computation", took["radius"]["cpu"], "s", 0.25),
        Fact("… reading the dependencies", took["links"]["wall"], "s"),
        Fact("… all rules about gaps, computation", took["rules"]["cpu"], "s", 2),
        Fact("… with reading their facts, computation", took["gaps"]["cpu"], "s", 2),
        Fact("… with reading their facts, until they are there", took["gaps"]["wall"], "s"),
        Fact("… the map, folded, the first time", first.p50 / 1000, "s", 2),
        Fact("… the map, folded, again", again.p50 / 1000, "s", 2),
    ]


def in_process(database: str) -> dict[str, dict[str, float]]:
    done = subprocess.run(
        [sys.executable, "-m", "bench.reach"],
        cwd=ROOT, env=environment(database), stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    return json.loads(done.stdout)
