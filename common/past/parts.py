"""What of an answer belongs to the day: of a whole page what stands in `<main>`, for the frame belongs to today."""

import re
from collections.abc import Callable

_MAIN = re.compile(r"<main.*?</main>", re.DOTALL)


def of_the_day(html: str, change: Callable[[str], str]) -> str:
    """The page, or part of one, with what belongs to the day changed."""
    return _MAIN.sub(lambda found: change(found[0]), html, count=1) if "<main" in html else change(html)
