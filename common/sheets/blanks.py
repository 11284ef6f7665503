"""Cells as they are compared: blanks that only look like one, and what people write where nothing is to be said."""

import re

# A blank that does not break a line, blanks of several widths; then characters without any width.
_BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_NOTHING = "\u200b\u2060\ufeff\u00ad"
_LIKE_BLANK = re.compile(f"[{_BLANKS}]")
_EDGES = re.compile(rf"^[\s{_NOTHING}]+|[\s{_NOTHING}]+$")

_ERRORS = {"#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"}
_NOT_WORD = re.compile(r"[\W_]+")

_UNSAID = {
    "n/a", "n.a.", "na", "#n/a", "null", "-", "--", "–", "—", "?", "unknown", "not known", "not available",
    "not applicable", "tbc", "tbd", "k. a.", "k.a.", "s. o.",
}  # fmt: skip


def trimmed(text: str) -> str:
    """Without blanks around it, whatever kind of blank they are."""
    return text.strip() if text.isascii() else _EDGES.sub("", text)


def levelled(text: str) -> str:
    """Trimmed, and with plain blanks inside."""
    return text.strip() if text.isascii() else _EDGES.sub("", _LIKE_BLANK.sub(" ", text))


def plain(text: str) -> str:
    """A word as it is compared: without case, blanks, hyphens and underscores."""
    return _NOT_WORD.sub(" ", text).strip().casefold()


def is_unsaid(text: str) -> bool:
    """Whether it only says that there is nothing, where a number or a day is expected."""
    return text.casefold() in _UNSAID


def is_no_value(text: str) -> bool:
    """Whether it is what a spreadsheet shows where a formula has no value."""
    return text.strip() in _ERRORS
