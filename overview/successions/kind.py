"""Successions as a kind of sheet."""

from collections.abc import Iterable, Iterator, Mapping

from django.db import connection

from common.sheets.columns import Column
from common.sheets.plan import Plan, Planner
from desk.sheets.kinds import Kind
from overview.models import Reorganisation, ReorganisationUnit
from overview.successions.columns import SUCCESSIONS
from overview.successions.plan import SuccessionPlanner, events_in
from units.lines import address_parts
from units.sheets import resolve

SIDE = ReorganisationUnit.Side


class SuccessionSheet(Kind):
    name = "successions"
    url = "successions_import"
    permission = "overview.reorganise"
    command = "import_successions"

    one, many = "succession", "successions"
    holder = "record"
    list_label = "Reorganisations"
    list_url, export_url = "reorganisations", "successions_export_csv"
    title = "Bring successions in"
    advice = (
        "A line names a department and what it became, both by their codes; several successors stand in one cell with "
        "semicolons between them. Lines without a successor are passed over.",
        "A succession without a day is kept without one. A department that the file says was succeeded is not closed "
        "by it; where it is still open here, that is listed.",
        "Departments that merged into the same one on the same day become one event; everything else stays apart.",
        "What the record says already stays as it is; a day that was not known is filled in.",
    )

    def columns_for(self, user) -> list[Column]:
        return list(SUCCESSIONS)

    def missing(self, targets: set[str]) -> list[str]:
        found = []
        if "code" not in targets:
            found.append("Say which column holds the code of the department that became another one.")
        if "successors" not in targets:
            found.append("Say which column names what it became.")
        return found

    def planner(self, sheet, mapping, *, by) -> SuccessionPlanner:
        return SuccessionPlanner(sheet, mapping, by=by)

    def hold_back(self) -> None:
        resolve.hold_back_other_changes()
        with connection.cursor() as cursor:
            cursor.execute(
                "LOCK TABLE overview_reorganisation, overview_reorganisationunit IN EXCLUSIVE MODE"
            )

    def write(self, plans: Iterable[Plan], planner: Planner) -> None:
        events = [event for plan in plans for event in events_in(plan)]
        Reorganisation.objects.bulk_create_with_history([one.row for one in events if one.new])
        Reorganisation.objects.bulk_update_with_history([one.row for one in events if not one.new])
        sides = [
            ReorganisationUnit(reorganisation=event.row, side=side, **_named(one))
            for event in events
            for side, added in ((SIDE.BEFORE, event.adds_before), (SIDE.AFTER, event.adds_after))
            for one in added
        ]
        ReorganisationUnit.objects.bulk_create_with_history(sides)

    def addresses(self, keys: Iterable[str], *, by) -> Mapping[str, str]:
        before, after = address_parts()
        return {code: f"{before}{code}{after}" for code in keys}


def _named(one) -> dict:
    return {"outside": one} if isinstance(one, str) else {"unit": one}


def rows_of(events) -> Iterator[list[str]]:
    """A line for each department that became something, as it can be brought in again."""
    shown = {column.name: column.show for column in SUCCESSIONS}
    for event in events.prefetch_related("sides__unit").order_by("effective_on", "pk"):
        sides = sorted(event.sides.all(), key=lambda side: side.pk)
        after = [side.unit.code if side.unit else side.outside for side in sides if side.side == SIDE.AFTER]
        for side in sides:
            if side.side == SIDE.BEFORE and side.unit and after:
                values = {"code": side.unit.code, "successors": after}
                values |= {name: getattr(event, name) for name in ("kind", "effective_on", "note")}
                yield [show(values[name]) for name, show in shown.items()]


SUCCESSION_SHEET = SuccessionSheet()
