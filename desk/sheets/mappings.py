"""Mappings kept under the name of the source that files come from, and which of them a new file wants."""

from datetime import datetime

from common.sheets.mapping import ColumnMapping, as_json, fitted, from_json, missing_headers
from common.sheets.problems import UnusableMapping
from desk.models import Mapping, SheetImport
from desk.sheets.kinds import Kind
from desk.sheets.reading import follow


def save(kind: Kind, mapping: ColumnMapping, *, by, at: datetime) -> Mapping:
    """Keeps the mapping under its name, in place of an older one of that name."""
    same = Mapping.objects.visible_to(by).filter(kind=kind.name, name__iexact=mapping.name)
    kept = same.first() or Mapping(kind=kind.name)
    kept.name, kept.rules = mapping.name, as_json(mapping)
    kept.saved_by, kept.saved_at = by, at
    kept.save()
    return kept


def fitting(kind: Kind, record: SheetImport, by) -> Mapping | None:
    """The mapping kept last for files with the same headers; else the last that reads only from columns this file
    has."""
    headers = headers_of(record)
    possible = []
    kept_ones = Mapping.objects.visible_to(by).filter(kind=kind.name).select_related("saved_by")
    for kept in kept_ones.order_by("-saved_at"):
        try:
            if not missing_headers(from_json(kept.rules, kind.columns_for(by)), headers):
                possible.append(kept)
        except UnusableMapping:
            continue
    return next((kept for kept in possible if is_of(kept, record)), possible[0] if possible else None)


def is_of(kept: Mapping, record: SheetImport) -> bool:
    """Whether it was made for a file with exactly these headers."""
    return {header.casefold() for header in kept.rules["columns"]} == {
        header.casefold() for header in headers_of(record)
    }


def begin_with(kind: Kind, record: SheetImport, by) -> bool:
    """A file with the headers of an earlier one starts from what was kept then, not from a guess."""
    kept = fitting(kind, record, by)
    if kept is None or not is_of(kept, record):
        return False
    mapping = from_json(kept.rules, kind.columns_for(by))
    follow(kind, record, mapping.reading, by=by)
    record.mapping = as_json(fitted(mapping, headers_of(record)))
    return True


def headers_of(record: SheetImport) -> list[str]:
    return [fact["header"] for fact in record.facts]
