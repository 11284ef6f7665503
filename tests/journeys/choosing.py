"""A long list that the server searches while one types."""

import re

from playwright.sync_api import Locator


def look_up(box: Locator, words: str, named: str = "") -> None:
    """Types `words` into the box of the list and takes the first that is offered with them, or with all of `named`,
    in its name."""
    # The box itself takes the focus: after a click the list gives it on a moment later, and letters are lost.
    with box.page.expect_response(re.compile(rf"[?&]q={words}$")):
        box.press_sequentially(words)
    wanted = re.compile(re.escape(named or words), re.IGNORECASE)
    box.page.get_by_role("option", name=wanted).first.click()
