"""Processes with their business impact as a kind of sheet."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db import connection

from common.history import bulk
from common.sheets.columns import Column
from common.sheets.plan import Plan, Planner
from desk.sheets.kinds import Kind
from units.actions.impact import settle
from units.models import Impact, Process, ProcessAsset
from units.sheets import closing
from units.sheets.assets import value_pages
from units.sheets.columns_value import PROCESSES
from units.sheets.processes_plan import ProcessPlanner, ProcessRow
from units.sheets.things import missing


class ProcessSheet(Kind):
    name = "processes"
    url = "processes_import"
    permission = "units.import_value"
    command = "import_processes"

    one, many = "process", "processes"
    list_label = "Processes"
    list_url, export_url = "processes", "processes_export_csv"
    title = "Bring processes in"
    advice = (
        "One column says which department, by its code or its name, one what the process is called: together they "
        "tell which one a line is about. "
        "Several lines of one process give several kinds of harm.",
        "Times are written as 4 h, 2 days or 1 week.",
        "How bad it gets: a kind of harm and one column for each time, “4 hours” to “1 month”, with 0 to 4; or a kind "
        "of harm, how bad, and from when. A kind of harm that no line names stays as it is.",
        "Assets are named by name, with semicolons between them; another department’s as “Name (CODE)”.",
        "A column that is not in the file changes nothing, and nothing is removed because a file does not name it.",
    )

    ending = closing.PROCESSES_ENDING

    def columns_for(self, user) -> list[Column]:
        return list(PROCESSES)

    def missing(self, targets: set[str]) -> list[str]:
        return missing(targets, "process")

    def planner(self, sheet, mapping, *, by) -> Planner:
        return ProcessPlanner(sheet, mapping, by=by)

    def hold_back(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE units_process, units_processasset, units_impact IN EXCLUSIVE MODE")

    def write(self, plans: Iterable[Plan], planner: Planner) -> None:
        hurt: set[int] = set()
        for plan in plans:
            rows: list[ProcessRow] = [*plan.created, *plan.changed]
            bulk.give_ids([row.process for row in plan.created])
            Process.objects.bulk_create_with_history([row.process for row in plan.created])
            Process.objects.bulk_update_with_history([row.process for row in plan.changed])
            _write_assets([row for row in rows if row.assets is not None])
            _write_impact([row for row in rows if row.answers])
            hurt |= {row.process.unit_id for row in rows if row.answers}
        settle(hurt)

    def settle(self, group: UUID) -> None:
        touched = [model.history.filter(history_group=group) for model in (Process, Impact)]
        settle({unit for versions in touched for unit in versions.values_list("unit_id", flat=True)})

    def addresses(self, keys: Iterable[str], *, by) -> Mapping[str, str]:
        return value_pages(keys)


def _write_assets(rows: list[ProcessRow]) -> None:
    wanted = {(row.process.pk, asset.pk): (row.process, asset) for row in rows for asset in row.assets}
    held = ProcessAsset.objects.filter(process__in=[row.process.pk for row in rows])  # unscoped: of the plan
    for use in held.select_related("process", "asset"):
        if wanted.pop((use.process_id, use.asset_id), None) is None:
            use.delete()
    ProcessAsset.objects.bulk_create_with_history(
        [ProcessAsset(process=process, asset=asset) for process, asset in wanted.values()]
    )


def _write_impact(rows: list[ProcessRow]) -> None:
    wanted = {
        (row.process.pk, *key): (row.process, level) for row in rows for key, level in row.answers.items()
    }
    held = Impact.objects.filter(process__in=[row.process.pk for row in rows])  # unscoped: of the plan
    changed = []
    for impact in held.select_related("process"):
        found = wanted.pop((impact.process_id, impact.category, impact.bucket), None)
        if found is None:
            continue
        if found[1] is None:
            impact.delete()
        else:
            impact.severity = found[1]
            changed.append(impact)
    Impact.objects.bulk_update_with_history(changed)
    Impact.objects.bulk_create_with_history(
        [
            Impact(process=process, category=category, bucket=bucket, severity=level)
            for (_, category, bucket), (process, level) in wanted.items()
            if level is not None
        ]
    )


PROCESS_SHEET = ProcessSheet()
