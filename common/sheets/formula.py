"""Keeps spreadsheets from running what a person typed.

A text that a spreadsheet could take for a formula gets an apostrophe in front on the way out and loses it on the
way in. Texts that already look neutralised get one more, so that `restored(neutralised(x)) == x` for every x.
"""

import re

_STARTS_FORMULA = re.compile(r"'*[=+\-@\t\r\n\0]")
_NEUTRALISED = re.compile(r"'+[=+\-@\t\r\n\0]")


def neutralised(text: str) -> str:
    return "'" + text if _STARTS_FORMULA.match(text) else text


def restored(text: str) -> str:
    return text[1:] if text[:1] == "'" and _NEUTRALISED.match(text) else text
