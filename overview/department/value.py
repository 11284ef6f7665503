"""The section on what a department cannot lose: how bad it gets when something stops, and what it guards most."""

from overview.department import rows
from overview.department.facts import Department
from units import impact
from units.choices import AssetKind, Bucket, Classification, Handled
from units.hours import say_hours
from units.implied import implied
from units.models.asset import CROWN

PROCESSES_SHOWN = 6
ASSETS_SHOWN = 8
SHORT = {4: "4 h", 24: "1 d", 72: "3 d", 168: "1 w", 336: "2 w", 720: "1 m"}
HEADS = [(label, SHORT[bucket]) for bucket, label in Bucket.choices]
KINDS, CLASSES, HOLDS = dict(AssetKind.choices), dict(Classification.choices), dict(Handled.choices)


def value(department: Department) -> dict:
    assets, owners = department.assets, _owners(department)
    for asset in assets[:ASSETS_SHOWN]:
        asset.about = _about(asset)
        asset.owner = owners.get(("asset", asset.pk))
    return strip(department) | {
        "assets": len(assets),
        "shown": assets[:ASSETS_SHOWN],
        "more": max(0, len(assets) - ASSETS_SHOWN),
        "crown": [asset.name for asset in assets if asset.criticality == CROWN],
        "change": department.reader.may("units.change_value"),
    }


def strip(department: Department) -> dict:
    """How bad it gets, and when: what is worked out from its processes."""
    processes = department.processes
    first = processes[:PROCESSES_SHOWN]
    return {
        "strips": _strips(first),
        "heads": HEADS,
        "processes": len(processes),
        "hurts_after": department.unit.get_hurts_after_display(),
        "worst": worst(department),
        "warnings": [said for process in first for said in _contradictions(process)][:2],
    }


def worst(department: Department) -> str:
    """“severe after 1 day”, or nothing where nobody has said."""
    unit = department.unit
    if unit.worst_impact is None:
        return ""
    if unit.worst_impact == 0:
        return "none within a month"
    return f"{impact.WORDS[unit.worst_impact]} after {say_hours(unit.worst_after)}"


def because(department: Department) -> str:
    """Which process the worst impact comes from."""
    first = next(iter(department.processes), None)
    return first.name if first is not None and first.worst else ""


def suggested(department: Department) -> list:
    """Obligations that usually follow from what is held and that do not bind it yet."""
    reader = department.reader
    held = [(asset.name, kind) for asset in department.assets for kind in asset.handles]
    if not held or not reader.may("units.manage_obligations"):
        return []
    known = rows.catalogue(reader.user.role, user=reader.user.pk)
    bound = [row.obligation_id for row in department.obligations]
    return implied(held, [(one["id"], one["name"]) for one in known], bound)


def _strips(processes: list) -> list[tuple]:
    """(process, its cells) of the worst of them."""
    if not processes:
        return []
    by_process: dict[int, list] = {process.pk: [] for process in processes}
    for row in rows.impacts(processes=list(by_process)):
        by_process[row["process_id"]].append(("", row["category"], row["bucket"], row["severity"]))
    return [
        (process, impact.cells_of(impact.levels(by_process[process.pk]), process.mtd_hours))
        for process in processes
    ]


def _contradictions(process) -> list[str]:
    severe = process.after if process.worst == impact.SEVERE else None
    found = impact.contradictions(process.mtd_hours, process.rto_hours, process.rpo_hours, severe)
    return [f"{process.name}: {said[:1].lower()}{said[1:]}" for said in found]


def _owners(department: Department) -> dict[tuple[str, int], str]:
    """(“asset”, id) → who owns it, the first of them."""
    found: dict[tuple[str, int], str] = {}
    for one in department.holders.of_things:
        assignment = one.assignment
        key = ("asset", assignment.asset_id) if assignment.asset_id else ("process", assignment.process_id)
        if not one.gone:
            found.setdefault(key, one.contact.name)
    return found


def _about(asset) -> str:
    parts = [KINDS[asset.kind], CLASSES.get(asset.classification, "").lower()]
    parts += [HOLDS[kind][:1].lower() + HOLDS[kind][1:] for kind in asset.handles[:2]]
    return ", ".join(part for part in parts if part)
