"""What a number in a workbook means by its format: a day, a time, a code with zeros in front, or a number."""

import re
from datetime import datetime, timedelta
from decimal import Decimal

NUMBER, DAY, TIME, SPAN = "number", "day", "time", "span"
# Formats that have a number instead of a text of their own.
_BUILT_IN = dict.fromkeys((14, 15, 16, 17, 22, *range(27, 37), *range(50, 59)), DAY) | {
    18: TIME, 19: TIME, 20: TIME, 21: TIME, 45: TIME, 46: SPAN, 47: TIME,
}  # fmt: skip
_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|_.|\*.')
_IN_BRACKETS = re.compile(r"\[([^\]]*)\]")
_SPAN = re.compile(r"[hms]+", re.IGNORECASE)
_ZEROS = re.compile(r"0{2,30}")
_DIGITS = re.compile(r"-?[0-9]{1,15}")

_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a workbook knows no zones
_EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
_LAST = 2_958_466  # the first day of the year 10000


def kind_of(number: int, code: str | None) -> str:
    """What a format makes of a number; for a code with zeros in front the zeros themselves."""
    if code is None:
        return _BUILT_IN.get(number, NUMBER)
    bare = _NOT_SHOWN.sub("", code.split(";")[0])
    spans = any(_SPAN.fullmatch(inside) for inside in _IN_BRACKETS.findall(bare))
    shown = _IN_BRACKETS.sub("", bare).lower()
    if _ZEROS.fullmatch(shown):
        return shown
    if "general" in shown:
        return NUMBER
    if re.search(r"[dy]", shown) or ("m" in shown and not re.search(r"[hs]", shown) and not spans):
        return DAY
    if spans:
        return SPAN
    return TIME if re.search(r"[hs]", shown) else NUMBER


def as_shown(text: str, kind: str, *, since_1904: bool = False) -> str:
    """The text of a number as it stands in the XML, as a file of text would have it."""
    if kind == NUMBER:
        return _plain(text)
    if kind.startswith("0"):
        return text.zfill(len(kind)) if _DIGITS.fullmatch(text) and not text.startswith("-") else _plain(text)
    value = float(text)
    if not 0 <= value < _LAST:
        return _plain(text)
    if kind == SPAN:
        hours = round(value * 24 * 60) / 60
        return f"{hours:g} h"
    return _moment(value, kind, since_1904)


def _moment(value: float, kind: str, since_1904: bool) -> str:
    if kind == TIME and value < 1:
        return f"{_EPOCH + timedelta(seconds=round(value * 86400)):%H:%M:%S}".removesuffix(":00")
    if not since_1904 and value < 60:
        value += 1  # a workbook takes 1900 for a leap year
    moment = (_EPOCH_1904 if since_1904 else _EPOCH) + timedelta(seconds=round(value * 86400))
    return moment.isoformat(" ").removesuffix(" 00:00:00")


def _plain(text: str) -> str:
    """Digits, as many as a workbook keeps: 0.30000000000000004 was 0.3."""
    if _DIGITS.fullmatch(text):
        return text
    try:
        value = Decimal(f"{float(text):.15g}")
    except (ValueError, OverflowError):
        return text
    return format(value, "f") if value.is_finite() and abs(value.adjusted()) < 30 else text
