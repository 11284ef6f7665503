"""How a cell names the assets that a process uses: by name, one of another department as “Name (CODE)”. Pure."""

import re
from collections.abc import Iterable, Mapping

_CODE = re.compile(r"\(([A-Za-z0-9._-]{1,100})\)\s*(?:$|[;\n])")


def codes_in(text: str) -> set[str]:
    """What stands in brackets behind a name and may be the code of a department."""
    return set(_CODE.findall(text))


def names_in(text: str, unit, known: Mapping) -> list[str]:
    """The names in a cell, each on a line or with semicolons between them; a semicolon may also belong to a name."""
    whole = text.strip()
    if not whole:
        return []
    if "\n" not in whole and (unit.pk, whole.upper()) not in known:
        return _each(whole.split(";"))
    return _each(whole.split("\n"))


def _each(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(name for part in names if (name := part.strip())))


def cell_of(used: Iterable[tuple[str, str, bool]]) -> str:
    """The cell for (name, code of its department, whether that is the process's own)."""
    names = [name if own else f"{name} ({code})" for name, code, own in used]
    return "\n".join(names) if any(";" in name for name in names) else "; ".join(names)
