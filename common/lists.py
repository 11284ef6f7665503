"""The grammar that every list shares: `?q=` words, `?<field>=` filters, `?sort=-field`, `?page=`, `?columns=`.

A list never fails on what stands in its address: what is unknown or unreadable is named in `problems` and left out.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Expression, F, QuerySet
from django.db.models.functions import Lower
from django.http import QueryDict
from django.utils.safestring import SafeString

from common.html import escaped, plain

PAGE_SIZE = 50
# What is not a filter but may stand in the address of any list.
GRAMMAR = frozenset({"sort", "page", "columns", "view", "as_of", "filters", "all"})
BY_NAME = (Lower("name"), F("id"))


@dataclass(frozen=True)
class Column:
    """One column. `cell(row)` gives its HTML, or text to be escaped; `sort` the expression to order by, if one can.

    `field` is the model field that decides who may see it; `falls` begins a first sort with the largest;
    `main` keeps it on a phone; `shown` by default; `team` for the CISO's team only. `value(row)` is what a file holds
    of it, a number or a day, where that is not what the cell says.
    """

    name: str
    label: str
    cell: Callable
    sort: Expression | None = None
    field: str = ""
    numeric: bool = False
    falls: bool = False
    main: bool = False
    shown: bool = True
    team: bool = False
    value: Callable | None = None

    def plain(self, row):
        """The cell in a file."""
        return self.value(row) if self.value else plain(self.cell(row))

    @cached_property
    def css(self) -> str:
        return " ".join(filter(None, ["" if self.main else "opt", "num" if self.numeric else ""]))

    @cached_property
    def opening(self) -> str:
        return f'<td class="{self.css}">' if self.css else "<td>"


@dataclass(frozen=True)
class Chip:
    """A condition that holds, in words, and the address without it."""

    text: str
    off: str


@dataclass(frozen=True)
class Link:
    """One of the ways to look at a list."""

    label: str
    href: str
    current: bool

    @property
    def bare(self) -> bool:
        """Whether it asks for nothing."""
        return not self.href.partition("?")[2]


def cells(columns: Sequence[Column], row) -> SafeString:
    """The cells of one row, the first of which names it. In a template these few hundred cells would take longer
    than the rest of the page."""
    head, *others = columns
    parts = [f'<th scope="row">{escaped(head.cell(row))}</th>']
    parts += [f"{column.opening}{escaped(column.cell(row))}</td>" for column in others]
    return SafeString("".join(parts))


@dataclass
class Page:
    """One page of rows, with what a pager needs."""

    rows: list
    number: int
    pages: int

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def has_next(self) -> bool:
        return self.number < self.pages

    @property
    def previous_page_number(self) -> int:
        return self.number - 1

    @property
    def next_page_number(self) -> int:
        return self.number + 1


@dataclass
class Query:
    """What the address of a list asks for, after everything unreadable was taken out."""

    columns: list[Column]
    sort: str
    order: list
    page: int
    view: str
    problems: list[str] = field(default_factory=list)


def read(
    params: QueryDict,
    columns: Sequence[Column],
    *,
    filters: Iterable[str],
    views: Sequence[str] = ("table",),
    sort: str,
    then: Sequence[Expression] = BY_NAME,
) -> Query:
    """Reads the address against what this person may see: `columns` and `filters` are allowlists."""
    problems = [
        f"“{name[:40]}” is not something this list can be narrowed by; it was left out."
        for name in params
        if name not in GRAMMAR and name not in filters
    ]
    by_name = {column.name: column for column in columns}
    chosen = in_order([by_name[name] for name in params.getlist("columns") if name in by_name], columns)
    if unknown := [name for name in params.getlist("columns") if name not in by_name]:
        problems.append(f"There is no column “{unknown[0][:40]}”; it was left out.")
    chosen = chosen or [column for column in columns if column.shown]
    asked = params.get("sort") or sort
    if asked.lstrip("-") not in by_name or by_name[asked.lstrip("-")].sort is None or asked.startswith("--"):
        problems.append(f"This list cannot be sorted by “{asked[:40]}”; it is sorted as usual.")
        asked = sort
    view = params.get("view") or views[0]
    if view not in views:
        problems.append(f"There is no view “{view[:40]}”.")
        view = views[0]
    order = ordering(by_name, asked, then)
    return Query(chosen, asked, order, page_number(params, problems), view, problems)


def in_order(chosen: Sequence[Column], columns: Sequence[Column]) -> list[Column]:
    """Each once, in the order asked for; the column that names a row stays the first."""
    once = list(dict.fromkeys(chosen))
    return sorted(once, key=lambda column: column is not columns[0])


def ordering(by_name: dict[str, Column], sort: str, then: Sequence[Expression] = BY_NAME) -> list:
    """Order by the column, unknown values last either way; `then` by what differs, so that pages never overlap."""
    expression = by_name[sort.lstrip("-")].sort
    first = expression.desc(nulls_last=True) if sort.startswith("-") else expression.asc(nulls_last=True)
    if sort == "name" and then is BY_NAME:
        # As the index has it: a name is never null, and saying so would keep the index from being used.
        return [*BY_NAME]
    return [first, *then]


def page_number(params: QueryDict, problems: list[str]) -> int:
    """The page asked for; the first where it is no number."""
    text = params.get("page") or "1"
    if text.isascii() and text.isdigit() and 0 < len(text) <= 9 and int(text) > 0:
        return int(text)
    problems.append(f"“{text[:20]}” is not a page number; this is the first page.")
    return 1


def page_at(number: int, total: int, rows: Callable[[int, int], list], *, size: int = PAGE_SIZE) -> Page:
    """The page of that number, or the last there is; `rows(start, end)` gives what stands on it."""
    pages = max(1, -(-total // size))
    number = min(number, pages)
    return Page(rows((number - 1) * size, number * size), number, pages)


def paginate(ordered: QuerySet, total: int, query: Query, load: Callable[[list[int]], Iterable]) -> Page:
    """The page asked for. Ids first, so that a deep page orders narrow rows; `load(ids)` fetches the wide ones."""

    def rows(start: int, end: int) -> list:
        ids = list(ordered.values_list("pk", flat=True)[start:end])
        by_id = {row.pk: row for row in load(ids)}
        return [by_id[pk] for pk in ids if pk in by_id]

    page = page_at(query.page, total, rows)
    if query.page > page.pages:
        query.problems.append(f"There are only {page.pages:,} pages; this is the last one.")
        query.page = page.number
    return page


def without(params: QueryDict, *names: str, **changes) -> str:
    """The present query less `names`, the page and the wish for everything, with `changes`; begins with a question
    mark."""
    query = params.copy()
    for name in (*names, "page", "all"):
        query.pop(name, None)
    for name, value in changes.items():
        query[name] = value
    return "?" + query.urlencode()


def kept(params: QueryDict, *but: str) -> list[tuple[str, str]]:
    """The present query as pairs for hidden fields, less `but` and the page."""
    return [(k, v) for k, values in params.lists() if k not in (*but, "page", "all") for v in values]


def links(views: Iterable[tuple[str, str]], *, here: str | None, address: str = "") -> list[Link]:
    """Links to the `views`, (label, query) each; current is the one whose query is `here`."""
    return [
        Link(label, f"{address}?{query}" if query or not address else address, query == here)
        for label, query in views
    ]
