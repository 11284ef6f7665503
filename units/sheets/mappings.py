"""Mappings kept under the name of the source that files come from."""

from datetime import datetime

from common.sheets.mapping import ColumnMapping, as_json, from_json, missing_headers
from common.sheets.problems import UnusableMapping
from desk.models import Mapping, SheetImport
from units.sheets.apply import KIND
from units.sheets.columns import columns_for


def save(mapping: ColumnMapping, *, by, at: datetime) -> Mapping:
    """Keeps the mapping under its name, in place of an older one of that name."""
    kept = Mapping.objects.visible_to(by).filter(kind=KIND, name__iexact=mapping.name).first() or Mapping(
        kind=KIND
    )
    kept.name, kept.rules = mapping.name, as_json(mapping)
    kept.saved_by, kept.saved_at = by, at
    kept.save()
    return kept


def fitting(record: SheetImport, by) -> Mapping | None:
    """The mapping kept last that reads only from columns this file has."""
    headers = [fact["header"] for fact in record.facts]
    for kept in Mapping.objects.visible_to(by).filter(kind=KIND).order_by("-saved_at"):
        try:
            if not missing_headers(from_json(kept.rules, columns_for(by)), headers):
                return kept
        except UnusableMapping:
            continue
    return None
