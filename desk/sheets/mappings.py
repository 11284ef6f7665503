"""Mappings kept under the name of the source that files come from."""

from datetime import datetime

from common.sheets.mapping import ColumnMapping, as_json, from_json, missing_headers
from common.sheets.problems import UnusableMapping
from desk.models import Mapping, SheetImport
from desk.sheets.kinds import Kind


def save(kind: Kind, mapping: ColumnMapping, *, by, at: datetime) -> Mapping:
    """Keeps the mapping under its name, in place of an older one of that name."""
    same = Mapping.objects.visible_to(by).filter(kind=kind.name, name__iexact=mapping.name)
    kept = same.first() or Mapping(kind=kind.name)
    kept.name, kept.rules = mapping.name, as_json(mapping)
    kept.saved_by, kept.saved_at = by, at
    kept.save()
    return kept


def fitting(kind: Kind, record: SheetImport, by) -> Mapping | None:
    """The mapping kept last that reads only from columns this file has."""
    headers = [fact["header"] for fact in record.facts]
    for kept in Mapping.objects.visible_to(by).filter(kind=kind.name).order_by("-saved_at"):
        try:
            if not missing_headers(from_json(kept.rules, kind.columns_for(by)), headers):
                return kept
        except UnusableMapping:
            continue
    return None
