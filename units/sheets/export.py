"""The inventory as rows of text, as a file carries them."""

from collections.abc import Iterator, Sequence

from common.sheets.columns import Column, Reference

CHUNK = 2_000


def rows_of(units, columns: Sequence[Column]) -> Iterator[list[str]]:
    """The cells of every unit of the queryset, read as they are asked for."""
    names = [f"{column.name}__code" if isinstance(column, Reference) else column.name for column in columns]
    shows = [column.show for column in columns]
    for values in units.values_list(*names).iterator(chunk_size=CHUNK):
        yield [show(value) for show, value in zip(shows, values, strict=True)]
