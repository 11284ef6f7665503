"""What departments have, as rows of a file: each belongs to one of them and is known there by its name."""

from dataclasses import dataclass

from common.sheets.converting import Draft
from common.sheets.mapping import ColumnMapping
from common.sheets.plan import PlannedRow, Planner
from common.sheets.reading import Sheet
from units.models import Unit
from units.sheets import resolve
from units.sheets.naming import codes_for_names

# (id of the unit, folded name)
Place = tuple[int, str]


@dataclass
class ThingRow(PlannedRow):
    """A row and the asset or process it is about."""

    @property
    def key(self) -> str:
        return self.subject.unit.code


def folded(name: str) -> str:
    """As the database holds names apart."""
    return name.strip().upper()


def missing(targets: set[str], what: str) -> list[str]:
    """What a sheet of such things lacks before any row can be judged."""
    found = []
    if "unit" not in targets:
        found.append("Say which column holds the department, by its code or its name.")
    if "name" not in targets:
        found.append(f"Say which column holds the name of the {what}.")
    return found


def known_things(model, units, *, by) -> dict[Place, object]:
    """Everything of these units that `by` may see; a job sees all. One query."""
    rows = model.objects.visible_to(by) if by is not None else model.objects.all()  # unscoped: a job
    return {
        (row.unit_id, folded(row.name)): row for row in rows.filter(unit__in=units).select_related("unit")
    }


class ThingPlanner(Planner):
    """Finds the unit and the place of each row."""

    def __init__(self, sheet: Sheet, mapping: ColumnMapping, columns, model, *, by):
        super().__init__(sheet, mapping, columns)
        self.by, self.model = by, model

    def find_units(self) -> None:
        codes_for_names(self, by=self.by)
        codes = {code for draft in self.drafts if (code := draft.values.get("unit"))}
        self.units = resolve.find(codes | self.other_codes(), by=self.by)

    def find(self) -> None:
        """What the rows of the piece speak of."""
        self.find_units()
        self.known = known_things(self.model, list(self.units.by_id), by=self.by)

    def other_codes(self) -> set[str]:
        """Codes of units that the file names besides."""
        return set()

    def place_of(self, draft: Draft) -> tuple[Unit, Place] | None:
        """Where the row belongs; None, and told, where it does not say."""
        code, name = draft.values.get("unit"), draft.values.get("name")
        if "name" in draft.values and not name:
            self.problem(draft.line, "name", "", "The name is missing.")
        if not code:
            self.problem(draft.line, "unit", "", "The department is missing.")
            return None
        unit = self.units.unit(code)
        if unit is None:
            self.problem(draft.line, "unit", code, "No department has this code.")
        return (unit, (unit.pk, folded(name))) if unit and name else None
