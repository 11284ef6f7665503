"""Processes as rows of text: a line for each kind of harm, one where none is said; what it uses, as its reader sees."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

from common.sheets.columns import Column
from units.models import Impact, Process, ProcessAsset, Unit
from units.sheets.columns_value import BUCKETS, FIELDS
from units.sheets.used_assets import cell_of

CHUNK = 1_000


def rows_of(processes, columns: Sequence[Column], *, by) -> Iterator[list[str]]:
    """The cells of every process of the queryset, some hundred read at a time."""
    found = processes.select_related("unit").iterator(chunk_size=CHUNK)
    while chunk := list(islice(found, CHUNK)):
        ids = [process.pk for process in chunk]
        used, harms = _used(ids, by), _harms(ids)
        for process in chunk:
            for category, answers in (harms.get(process.pk) or {"": {}}).items():
                said = {"category": category, "assets": used.get(process.pk, ""), "unit": process.unit.code}
                yield [_cell(process, column, said, answers) for column in columns]


def _cell(process: Process, column: Column, said: dict, answers: dict[int, int]) -> str:
    if column.name in said:
        return said[column.name]
    if column.name in BUCKETS:
        return column.show(answers.get(BUCKETS[column.name]))
    return column.show(getattr(process, FIELDS.get(column.name, column.name)))


def _used(ids: list[int], by) -> dict[int, str]:
    """Another department's asset is known by name to whoever sees the process, its code to whoever sees that."""
    seen = None
    if not by.has_perm("units.view_every_unit"):
        seen = set(Unit.objects.visible_to(by).values_list("pk", flat=True))
    found = defaultdict(list)
    uses = ProcessAsset.objects.filter(process__in=ids).select_related("asset__unit")  # unscoped: of the list
    for use in uses.order_by("asset__name", "asset"):
        unit = use.asset.unit
        own = unit.pk == use.unit_id or (seen is not None and unit.pk not in seen)
        found[use.process_id].append((use.asset.name, unit.code, own))
    return {process: cell_of(names) for process, names in found.items()}


def _harms(ids: list[int]) -> dict[int, dict[str, dict[int, int]]]:
    found: dict = defaultdict(lambda: defaultdict(dict))
    rows = Impact.objects.filter(process__in=ids).order_by("category", "bucket")  # unscoped: of the list
    for process, category, bucket, severity in rows.values_list("process", "category", "bucket", "severity"):
        found[process][category][bucket] = severity
    return found
