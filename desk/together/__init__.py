"""Changing many rows of a list at once: what would change is shown first, all of it is one save, and it can be undone.

`kinds` is what an app says of its own list, `planning` what would change, `undoing` taking it back.
"""
