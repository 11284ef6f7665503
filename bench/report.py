"""The figures as Markdown: one table a size, the whole installation, and how all of it was measured."""

import os
from collections.abc import Iterable

from bench.measure import Figures
from bench.pages import BARE_CREATE, BARE_EDIT, DIRECTORY, FLOOR
from bench.whole import Fact

CPU_GROWTH = 1.3
DIRECTORY_GROWTH = 1.3
PEOPLE = {
    1_000: 5_000,
    10_000: 50_000,
}  # in the directory, by departments; more departments have no more people
FACTS = ("what", "figure", "aim", "")
HEADERS = ("page", "p50 ms", "p95 ms", "× floor", "× admin", "queries", "KB", "CPU ms", "database ms", "aims")

HOW = """\
`make bench` writes this page. Everything is measured in one run on a machine with {cores} cores: the web server as in
production (gunicorn, 2 processes of 3 threads, DEBUG off) on the embedded PostgreSQL, made-up organisations of
{sizes} departments in a tree of five levels, five people in the directory for each (at most 50,000), three assets and
two processes for each of the first 10,000, one department with 200 assets, 100 processes and 50 people, and a record of
at least {entries:,} saves, at 10,000 departments 1,000,000.

- *Floor*: a bare Django view in the same server: one indexed query, 50 rows, a small template, no sign-in, no count.
  *Bare create* and *bare edit*: a view that writes one row and its version in a transaction and checks nothing.
  Pages count as multiples of the floor, create and edit as multiples of their bare write.
- *Admin*: Django's own admin on the same tables in the same server, with joins asked for and 50 rows a page; the record
  is its list of versions.
- *The map*: branches of 150 and 1,000 departments beside the smallest organisation, its data and pages like all others;
  in Chromium without a graphics card, the median of three visits, and frames while the mouse moves it for two seconds.
  50,000 dependencies between 10,000 departments: *computation* is processor time in one process that is warm.
- *As of a past day*: the page as the record stood half a year ago, beside the same page of today.
- Each page is asked {repeats} times after {warm} to warm up, in turn with all others, over one connection by a
  signed-in person. Queries leave out BEGIN, COMMIT and savepoints. KB is HTML, not compressed. CPU is that of the web
  processes.
- Read ratios, not milliseconds: these belong to the machine.
"""


def page_of(
    sizes: dict[int, list[Figures]],
    more: dict[int, list[str]],
    maps: tuple[list[Figures], list[Fact]],
    facts: list[Fact],
    *,
    warm,
    repeats,
    entries,
) -> str:
    listed = ", ".join(f"{size:,}" for size in sizes)
    parts = ["# Speed and size", HOW.format(
        cores=os.cpu_count(), sizes=listed, entries=entries, repeats=repeats, warm=warm
    )]  # fmt: skip
    for size, figures in sizes.items():
        parts += [f"## {size:,} departments", table(HEADERS, rows_of(figures)), "\n".join(more[size])]
    if len(sizes) > 1:
        parts += ["## Processor time as the inventory grows", growth(sizes)]
    if sizes.keys() >= PEOPLE.keys():
        parts += ["## The directory as it grows", directory_growth(sizes)]
    if any(maps):
        figures, seen = maps
        parts += ["## The map, and what follows from it", table(HEADERS, rows_of(figures))] if figures else []
        parts += [table(FACTS, map(_fact, seen))]
    parts += ["## The installation", table(FACTS, map(_fact, facts))]
    parts += ["Mail while workers, database and broker are killed: [faults.md](faults.md), by `make faults`."]
    return "\n\n".join(parts) + "\n"


def table(headers: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    headers = list(headers)
    lines = [headers, ["---", *["---:"] * (len(headers) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def rows_of(found: list[Figures]) -> Iterable[list[str]]:
    by_name = {figures.page.name: figures for figures in found}
    for figures in found:
        page = figures.page
        if not figures.times:
            yield [page.name, f"not measured: {figures.missing}", *[""] * (len(HEADERS) - 2)]
            continue
        floor, admin = by_name[page.beside], by_name.get(page.admin)
        yield [
            page.name,
            f"{figures.p50:.1f}",
            f"{figures.p95:.1f}",
            f"{figures.p50 / floor.p50:.2f}" if floor is not figures else "",
            f"{figures.p50 / admin.p50:.2f}" if admin and admin.times else "",
            "" if page.slow else str(figures.queries),
            f"{figures.size / 1000:.1f}",
            f"{figures.cpu_ms:.1f}",
            "" if page.slow else f"{figures.query_ms:.1f}",
            " ".join(aims(figures, floor)),
        ]


def aims(figures: Figures, floor: Figures) -> Iterable[str]:
    """Each aim of the page with whether it is met."""
    page = figures.page
    if page.ratio:
        yield f"{_mark(figures.p50 / floor.p50 <= page.ratio)} {page.ratio} ×"
    if page.queries:
        yield f"{_mark(figures.queries <= page.queries)} {page.queries} queries"
    if page.kilobytes:
        yield f"{_mark(figures.size <= page.kilobytes * 1000)} {page.kilobytes} KB"


def growth(sizes: dict[int, list[Figures]]) -> str:
    """CPU of each page at every size; the aim is about the largest against the smallest."""
    small, large = min(sizes), max(sizes)
    rows = []
    for place, first in enumerate(sizes[small]):
        at = [found[place] for found in sizes.values()]
        if first.page.name.startswith("admin") or first.page.slow or not all(figures.times for figures in at):
            continue
        ratio = at[-1].cpu_ms / at[0].cpu_ms
        mark = (
            ""
            if first.page.name in (FLOOR, BARE_CREATE, BARE_EDIT)
            else f"{_mark(ratio <= CPU_GROWTH)} {CPU_GROWTH} ×"
        )
        rows.append([first.page.name, *(f"{figures.cpu_ms:.1f}" for figures in at), f"{ratio:.2f}", mark])
    headers = ["page, CPU ms", *(f"{size:,}" for size in sizes), f"{large:,} / {small:,}", "aim"]
    return table(headers, rows)


def directory_growth(sizes: dict[int, list[Figures]]) -> str:
    """Time of each page of the directory with 50,000 people against 5,000."""
    small, large = PEOPLE
    rows = []
    for place, first in enumerate(sizes[small]):
        later = sizes[large][place]
        # A deep page lies deeper where there are more people, so that its name says another number.
        if first.page.name.startswith(DIRECTORY.split(",")[0]) and first.times and later.times:
            ratio = later.p50 / first.p50
            rows.append(
                [first.page.name, f"{first.p50:.1f}", f"{later.p50:.1f}", f"{ratio:.2f}",
                 f"{_mark(ratio <= DIRECTORY_GROWTH)} {DIRECTORY_GROWTH} ×"]
            )  # fmt: skip
    headers = ["page, p50 ms", *(f"{number:,} people" for number in PEOPLE.values()), "ratio", "aim"]
    return table(headers, rows)


def _fact(fact: Fact) -> list[str]:
    figure = f"{fact.value:.2f} {fact.unit}" if fact.unit == "s" else f"{fact.value:.0f} {fact.unit}"
    if fact.aim is None:
        return [fact.what, figure, "", ""]
    met = fact.value >= fact.aim if fact.least else fact.value <= fact.aim
    return [fact.what, figure, f"{'≥' if fact.least else '≤'} {fact.aim:g} {fact.unit}", _mark(met)]


def _mark(met: bool) -> str:
    return "✓" if met else "✗"
