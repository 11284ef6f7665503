"""The tables of what a unit has and does, as rows one can write in."""

from units import owners
from units.forms.assets import CrownRowForm
from units.models import Unit
from units.value_facts import UnitValue
from units.value_rows import asset_row, process_row
from units.views import assets, processes


def tables(user, unit: Unit, value: UnitValue, *, most: int | None = None) -> dict:
    """What `_asset_table.html` and `_process_table.html` show: the first `most` rows of each, or all."""
    change = user.has_perm("units.change_value")
    form = assets.empty_row(user, unit)
    light = isinstance(form, CrownRowForm)
    named, doing = value.owners(owners.ASSET), value.owners(owners.PROCESS)
    return {
        "light": light,
        "asset_rows": [
            asset_row(row, owner=named.get(row.pk, ""), used=row.used, change=change, light=light)
            for row in value.assets[:most]
        ],
        "process_rows": [
            process_row(row, value.impact.get(row.pk, []), owner=doing.get(row.pk, ""), change=change)
            for row in value.processes[:most]
        ],
        "new_asset": form if change else None,
        "new_process": processes.empty_row(unit) if change else None,
    }
