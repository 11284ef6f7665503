"""Dependencies as a kind of sheet."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.db import connection

from common.sheets.columns import Column
from common.sheets.plan import Plan, Planner
from desk.sheets.kinds import Kind
from units.models import Dependency, Unit
from units.sheets import closing
from units.sheets.assets import value_pages
from units.sheets.columns_dependency import DEPENDENCIES
from units.sheets.dependencies_plan import DependencyPlanner

CHUNK = 2_000


class DependencySheet(Kind):
    name = "dependencies"
    url = "dependencies_import"
    permission = "units.import_value"
    command = "import_dependencies"

    one, many = "dependency", "dependencies"
    list_label = "Who depends on whom"
    list_url, export_url = "dependencies", "dependencies_export_csv"
    title = "Bring dependencies in"
    advice = (
        "Who needs it, who provides it, what kind and what flows together tell which dependency a line is about. Both "
        "sides are named by their codes.",
        "A provider that is none of ours is named in a column of its own, in words. A code that nobody has is an "
        "error, unless you choose to keep it as words; the security team says later which department is meant.",
        "A line brings no confirmation. One that makes a dependency more or less critical takes back what its sides "
        "had confirmed.",
        "A column that is not in the file changes nothing, and nothing is removed because a file does not name it.",
    )

    ending = closing.DEPENDENCIES_ENDING

    def columns_for(self, user) -> list[Column]:
        return list(DEPENDENCIES)

    def missing(self, targets: set[str]) -> list[str]:
        found = []
        if "consumer" not in targets:
            found.append(
                "Say which column holds the department that needs something, by its code or its name."
            )
        if not targets & {"provider", "provider_named"}:
            found.append(
                "Say which column holds the code of the department that provides it, or its name in words."
            )
        return found

    def planner(self, sheet, mapping, *, by) -> Planner:
        return DependencyPlanner(sheet, mapping, by=by)

    def hold_back(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE units_dependency IN EXCLUSIVE MODE")

    def write(self, plans: Iterable[Plan], planner: Planner) -> None:
        for plan in plans:
            Dependency.objects.bulk_create_with_history([row.subject for row in plan.created])
            Dependency.objects.bulk_update_with_history([row.subject for row in plan.changed])

    def addresses(self, keys: Iterable[str], *, by) -> Mapping[str, str]:
        return value_pages(keys)


def rows_of(dependencies, columns: Sequence[Column], *, by) -> Iterator[list[str]]:
    """The cells of every dependency of the queryset. Of a department that `by` does not see, the name and no code."""
    seen = None
    if not by.has_perm("units.view_every_unit"):
        seen = set(Unit.objects.visible_to(by).values_list("pk", flat=True))
    for row in dependencies.select_related("consumer", "provider").iterator(chunk_size=CHUNK):
        said = _sides(row, seen)
        yield [said.get(column.name) or column.show(_value(row, column.name, said)) for column in columns]


def _sides(row: Dependency, seen: set[int] | None) -> dict[str, str]:
    consumer, provider = row.consumer, row.provider
    if provider is None:
        return {"consumer": _code(consumer, seen), "provider": ""}
    if seen is not None and provider.pk not in seen:
        return {"consumer": consumer.code, "provider": "", "provider_named": provider.name}
    return {"consumer": _code(consumer, seen), "provider": provider.code}


def _code(unit: Unit, seen: set[int] | None) -> str:
    return unit.code if seen is None or unit.pk in seen else unit.name


def _value(row: Dependency, name: str, said: dict[str, str]):
    return "" if name in said else getattr(row, name)


DEPENDENCY_SHEET = DependencySheet()
