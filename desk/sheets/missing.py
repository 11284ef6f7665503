"""What earlier files from the same source brought and this one no longer names: listed, and ended where that is said.

From the same source are files read by a mapping of the same name; without a name, those with the same headers.
"""

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from common.sheets.findings import Findings
from desk.models import SheetImport

if TYPE_CHECKING:
    from desk.sheets.kinds import Kind


@dataclass(frozen=True)
class Ending:
    """What may become of rows of a kind that a file no longer names.

    `current(on)` are those that are there on a day, in the order of a list; `told` gives what tells a person which one
    it is: its code and its name. `end(rows, on)` ends them, inside a recording; `held(ids)` says of which it cannot be,
    and why. `verb` and `done` are the words for it, such as “close” and “closed”; `note` says what else to know.
    """

    model: type
    current: Callable
    told: Callable[[object], tuple[str, str]]
    end: Callable[[list, date], None]
    phrase: str
    done: str
    note: str = ""
    held: Callable[[Collection[int]], Mapping[int, str]] = lambda ids: {}


@dataclass(frozen=True)
class Entry:
    """One row that the file does not name, as a page shows it."""

    pk: int
    key: str
    name: str
    chosen: bool
    held: str = ""
    href: str = ""


def missing(record: SheetImport) -> list[int]:
    return (record.closing or {}).get("missing", [])


def chosen(record: SheetImport) -> list[int]:
    """Those that are to be ended along with the import, or were."""
    return (record.closing or {}).get("chosen", [])


def digest(record: SheetImport) -> str:
    """Tells one choice from another."""
    return hashlib.sha256(repr(sorted(chosen(record))).encode()).hexdigest()[:16]


def note(kind: "Kind", record: SheetImport, found: Findings, *, by, on: date) -> None:
    """Notes in the import what the file no longer names. What was chosen stays so, where it is still missing."""
    # A line that cannot be taken may be about one of them.
    gone = [] if found.problems else _missing(kind, record, found.mentioned, by=by, on=on)
    choose(record, gone, chosen(record))
    record.outcome["missing"] = len(gone)


def choose(record: SheetImport, found: Sequence[int], wanted: Iterable[int]) -> None:
    wanted = set(wanted)
    record.closing = {"missing": list(found), "chosen": [pk for pk in found if pk in wanted]} if found else {}


def _missing(kind: "Kind", record: SheetImport, mentioned: set[int], *, by, on: date) -> list[int]:
    ending, saves = kind.ending, _saves_of_its_source(record) if kind.ending else []
    if not saves:
        return []
    rows = ending.current(on)
    rows = rows.visible_to(by) if by is not None else rows
    brought = set(ending.model.history.filter(history_group__in=saves).values_list("id", flat=True))
    gone = brought - mentioned
    return [pk for pk in rows.values_list("pk", flat=True) if pk in gone] if gone else []


def _saves_of_its_source(record: SheetImport) -> list:
    earlier = SheetImport.objects.filter(  # unscoped: what they brought is narrowed to what may be seen
        kind=record.kind, state=SheetImport.State.APPLIED, record_group__isnull=False
    ).exclude(pk=record.pk)
    source = _source(record.mapping)
    found = earlier.values_list("record_group", "mapping")
    return [group for group, mapping in found if _source(mapping) == source]


def _source(mapping: dict):
    name = (mapping.get("name") or "").strip().casefold()
    return name or frozenset(header.casefold() for header in mapping.get("columns", ()))


def entries(kind: "Kind", record: SheetImport, ids: Sequence[int], *, by) -> list[Entry]:
    """A page of them, in their order; those that are gone altogether are left out."""
    ending, wanted = kind.ending, set(chosen(record))
    rows = ending.model.objects.visible_to(by).in_bulk(ids)
    held = {} if record.is_applied else ending.held(ids)
    told = {pk: ending.told(row) for pk, row in rows.items()}
    hrefs = kind.addresses([key for key, _ in told.values()], by=by)
    return [
        Entry(pk, key, name, pk in wanted, held.get(pk, ""), hrefs.get(key, ""))
        for pk in ids
        if pk in told
        for key, name in [told[pk]]
    ]


def obstacles(kind: "Kind", ids: Collection[int]) -> list[str]:
    """Why some of these cannot be ended, as sentences."""
    return list(kind.ending.held(ids).values()) if ids else []


def end(kind: "Kind", ids: Collection[int], *, on: date) -> None:
    """Ends these, inside the recording of the import."""
    if ids:
        rows = kind.ending.model.objects.select_for_update(
            of=("self",)
        )  # unscoped: narrowed when they were found
        kind.ending.end(list(rows.filter(pk__in=ids).order_by("pk")), on)
