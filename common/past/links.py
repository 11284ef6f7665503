"""Links and searches on a page of a past day lead on within that day, wherever the page behind them knows past days."""

import re
from collections.abc import Collection
from datetime import date
from functools import lru_cache
from html import escape, unescape
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.urls import Resolver404, resolve

from common.past.parts import of_the_day

_LINK = re.compile(r'(?P<name>\s(?:href|hx-get|data-src|data-panel))="(?P<address>[^"]*)"')
_FORM = re.compile(r'<form\b(?=[^>]*\bmethod="get")[^>]*>(?=(?P<inside>.*?)</form>)', re.DOTALL)
_ACTION = re.compile(r'\saction="([^"]*)"')
STAYS = "data-today"  # a link so marked leads to today on purpose


def on_that_day(html: str, day: date) -> str:
    """The page with the day in its links and in what it asks for."""
    return of_the_day(html, lambda part: _asking(_linked(part, day), day))


def _asking(html: str, day: date) -> str:
    def with_field(found: re.Match) -> str:
        action = _ACTION.search(found[0])
        leaves = action and _led_on(unescape(action[1]), day) == unescape(action[1])
        if leaves or 'name="as_of"' in found["inside"]:
            return found[0]
        return f'{found[0]}<input type="hidden" name="as_of" value="{day}">'

    return _FORM.sub(with_field, html)


def _linked(html: str, day: date) -> str:
    def with_day(found: re.Match) -> str:
        address = unescape(found["address"])
        if html.startswith(f" {STAYS}", found.end()):
            return found[0]
        return f'{found["name"]}="{escape(_led_on(address, day))}"'

    return _LINK.sub(with_day, html)


def _led_on(address: str, day: date) -> str:
    parts = urlsplit(address)
    own = not parts.scheme and not parts.netloc and (parts.path.startswith("/") or address.startswith("?"))
    if not own or (parts.path and not knows_past_days(parts.path)):
        return address
    return with_day(address, day)


def with_day(address: str, day: date, *, less: Collection[str] = ()) -> str:
    """The address as of that day; what else it asks for is kept but for the names in `less`."""
    parts = urlsplit(address)
    asked = [
        (key, value)
        for key, value in parse_qsl(parts.query, keep_blank_values=True)
        if key != "as_of" and key not in less
    ]
    return urlunsplit(parts._replace(query=urlencode([*asked, ("as_of", day.isoformat())])))


@lru_cache(maxsize=4096)
def knows_past_days(path: str) -> bool:
    try:
        return getattr(resolve(path).func, "knows_past_days", False)
    except Resolver404:
        return False
