"""What one process does with a file, or with the inventory as a file, as JSON: `python -m bench.imports WHAT FILE`.

`web` times a file as the web does it, in a process that is warm. `ask` leaves it to a worker, `work` is that worker;
`csv` and `xlsx` hand the inventory out. These three tell how much memory the process took at most.
"""

import csv
import json
import random
import resource
import sys
import time
from pathlib import Path

from bench import words

HEADERS = (
    "code", "name", "kind", "parent", "status", "opened_on", "headcount", "annual_revenue", "strategic_importance",
    "exposure", "compliance_burden", "incident_history", "risk_appetite", "work_mode", "purpose", "security_view",
)  # fmt: skip


def write_file(path: Path, rows: int) -> None:
    """A sheet of new departments, children before their parents."""
    chance = random.Random(rows)
    lines = []
    for place in range(rows):
        function = chance.choice(words.FUNCTIONS)
        scales = [chance.randrange(1, 6) for _ in range(4)]
        lines.append(
            [
                f"IMP-{place}", f"{function} {chance.choice(words.PLACES)}", "team",
                f"IMP-{(place - 1) // 10}" if place else "", "active", f"{1950 + place % 70}-03-01",
                1 + place % 400, 1000 * (place % 900), *scales, "cautious", "hybrid",
                " ".join(chance.sample(words.AIMS, 2)), chance.choice(words.VIEWS),
            ]
        )  # fmt: skip
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([HEADERS, *reversed(lines)])


def web(path: Path) -> dict[str, float]:
    """Seconds to check the file for the preview, and to carry it out, which checks it again."""
    from desk.sheets import flow

    kind, record, by, at = _received(path)
    began = time.perf_counter()
    flow.check(kind, record, mapping=flow.mapping_of(kind, record, by), by=by, at=at)
    record.save()
    checked = time.perf_counter()
    flow.bring_in(kind, record, by=by, reason="Measured", at=at, seen=record.fingerprint)
    return {"check": checked - began, "apply": time.perf_counter() - checked, **record.outcome}


def ask(path: Path) -> dict[str, str]:
    """The file is to be checked; or brought in, where it was checked."""
    from desk.models import SheetImport
    from desk.sheets import flow, work

    record = SheetImport.objects.filter(file_name=path.name, state=SheetImport.State.CHECKED).last()
    if record is None:
        kind, record, by, at = _received(path)
        work.check(kind, record, mapping=flow.mapping_of(kind, record, by), by=by, at=at)
    else:
        from units.sheets.kind import UNITS

        by, at = record.uploaded_by, record.uploaded_at
        work.bring_in(UNITS, record, by=by, reason="Measured", at=at, seen=record.fingerprint)
    return {"asked": record.job.kind}


def work(path: Path) -> dict[str, float]:
    """What waits, done by this process as a worker does it."""
    from desk.models import Job
    from desk.tasks import work

    before, began = peak(), time.perf_counter()
    work()
    job = Job.objects.latest("pk")
    if job.state != "done":
        raise SystemExit(f"{job}: {job.state} {job.error}")
    return {"took": time.perf_counter() - began, "before": before, "peak": peak()}


def csv_out(path: Path, ending: str = "csv") -> dict[str, float]:
    """All departments, streamed: the most memory after the first thousand rows or so, and at the end."""
    from django.test import Client

    from accounts.models import User

    client = Client(HTTP_HOST="localhost")
    client.force_login(User.objects.filter(role="ciso").first())
    began, size, early = time.perf_counter(), 0, 0.0
    for piece in client.get(f"/units/export.{ending}"):
        size += len(piece)
        early = early or (peak() if size > 300_000 else 0.0)
    return {"took": time.perf_counter() - began, "size": size, "early": early, "peak": peak()}


def xlsx_out(path: Path) -> dict[str, float]:
    return csv_out(path, "xlsx")


def _received(path: Path):
    from django.utils import timezone

    from accounts.models import User
    from desk.sheets import flow
    from units.sheets.kind import UNITS

    by, at = User.objects.filter(role="ciso").first(), timezone.now()
    return UNITS, flow.receive(UNITS, path.read_bytes(), file_name=path.name, by=by, at=at), by, at


def peak() -> float:
    """The most megabytes this process ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


WHAT = {"web": web, "ask": ask, "work": work, "csv": csv_out, "xlsx": xlsx_out}

if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(WHAT[sys.argv[1]](Path(sys.argv[2])), default=str))
