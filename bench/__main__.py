"""`python -m bench [--quick] [--sizes 10000] [--reuse]`: measures, prints the tables, writes bench/results.md."""

import argparse
import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
os.environ.setdefault("SRRM_VAR", str(HERE.parent / "var" / "bench"))

from bench import maps, report, whole  # noqa: E402
from bench.measure import measure, throughput  # noqa: E402
from bench.organisation import ENTRIES, oldest_key, rows_per_role  # noqa: E402
from bench.pages import pages  # noqa: E402
from bench.servers import Databases, Web, run  # noqa: E402

SIZES = (1_000, 10_000, 100_000)
TOGETHER = ("floor", "list, page 1", "department page", "search")


def main() -> None:
    asked = arguments()
    databases = Databases()
    run("manage.py", "collectstatic", "--noinput", "--verbosity", "0")
    found, more, facts = {}, {}, [] if asked.only else whole.installation(databases)
    drawn: tuple[list, list] = ([], [])
    for size in asked.sizes:
        made = f"bench_{size}"
        if not (asked.reuse and databases.exists(made) and up_to_date(made)):
            say(f"Making an organisation of {size:,} departments …")
            build(databases, made, size)
        say(f"Measuring at {size:,} …")
        databases.copy(made, "bench")
        found[size], extra, lines = one_size(databases, size, asked)
        more[size] = lines
        facts += extra
        if size == 10_000 and not asked.only:
            facts += whole.imports(databases, made)
            facts += whole.reviews(databases, made)
        if not asked.only or "map" in asked.only.split(","):
            measure_map(databases, size, made, drawn, repeats=asked.repeats)
    text = report.page_of(found, more, drawn, facts, warm=asked.warm, repeats=asked.repeats, entries=ENTRIES)
    print(text)
    if not asked.only and not asked.quick:
        (HERE / "results.md").write_text(text)


def one_size(databases: Databases, size: int, asked):
    rows = rows_per_role(databases, "bench")
    chosen = [page for page in pages(size, oldest_key(databases, "bench")) if wanted(page.name, asked.only)]
    with Web("bench") as web:
        found = measure(web, chosen, rows, warm=asked.warm, repeats=asked.repeats)
        by_name = {figures.page.name: figures for figures in found}
        lines = [
            f"- Four people at once, {name}: {throughput(web, by_name[name].page, rows['ciso'][0]):.0f} a second"
            for name in TOGETHER
            if name in by_name and by_name[name].times
        ]
        memory = max(web.memory())
    return found, [whole.Fact(f"memory of a web process after this, at {size:,}", memory, "MB", 110)], lines


def measure_map(
    databases: Databases, size: int, made: str, drawn: tuple[list, list], *, repeats: int
) -> None:
    say(f"Measuring the map beside {size:,} …")
    if size == SIZES[0]:
        figures, seen = maps.small_and_large(databases, made, repeats=repeats)
        drawn[0].extend(figures)
        drawn[1].extend(seen)
    if size == 10_000:
        drawn[1].extend(maps.everywhere(databases, made))


def wanted(name: str, only: str) -> bool:
    return (
        not only
        or name in ("floor", "bare create", "bare edit")
        or any(part in name for part in only.split(","))
    )


def up_to_date(name: str) -> bool:
    try:
        run("manage.py", "migrate", "--check", database=name)
    except RuntimeError:
        return False
    return True


def build(databases: Databases, name: str, size: int) -> None:
    databases.drop(name)
    run("manage.py", "migrate", "--verbosity", "0", database=name)
    run("-m", "bench.fill", str(size), database=name)


def arguments():
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="1,000 and 10,000 only, few repetitions, writes no file"
    )
    parser.add_argument("--sizes", type=int, nargs="+", help="numbers of departments")
    parser.add_argument("--reuse", action="store_true", help="take organisations made by an earlier run")
    parser.add_argument("--only", default="", help="pages whose name holds one of these, separated by commas")
    parser.add_argument("--repeats", type=int)
    asked = parser.parse_args()
    asked.sizes = asked.sizes or (SIZES[:2] if asked.quick else SIZES)
    asked.warm = 4 if asked.quick else 10
    asked.repeats = asked.repeats or (15 if asked.quick else 60)
    return asked


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
