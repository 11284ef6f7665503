"""One dependency as a row of a table, with the buttons by which its sides confirm it. Put together in Python: a list
has fifty of them."""

from collections.abc import Iterable

from django.utils.safestring import SafeString

from common import words
from common.addresses import address
from common.html import filled
from units import standing
from units.choices import Classification, DependencyKind
from units.models import Dependency
from units.value_rows import DASH

KINDS = dict(DependencyKind.choices)
CLASSES = dict(Classification.choices)
OWN_WORDS = {standing.CONSUMER: "Yes, we rely on it", standing.PROVIDER: "Yes, we provide it"}
NOTHING = SafeString("")


def buttons(row: Dependency, sides: Iterable[str], *, team: bool) -> SafeString:
    """One button for each of these sides that has not confirmed it. They stand inside a form that says where they
    stand (`from`)."""
    href, seen = address("dependency_confirm", row.pk), standing.statement_of(row)
    return SafeString(
        " ".join(
            filled(
                '<button class="btn btn-sm" formaction="{}" name="side" value="{}-{}">{}'
                '<span class="visually-hidden">: {}</span></button>',
                href, side, seen, _label(row, side, team), _opposite(row, side),
            )
            for side in standing.waiting(row)
            if side in sides
        )
    )  # fmt: skip


def _opposite(row: Dependency, side: str) -> str:
    if side == standing.PROVIDER:
        return row.consumer.name
    return row.provider.name if row.provider else row.provider_named


def _label(row: Dependency, side: str, team: bool) -> str:
    return f"Confirm for {getattr(row, side).name}" if team else OWN_WORDS[side]


def box(row: Dependency) -> SafeString:
    """The box that chooses it, with the statement as it is shown."""
    return filled(
        '<td class="pick"><input class="form-check-input" type="checkbox" name="chosen" value="{}-{}"'
        ' aria-label="Choose: {}"></td>',
        row.pk, standing.statement_of(row), row,
    )  # fmt: skip


def dependency_row(row: Dependency, mine: str, *, change: bool, button: SafeString = NOTHING) -> SafeString:
    """From the side `mine`: who is on the other one."""
    return filled(
        '<tr id="dependency-{}"><th scope="row">{}</th><td class="opt">{}</td><td class="nowrap">{}</td><td>{} {}</td>'
        '<td class="opt">{}</td><td class="num">{}</td></tr>',
        row.pk,
        _other(row, mine, change),
        flows(row),
        criticality(row),
        standing.mark(row),
        button,
        _fallback(row),
        _change(row) if change else "",
    )


def flows(row: Dependency) -> str:
    kept = CLASSES.get(row.classification, "").lower()
    return ", ".join(part for part in (row.flows or KINDS[row.kind], kept) if part)


def criticality(row: Dependency) -> SafeString | str:
    return DASH if row.criticality is None else f"{row.criticality} of 5"


def _other(row: Dependency, mine: str, change: bool):
    if mine == standing.PROVIDER:
        return row.consumer.name
    if row.provider is not None:
        return row.provider.name
    if not change:
        return filled('“{}” <span class="mk mk-wait">to settle</span>', row.provider_named)
    return filled(
        '“{}” <a class="small act" href="{}">Which department is that?</a>',
        row.provider_named,
        address("dependency_settle", row.pk),
    )


def _fallback(row: Dependency):
    if not row.fallback_tested_on:
        return row.fallback or DASH
    day = words.day(row.fallback_tested_on, today=row.today, short=True)
    return filled('{} <span class="small meta">tried {}</span>', row.fallback or DASH, day)


def _change(row: Dependency) -> SafeString:
    return filled(
        '<a class="small" href="{}">Change<span class="visually-hidden"> {}</span></a>',
        address("dependency_edit", row.pk),
        row,
    )
