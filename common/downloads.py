"""Lists as files: what a list shows, or what can be brought in again, as CSV and as an Excel workbook.

Every file is written while it is read, so that a long list takes no more memory than a short one.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from django.db.models import QuerySet
from django.http import HttpRequest, StreamingHttpResponse
from django.urls import URLPattern, path

from common import asof
from common.filtered import FilteredList
from common.sheets import columns as sheets
from common.sheets.typed import typed
from common.sheets.workbook_writing import workbook_pieces
from common.sheets.writing import Cell, csv_pieces

CSV, XLSX = "csv", "xlsx"
TYPES = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# What the address of a file says where the columns of the list are meant.
SHOWN = "shown"
CHUNK = 500


@dataclass(frozen=True)
class Table:
    """What a file holds. `name` is that of the file, less the day; `title` says it to a person."""

    name: str
    title: str
    headers: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def pages(view: Callable, *, name: str, at: str = "", called: str = "export") -> list[URLPattern]:
    """The addresses of a list as a file: `view` is told by `ending` which."""
    return [path(f"{at}{called}.{one}", view, {"ending": one}, name=f"{name}_{one}") for one in (CSV, XLSX)]


def wants_shown(request: HttpRequest) -> bool:
    """Whether the columns that the list shows are asked for, and not those that can be brought in again."""
    return request.GET.get("take") == SHOWN


def as_shown(listing: FilteredList, *, name: str, title: str) -> Table:
    """Everything that the filter lets through, in the order and with the columns of the list."""
    columns = listing.query.columns
    columns = [
        *columns,
        *(one for one in listing.columns if one.name in listing.named_by and one not in columns),
    ]
    return Table(name, title, [column.label for column in columns], _shown(listing, columns))


def _shown(listing: FilteredList, columns) -> Iterator[list[Cell]]:
    for row in read(listing.ordered, listing.load):
        yield [column.plain(row) for column in columns]


def read(ordered: QuerySet, load: Callable[[list[int]], Iterable]) -> Iterator:
    """Every row in that order, some hundred at a time; `load(ids)` fetches all that is shown of them."""
    ids = ordered.values_list("pk", flat=True).iterator(chunk_size=CHUNK)
    while chunk := list(islice(ids, CHUNK)):
        rows = {row.pk: row for row in load(chunk)}
        yield from (rows[pk] for pk in chunk if pk in rows)


def shown(listing: FilteredList, ending: str, *, name: str, title: str) -> StreamingHttpResponse:
    """The answer for a list of which nothing is brought in."""
    return answer(as_shown(listing, name=name, title=title), ending)


def to_bring_in(
    columns: Sequence[sheets.Column], rows: Iterable[Sequence[str]], *, name: str, title: str
) -> Table:
    """The columns of a sheet under the names that it is brought in by; `rows` are texts."""
    return Table(name, title, [column.name for column in columns], typed(columns, rows))


def answer(table: Table, ending: str, *, name: str = "") -> StreamingHttpResponse:
    """The table as a file of that kind, called by its name and the day; or by `name`."""
    pieces = (
        csv_pieces(table.headers, table.rows)
        if ending == CSV
        else workbook_pieces(table.headers, table.rows, title=table.title)
    )
    response = StreamingHttpResponse(pieces, content_type=TYPES[ending])
    called = name or f"{table.name}-{asof.day():%Y-%m-%d}"
    response["Content-Disposition"] = f'attachment; filename="{called}.{ending}"'
    return response
