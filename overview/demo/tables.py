"""Reads the demo's tables: sections that begin with `=`, lines whose cells stand between bars."""

from collections.abc import Iterator


def sections(table: str) -> Iterator[tuple[str, int, list[list[str]]]]:
    """(unit, days, rows of cells) of each section. A dash is what nobody has said: an empty cell."""
    for block in table.strip().split("\n= "):
        head, *lines = block.strip().removeprefix("= ").splitlines()
        unit, days = head.split()
        yield unit, int(days), [_cells(line) for line in lines if line.strip()]


def _cells(line: str) -> list[str]:
    return ["" if cell.strip() == "-" else cell.strip() for cell in line.split("|")]


def number(cell: str) -> int | None:
    return None if cell in ("", "-") else int(cell)
