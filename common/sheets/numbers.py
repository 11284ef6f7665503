"""Numbers as people write them: 1,878 and 1.878,00, £171,700,000, 145k, (500)."""

import re
from decimal import Decimal

from common.sheets.blanks import levelled

_TIMES = {
    "k": 3, "tsd": 3, "thousand": 3, "thsd": 3,
    "m": 6, "mn": 6, "mm": 6, "mio": 6, "mill": 6, "million": 6, "millions": 6,
    "b": 9, "bn": 9, "mrd": 9, "billion": 9, "billions": 9,
}  # fmt: skip
_CURRENCY = (
    r"(?:[£€$¥₹₽₩₺]|(?:US|AU|CA|NZ|HK|S)\$|CHF|EUR|GBP|USD|JPY|SEK|NOK|DKK|PLN|CZK|AUD|CAD|INR|Fr\.|zł|kr)"
)
_SIGN = "[-−–+]"
_WRITTEN = re.compile(
    rf"(?P<open>\()?(?P<sign>{_SIGN})?\s*(?:{_CURRENCY}\s*)?(?P<behind>{_SIGN})?\s*"
    r"(?P<digits>[0-9](?:[0-9.,'’ ]*[0-9])?|[.,][0-9]+)(?P<dot>[.,](?:[-–—]{1,2})?)?"
    rf"\s*(?P<times>[A-Za-z]+)?\.?\s*(?:{_CURRENCY})?\s*(?P<after>[-−])?(?P<close>\))?",
    re.IGNORECASE,
)
# Thousands parted by one kind of sign throughout, then the decimals.
_FORMS = {
    ".": re.compile(
        r"(?:[0-9]+|[0-9]{1,3}(?:(?P<group>[,'’ ])[0-9]{3}(?:(?P=group)[0-9]{3})*)|)(?:\.[0-9]+)?"
    ),
    ",": re.compile(
        r"(?:[0-9]+|[0-9]{1,3}(?:(?P<group>[.'’ ])[0-9]{3}(?:(?P=group)[0-9]{3})*)|)(?:,[0-9]+)?"
    ),
}
_PLAIN = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]+)?")
MOST_CHARACTERS = 60


class NoNumber(ValueError):
    """The text is no number as such numbers are written here."""


class OtherMark(NoNumber):
    """It is a number where the decimal mark is the other one."""


def read_number(text: str, decimal: str = ".") -> Decimal:
    """The number in a text. Raises NoNumber."""
    if decimal == "." and _PLAIN.fullmatch(text):
        return Decimal(text)
    text = levelled(text)
    found = _WRITTEN.fullmatch(text) if len(text) <= MOST_CHARACTERS else None
    if not found or not _signs_fit(found):
        raise NoNumber
    times = _TIMES.get((found["times"] or "").casefold(), 0)
    if found["times"] and not times:
        raise NoNumber
    digits = found["digits"]
    if not _FORMS[decimal].fullmatch(digits):
        other = "," if decimal == "." else "."
        raise OtherMark if _FORMS[other].fullmatch(digits) else NoNumber
    if found["dot"] and found["dot"][0] != decimal:
        raise OtherMark
    bare = "".join(char if char.isdigit() else "." for char in digits if char.isdigit() or char == decimal)
    value = Decimal(bare).scaleb(times)
    return -value if _is_below_zero(found) else value


def _signs_fit(found: re.Match) -> bool:
    """At most one way of saying that it is below zero, and no bracket alone."""
    ways = [found[way] for way in ("open", "sign", "behind", "after") if found[way]]
    return len(ways) <= 1 and bool(found["open"]) == bool(found["close"])


def _is_below_zero(found: re.Match) -> bool:
    return bool(found["open"] or (found["sign"] or found["behind"] or found["after"] or "+") != "+")
