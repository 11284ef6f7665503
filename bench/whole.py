"""What belongs to the installation and not to one page: cold start, migrations, memory, imports."""

import json
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from bench.imports import write_file
from bench.servers import ROOT, VAR, Databases, Web, Worker, environment, run

PRODUCT = "srrm.settings"


@dataclass
class Fact:
    """One figure with what it aims at, at most or (`least`) at least; nothing where it has no aim."""

    what: str
    value: float
    unit: str
    aim: float | None = None
    least: bool = False


def installation(databases: Databases) -> list[Fact]:
    """Of the product as it is, without anything the bench adds, on a database of its own."""
    databases.drop("srrm")
    facts = [
        Fact(
            "migrate on an empty database",
            run("manage.py", "migrate", "--verbosity", "0", settings=PRODUCT),
            "s",
            20,
        )
    ]
    run("manage.py", "collectstatic", "--noinput", "--verbosity", "0", settings=PRODUCT)
    for what, path in (("the sign-in page", "/accounts/login/"), ("/healthz/", "/healthz/")):
        with Web(settings=PRODUCT, ready=path) as web:
            facts.append(
                Fact(f"from starting the server to the first 200 of {what}", web.first_answer, "s", 2.5)
            )
    with Worker() as worker:
        time.sleep(6)
        parent, *pool = worker.memory()
        facts.append(Fact("memory of the background worker, its main process", parent, "MB", 110))
        facts += [
            Fact("memory of the background worker, the process that does the tasks", used, "MB", 110)
            for used in pool
        ]
    return facts


IMPORT_AIMS = {1_000: 1.5, 10_000: 13.0}
ROWS_A_SECOND = 2_000
LONG_FILE = 100_000


def imports(databases: Databases, source: str) -> list[Fact]:
    """Bringing in files of new departments: by hand on the command line, what the web does with one, and a worker."""
    facts = []
    for rows, aim in IMPORT_AIMS.items():
        path = VAR / f"import-{rows}.csv"
        write_file(path, rows)
        databases.copy(source, "bench_import")
        began = time.perf_counter()
        run("manage.py", "import_units", str(path), database="bench_import")
        facts.append(
            Fact(f"import of {rows:,} new rows, the whole command", time.perf_counter() - began, "s", aim)
        )
        again = run("manage.py", "import_units", str(path), database="bench_import")
        facts.append(Fact(f"the same {rows:,} rows again, nothing changed", again, "s", aim))
        databases.copy(source, "bench_import")
        took = in_process("web", path)
        for what, seconds in (("the preview", took["check"]), ("carried out", took["apply"])):
            facts.append(Fact(f"import of {rows:,} new rows on the web: {what}", seconds, "s", aim))
            if rows == max(IMPORT_AIMS):
                speed = Fact(
                    f"the same, {what}, rows a second", rows / seconds, "", ROWS_A_SECOND, least=True
                )
                facts.append(speed)
    facts += long_file(databases, source)
    databases.drop("bench_import")
    return facts


def long_file(databases: Databases, source: str) -> list[Fact]:
    """A file that a worker checks and brings in, each in a process of its own; then everything as a file."""
    path, facts = VAR / f"import-{LONG_FILE}.csv", []
    write_file(path, LONG_FILE)
    databases.copy(source, "bench_import")
    for what in ("checking", "bringing in"):
        in_process("ask", path)
        took = in_process("work", path)
        facts += [
            Fact(f"a worker {what} a file of {LONG_FILE:,} new rows", took["took"], "s"),
            Fact("the most memory it took for that", took["peak"], "MB", 300),
        ]
    for ending, name in (("csv", "CSV"), ("xlsx", "an Excel workbook")):
        took = in_process(ending, path)
        grown = took["peak"] - took["early"]
        facts += [
            Fact(f"more than {LONG_FILE:,} departments handed out as {name}", took["took"], "s"),
            Fact("how much memory grew from the first thousand rows to the last", grown, "MB", 10),
        ]
    return facts


def in_process(what: str, path: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.imports", what, str(path)]
    done = subprocess.run(
        command, cwd=ROOT, env=environment("bench_import"), stdout=subprocess.PIPE, text=True, check=True
    )
    return json.loads(done.stdout.splitlines()[-1])


def reviews(databases: Databases, source: str) -> list[Fact]:
    """A review of every department of an organisation, from the rehearsal to the summary."""
    databases.copy(source, "bench_review")
    command = [sys.executable, "-m", "bench.reviews"]
    done = subprocess.run(
        command, cwd=ROOT, env=environment("bench_review"), stdout=subprocess.PIPE, text=True, check=True
    )
    databases.drop("bench_review")
    took = json.loads(done.stdout)
    asked = f"{took['departments']:,} departments"
    return [
        Fact(f"rehearsing a review of {asked}", took["rehearsing"], "s", 5),
        Fact(f"opening it, {took['mails']:,} mails written", took["opening"], "s", 20),
        Fact("a page in the middle of its board", took["board"] * 1000, "ms", 150),
        Fact("closing it, the summary set and frozen", took["closing"], "s", 30),
    ]
