"""How the bytes of a file become a table: what was detected, or what a person said instead."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields

from common.sheets.encodings import ENCODINGS

POINT, COMMA = ".", ","
DAY_FIRST, MONTH_FIRST = "day", "month"

DELIMITERS = {",": "Comma", ";": "Semicolon", "\t": "Tab", "|": "Upright stroke"}
DECIMALS = {POINT: "a point: 1,878.50", COMMA: "a comma: 1.878,50"}
ORDERS = {DAY_FIRST: "the day first: 16/11/2024", MONTH_FIRST: "the month first: 11/16/2024"}
MOST_LINES = 10_000_000


@dataclass(frozen=True)
class Reading:
    """`sheet` is the name of the sheet of a workbook, which has no encoding and no delimiter; `header` the line of the
    headers, 0 where it is still to be found. `decimal` and `dates` say how numbers and days are written, `entities`
    whether “&amp;” means “&”, `below` whether lines that look like notes below the table are rows after all."""

    encoding: str = "utf-8"
    delimiter: str = ","
    sheet: str = ""
    header: int = 1
    decimal: str = POINT
    dates: str = DAY_FIRST
    entities: bool = False
    below: bool = False


AS_OURS = Reading()


def as_json(reading: Reading) -> dict:
    return asdict(reading)


def from_json(data) -> Reading | None:
    """The reading in `data`; None where it holds none, or one that cannot be."""
    if not isinstance(data, Mapping) or "encoding" not in data:
        return None
    known = {one.name: data[one.name] for one in fields(Reading) if one.name in data}
    if not all(type(value) is type(getattr(AS_OURS, name)) for name, value in known.items()):
        return None
    reading = Reading(**known)
    possible = (
        (reading.encoding in ENCODINGS or reading.sheet)
        and reading.delimiter in DELIMITERS
        and 1 <= reading.header <= MOST_LINES
        and reading.decimal in DECIMALS
        and reading.dates in ORDERS
    )
    return reading if possible else None
