"""A page of a past day has no form that could be sent: what stood in one is there to read.

Most forms are not there at all, for nobody may write on a past day. Some hold a table that is read as well; the token
of such a form would be another one at every look.
"""

import re

from common.past.parts import of_the_day

_FORM = re.compile(r'<form\b(?=[^>]*\bmethod="post")(?P<said>[^>]*)>(?P<inside>.*?)</form>', re.DOTALL)
_SENT = re.compile(r'<input type="hidden"[^>]*>|<button\b(?![^>]*\btype="button").*?</button>', re.DOTALL)
_KEPT = re.compile(r'\s(?:id|class)="[^"]*"')


def only_to_read(html: str) -> str:
    """The page without its forms."""
    return of_the_day(html, lambda part: _FORM.sub(_read, part))


def _read(form: re.Match) -> str:
    kept = "".join(_KEPT.findall(form["said"]))
    return f"<div{kept}>{_SENT.sub('', form['inside'])}</div>"
