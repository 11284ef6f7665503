"""Links on a page of a past day lead on within that day, wherever the page behind them knows past days."""

import re
from datetime import date
from functools import lru_cache
from html import escape, unescape
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.urls import Resolver404, resolve

_MAIN = re.compile(r"(?<=<main)(.*?)(?=</main>)", re.DOTALL)
_LINK = re.compile(r'(?P<name>\s(?:href|hx-get|data-src|data-panel))="(?P<address>[^"]*)"')
STAYS = "data-today"  # a link so marked leads to today on purpose


def on_that_day(html: str, day: date) -> str:
    """The page with the day in its links; of a whole page only those in `<main>`, for the frame belongs to today."""
    if "<main" in html:
        return _MAIN.sub(lambda found: _linked(found[0], day), html, count=1)
    return _linked(html, day)


def _linked(html: str, day: date) -> str:
    def with_day(found: re.Match) -> str:
        address = unescape(found["address"])
        if html.startswith(f" {STAYS}", found.end()):
            return found[0]
        return f'{found["name"]}="{escape(_with_day(address, day.isoformat()))}"'

    return _LINK.sub(with_day, html)


def _with_day(address: str, day: str) -> str:
    parts = urlsplit(address)
    own = (
        not parts.scheme
        and not parts.netloc
        and (parts.path.startswith("/") or (not parts.path and parts.query))
    )
    if not own or (parts.path and not knows_past_days(parts.path)):
        return address
    asked = [(key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if key != "as_of"]
    return urlunsplit(parts._replace(query=urlencode([*asked, ("as_of", day)])))


@lru_cache(maxsize=4096)
def knows_past_days(path: str) -> bool:
    try:
        return getattr(resolve(path).func, "knows_past_days", False)
    except Resolver404:
        return False
