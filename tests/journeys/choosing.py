"""A long list that the server searches while one types."""

import re

from playwright.sync_api import Page, expect


def look_up(page: Page, field: str, words: str) -> None:
    """Types `words` into the list of the field with that id and takes the first that is offered with them in it."""
    page.locator(f"#{field} + .ts-wrapper .ts-control").click()
    # The list gives the focus on to its box a moment after the click; what is typed before that is lost.
    expect(page.locator(f"#{field}-ts-control")).to_be_focused()
    with page.expect_response(re.compile(rf"[?&]q={words}$")):
        page.keyboard.type(words)
    page.locator(".ts-dropdown .option:visible").filter(
        has_text=re.compile(words, re.IGNORECASE)
    ).first.click()
