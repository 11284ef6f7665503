"""HTML put together in Python, for what a page repeats by the hundred: as Django does it, in half the time."""

import re
from html import escape, unescape

from django.utils.safestring import SafeString

from common.words import NOTHING

_TAGS = re.compile("(<[^>]*>)")
_ASIDE = re.compile("only-phone|visually-hidden")


def escaped(value) -> str:
    """The value as HTML: what is safe already stays as it is."""
    return value if isinstance(value, SafeString) else escape(str(value))


def filled(template: str, *values) -> SafeString:
    """`template` with each {} replaced by an escaped value."""
    return SafeString(template.format(*map(escaped, values)))


def plain(html) -> str:
    """What a person reads of it, in one line: without what only a phone shows or only a reader of screens hears."""
    if not isinstance(html, SafeString):
        return "" if html == NOTHING else str(html)
    said, hidden = [], 0
    for piece in _TAGS.split(html):
        if piece == "<br>":
            said.append("" if hidden else "; ")
        elif piece.startswith("</"):
            hidden -= bool(hidden)
        elif piece.startswith("<"):
            hidden += bool(hidden or _ASIDE.search(piece))
        elif not hidden:
            said.append(piece)
    text = " ".join(unescape("".join(said)).split())
    return "" if text == NOTHING else text
