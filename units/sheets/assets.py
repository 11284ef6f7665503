"""Assets as a kind of sheet."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.db import connection
from django.urls import reverse

from common.sheets.columns import Column
from common.sheets.plan import Plan, Planner
from desk.sheets.kinds import Kind
from units.models import Asset
from units.sheets import closing
from units.sheets.columns_value import ASSETS
from units.sheets.things import Place, ThingPlanner, ThingRow, missing

CHUNK = 2_000


class AssetSheet(Kind):
    name = "assets"
    url = "assets_import"
    permission = "units.import_value"
    command = "import_assets"

    one, many = "asset", "assets"
    list_label = "Assets"
    list_url, export_url = "assets", "assets_export_csv"
    title = "Bring assets in"
    advice = (
        "One column says which department, by its code or its name, one what the asset is called: together they "
        "tell which one a line is about.",
        "What an asset holds is one or several of our words, with semicolons between them.",
        "A column that is not in the file changes nothing. An empty cell empties the field, but never a name or kind.",
        "Nothing is removed because a file does not name it.",
    )

    ending = closing.ASSETS_ENDING

    def columns_for(self, user) -> list[Column]:
        return list(ASSETS)

    def missing(self, targets: set[str]) -> list[str]:
        return missing(targets, "asset")

    def planner(self, sheet, mapping, *, by) -> Planner:
        return _AssetPlanner(sheet, mapping, ASSETS, Asset, by=by)

    def hold_back(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE units_asset IN EXCLUSIVE MODE")

    def write(self, plans: Iterable[Plan], planner: Planner) -> None:
        for plan in plans:
            Asset.objects.bulk_create_with_history([row.subject for row in plan.created])
            Asset.objects.bulk_update_with_history([row.subject for row in plan.changed])

    def addresses(self, keys: Iterable[str], *, by) -> Mapping[str, str]:
        return value_pages(keys)


def value_pages(codes: Iterable[str]) -> dict[str, str]:
    """Where everything of value of each department stands together."""
    return {code: reverse("unit_value", args=[code]) for code in set(codes)}


class _AssetPlanner(ThingPlanner):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.lines: dict[Place, int] = {}

    def judge(self) -> None:
        self.find()
        for draft in self.drafts:
            found = self.place_of(draft)
            if found is None:
                continue
            unit, place = found
            if place in self.lines:
                reason = f"Line {self.lines[place]} is about the same asset."
                self.problem(draft.line, "name", draft.values["name"], reason)
                continue
            self.lines[place] = draft.line
            known = self.known.get(place)
            row = ThingRow(draft.line, known or Asset(unit=unit), new=known is None)
            self._fill(row, draft)
            self.result.take(row)

    def _fill(self, row: ThingRow, draft) -> None:
        for name, value in draft.values.items():
            column = self.columns[name]
            if name == "unit" or (column.keeps and value == column.empty) or (name == "name" and not row.new):
                continue
            row.put(column, value)
        if row.new:
            row.changes = [change for change in row.changes if change.label != self.columns["name"].label]


def rows_of(assets, columns: Sequence[Column]) -> Iterator[list[str]]:
    """The cells of every asset of the queryset, read as they are asked for."""
    names = ["unit__code" if column.name == "unit" else column.name for column in columns]
    for values in assets.values_list(*names).iterator(chunk_size=CHUNK):
        yield [column.show(value) for column, value in zip(columns, values, strict=True)]


ASSET_SHEET = AssetSheet()
