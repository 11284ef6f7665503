"""Taking words out of texts that the record keeps. Pure: no database, no clock."""

import re
from collections.abc import Collection, Sequence

# What stands in the record where a value was taken out.
REDACTED = "redacted"


def without(text: str, words: Collection[str], instead: str) -> str:
    """`text` with `instead` in place of each of `words`, whatever their case; a word inside a longer one stays."""
    found = sorted(filter(None, words), key=len, reverse=True)
    if not text or not found:
        return text
    pattern = rf"(?<!\w)(?:{'|'.join(re.escape(word) for word in found)})(?!\w)"
    return re.sub(pattern, lambda _: instead, text, flags=re.IGNORECASE)


def blanked(pair: Sequence[str], after: str) -> list[str]:
    """A difference [old text, new text] that no longer says what was: nothing stays nothing, and so does what stands
    there after the redaction anyway."""
    return [text if text in ("", after) else REDACTED for text in pair]
