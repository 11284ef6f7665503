"""Somebody who leaves the mouse alone, and how long that takes a person and not a machine."""

from playwright.sync_api import Locator, Page

# Seconds a keystroke and a moment of thought take an average person: the keystroke-level model of Card, Moran and
# Newell (1980).
KEYSTROKE, THOUGHT = 0.28, 1.35


class Keyboard:
    """Presses keys on `page` and counts. `seconds` is what a person would have needed."""

    def __init__(self, page: Page):
        self.page, self.keys, self.thoughts = page, 0, 0

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.keys += 1

    def type(self, text: str) -> None:
        """A thought, then its letters."""
        self.page.keyboard.type(text)
        self.keys += len(text)
        self.thoughts += 1

    def tab_to(self, target: Locator, most: int = 90) -> None:
        """Tab, as often as it takes; fails where the target cannot be reached that way."""
        for _ in range(most):
            if target.evaluate("node => node === document.activeElement"):
                return
            self.press("Tab")
        raise AssertionError(f"{most} times Tab do not lead to {target}")

    @property
    def seconds(self) -> float:
        return self.keys * KEYSTROKE + self.thoughts * THOUGHT
