"""One asset or one process as a row of its department's table. Put together in Python: a page may have hundreds."""

from django.utils.safestring import SafeString

from common.addresses import address
from common.html import filled
from common.words import count
from units import impact
from units.choices import AssetKind, Bucket, Classification, ImpactCategory
from units.hours import say_hours
from units.models.asset import CROWN

NOBODY = SafeString('<span class="mk mk-wait">nobody named yet</span>')
DASH = SafeString("–")
KINDS = dict(AssetKind.choices)
CLASSES = dict(Classification.choices)
CATEGORIES = dict(ImpactCategory.choices)
BUCKETS = dict(Bucket.choices)


def critical(level: int | None) -> SafeString | str:
    """How critical, in words; what it cannot lose has its mark."""
    if level is None:
        return DASH
    return SafeString('<span class="mk mk-harm">cannot lose it</span>') if level == CROWN else f"{level} of 5"


def asset_row(asset, *, owner: str = "", used: int = 0, change: bool, light: bool = False, focus=False):
    """`used` is by how many processes; `focus` puts the keyboard back on the row after it was changed."""
    middle = (
        ""
        if light
        else filled(
            '<td class="opt">{}</td><td>{}</td><td class="opt">{}</td><td class="opt">{}</td>',
            CLASSES.get(asset.classification, DASH),
            critical(asset.criticality),
            count(used, "process", "processes") if used else DASH,
            owner or NOBODY,
        )
    )
    return filled(
        '<tr id="asset-{}"><th scope="row"><a href="{}">{}</a></th><td>{}</td>{}{}</tr>',
        asset.pk,
        address("asset", asset.pk),
        asset.name,
        KINDS[asset.kind],
        middle,
        _change("asset_edit", asset, change, focus),
    )


def process_row(process, rows: list[tuple], *, owner: str = "", change: bool, focus=False) -> SafeString:
    """`rows` is the impact of this process, as `units.impact` takes it; `focus` as for an asset."""
    severe = impact.severe_from(rows)
    problems = impact.contradictions(process.mtd_hours, process.rto_hours, process.rpo_hours, severe)
    notes = SafeString("".join(filled('<span class="notes-wait">{}</span>', problem) for problem in problems))
    return filled(
        '<tr id="process-{}"><th scope="row"><a href="{}">{}</a>{}</th><td class="nowrap">{}</td>'
        '<td class="opt nowrap">{}</td><td class="opt nowrap">{}</td><td>{}</td><td class="opt">{}</td>{}</tr>',
        process.pk,
        address("process", process.pk),
        process.name,
        notes,
        say_hours(process.mtd_hours) or DASH,
        say_hours(process.rto_hours) or DASH,
        say_hours(process.rpo_hours) or DASH,
        _severe(rows),
        owner or NOBODY,
        _change("process_edit", process, change, focus),
    )


def strip_row(process: int, name: str, cells: list[impact.Cell]) -> SafeString:
    """The harm of one process over time: digit and word where it changes, the digit alone where it stays."""
    return filled(
        '<tr><th scope="row"><a href="{}">{}</a></th>{}</tr>',
        address("process", process),
        name,
        SafeString("".join(map(_strip_cell, cells))),
    )


def _strip_cell(cell: impact.Cell) -> str:
    opening = f'<td class="{cell.css}">' if cell.css else "<td>"
    if cell.severity is None:
        return f"{opening}–</td>"
    word = f'<span class="word"> {cell.word}</span>' if cell.fresh else ""
    return f"{opening}{cell.severity}{word}</td>"


def _severe(rows: list[tuple]) -> SafeString | str:
    if not rows:
        return DASH
    found = impact.worst(rows)
    category = next((r[1] for r in rows if (r[2], r[3]) == (found.bucket, found.severity)), "")
    return f"{impact.WORDS[found.severity]} after {BUCKETS[found.bucket]}, {CATEGORIES[category].lower()}"


def _change(name: str, row, change: bool, focus: bool) -> SafeString:
    if not change:
        return SafeString("<td></td>")
    href = address(name, row.pk)
    return filled(
        '<td class="num"><a class="small" id="change-{}" href="{}" hx-get="{}"{}>Change'
        '<span class="visually-hidden"> {}</span></a></td>',
        f"{row._meta.model_name}-{row.pk}",
        href,
        href,
        SafeString(" autofocus" if focus else ""),
        row.name,
    )
