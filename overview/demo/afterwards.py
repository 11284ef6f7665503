"""What changed in the value inventory after it was written down: things added, times corrected, fallbacks tried."""

from functools import partial

from overview.demo.stage import Event, Moment
from overview.demo.valuables import write_assets
from units.models import Dependency, Process

ADDED = (
    (29, "tomas.reyes", "Mentioned in passing", "MKT-BRD",
     ["Portal for large files", "system confidential 4", "", "Sam Oyelaran", "Took the place of open links."]),
    (20, "hanna.okafor", "Found while looking for something else", "RND-FW",
     ["Old signing laptop", "system restricted 4", "secrets", "Ellen Whitby", "In a drawer, the old key still on it."]),
    (2, "clara.whitfield", "Forgotten the first time", "MKT",
     ["Prize draw of the spring campaign", "data confidential 3", "customer,children", "Lucy Penhaligon",
      "38,000 entries so far, deleted in June."]),
)  # fmt: skip
# days, by, reason, unit, process, what it says now
CORRECTED = (
    (151, "hanna.okafor", "The promise was not true", "EXT-HEL", "Change of region", {"rto_hours": 2}),
    (112, "hanna.okafor", "Restore tried with the ledger: five hours", "IT-ERP", "Orders, stock and ledger",
     {"rto_hours": 6}),
    (49, "hanna.okafor", "Fourth test passed in forty minutes", "EXT-HEL", "Change of region", {"rto_hours": 1}),
    (11, "patrick.doyle", "The second yard needs longer to start again", "OPS-LOG", "Slot booking at the yard",
     {"rto_hours": 8}),
)  # fmt: skip
# days, by, consumer, provider
TRIED = (
    (49, "hanna.okafor", "SUB-FS", "EXT-HEL"),
    (44, "tomas.reyes", "CSV-CC", "IT-INF"),
    (26, "priya.nair", "FIN-TRS", "IT-INF"),
    (20, "priya.nair", "FIN-ACC", "IT-ERP"),
)


def events() -> list[Event]:
    return [
        *(Event(days, 13, by, reason, partial(write_assets, unit=unit, rows=[row]))
          for days, by, reason, unit, row in ADDED),
        *(Event(days, 13, by, reason, partial(correct, unit=unit, name=name, values=values))
          for days, by, reason, unit, name, values in CORRECTED),
        *(Event(days, 16, by, "Fallback tried", partial(try_fallback, consumer=consumer, provider=provider))
          for days, by, consumer, provider in TRIED),
    ]  # fmt: skip


def correct(now: Moment, unit: str, name: str, values: dict) -> None:
    process = Process.objects.get(unit=now.stage.units[unit], name=name)
    for field, value in values.items():
        setattr(process, field, value)
    process.save()


def try_fallback(now: Moment, consumer: str, provider: str) -> None:
    units = now.stage.units
    for dependency in Dependency.objects.filter(consumer=units[consumer], provider=units[provider]):
        dependency.fallback_tested_on = now.day
        dependency.save()
