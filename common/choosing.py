"""Choosing rows of a list to change them together: what its template needs for that."""

from dataclasses import dataclass

from django.http import HttpRequest

from common import asof
from common.addresses import address
from common.filtered import FilteredList
from common.html import filled
from common.lists import without

BOX = (
    '<td class="pick"><input class="form-check-input" type="checkbox" name="pick" value="{}" data-pick'
    ' aria-label="Choose {}"></td>'
)


@dataclass(frozen=True)
class Together:
    """Where the rows of a list are changed together, and what the bar beneath it says."""

    href: str
    query: str
    count: int
    narrowed: bool


def offer(request: HttpRequest, listing: FilteredList, kind) -> Together | None:
    """For rows of that kind (`desk.together.kinds`). Nothing where the person may not, and on a past day, which nobody
    can change any more."""
    if asof.looks_back() or not request.user.has_perm(kind.permission):
        return None
    # As the list was asked for, also where the address itself asked for nothing.
    query = without(listing.request.GET).removeprefix("?")
    return Together(address(kind.url), query, listing.sums["count"], listing.narrowed)


def chosen_together(context: dict, listing: FilteredList, kind) -> dict:
    """`together`, and where rows can be chosen, the `rows` of the context with boxes."""
    together = offer(listing.request, listing, kind)
    return {"together": together} | ({"rows": with_boxes(context["rows"])} if together else {})


def with_boxes(rows: list[tuple]) -> list[tuple]:
    """(row, its cells) with a box before them that chooses the row."""
    return [(row, filled("{}{}", box(row.pk, getattr(row, "name", row)), cells)) for row, cells in rows]


def box(pk: int, name: str):
    return filled(BOX, pk, name)
