"""Ending what an import brought and is not wanted any more, or what a file no longer names."""

from collections.abc import Collection, Sequence
from datetime import date

from django.db.models.functions import Lower

from desk.sheets.missing import Ending
from units.actions.impact import settle
from units.choices import Status
from units.models import Asset, Dependency, Process, ProcessAsset, Unit


def close_all(units: Sequence[Unit], *, on: date) -> None:
    """Closed as of that day, or of the day they were to open; those that are closed stay as they are. What they hold
    and their parts stay where they are. The caller records."""
    for unit in units:
        if unit.status != Status.CLOSED:
            unit.status = Status.CLOSED
            unit.closed_on = max(filter(None, (on, unit.opened_on)))
    Unit.objects.bulk_update_with_history(units)


def _remove_all(rows: list, on: date) -> None:
    for row in rows:
        row.delete()


def _remove_processes(processes: list[Process], on: date) -> None:
    _remove_all(processes, on)
    settle({process.unit_id for process in processes})


def _used(ids: Collection[int]) -> dict[int, str]:
    """Assets that cannot be removed."""
    uses = ProcessAsset.objects.filter(asset__in=list(ids))  # unscoped: a sentence
    return {
        use.asset_id: f"{use.asset} is used by {use.process}; take it off there first."
        for use in uses.select_related("asset", "process")
    }


def _by_place(rows):
    return rows.select_related("unit").order_by("unit__code", "name", "pk")


def _told(row) -> tuple[str, str]:
    return row.unit.code, row.name


UNITS_ENDING = Ending(
    model=Unit,
    current=lambda on: Unit.objects.current().order_by(Lower("code")),  # unscoped: asked for what may be seen
    told=lambda unit: (unit.code, unit.name),
    end=lambda units, on: close_all(units, on=on),
    phrase="close {}",
    done="closed",
    note="A ticked one is closed as of today; what it holds and its parts stay where they are.",
)
ASSETS_ENDING = Ending(
    model=Asset,
    current=lambda on: _by_place(Asset.objects),  # unscoped: as above
    told=_told,
    end=_remove_all,
    phrase="remove {}",
    done="removed",
    note="A ticked one is taken off the list, with who answers for it.",
    held=_used,
)
PROCESSES_ENDING = Ending(
    model=Process,
    current=lambda on: _by_place(Process.objects),  # unscoped: as above
    told=_told,
    end=_remove_processes,
    phrase="remove {}",
    done="removed",
    note="A ticked one is taken off the list, with its impact and what it uses.",
)
DEPENDENCIES_ENDING = Ending(
    model=Dependency,
    current=lambda on: Dependency.objects.order_by("consumer__code", "pk"),  # unscoped: as above
    told=lambda dependency: (dependency.consumer.code, str(dependency)),
    end=_remove_all,
    phrase="remove {}",
    done="removed",
    note="A ticked one is taken off the list, with what its sides confirmed.",
)
