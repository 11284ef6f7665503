"""Times one import inside a process that is warm, as the web does it: `python -m bench.imports ROWS FILE`."""

import csv
import json
import random
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


def bring_in(path: Path) -> dict[str, float]:
    """Seconds to check the file for the preview, and to carry it out, which checks it again."""
    import django

    django.setup()

    from django.utils import timezone

    from accounts.models import User
    from desk.sheets import flow
    from units.sheets.kind import UNITS

    by = User.objects.filter(role="ciso").first()
    began = time.perf_counter()
    record = flow.receive(UNITS, path.read_bytes(), file_name=path.name, by=by, at=timezone.now())
    flow.check(UNITS, record, mapping=flow.mapping_of(UNITS, record, by), by=by, at=timezone.now())
    record.save()
    checked = time.perf_counter()
    flow.bring_in(UNITS, record, by=by, reason="Measured", at=timezone.now(), seen=record.fingerprint)
    return {"check": checked - began, "apply": time.perf_counter() - checked, **record.outcome}


if __name__ == "__main__":
    write_file(Path(sys.argv[2]), int(sys.argv[1])) if len(sys.argv) > 2 else None
    print(json.dumps(bring_in(Path(sys.argv[-1])), default=str))
