"""Keeps secrets out of the logs."""

import logging
import re

_SECRET = re.compile(r"([?&](?:token|key|code|state)=)[^&\s\"']+")


def hide(text: str) -> str:
    """The text with the value of every secret query parameter replaced."""
    return _SECRET.sub(r"\1…", text)


class HideTokens(logging.Filter):
    """Replaces secret query parameters in a record before a handler writes it."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        hidden = hide(message)
        if hidden != message:
            record.msg, record.args = hidden, ()
        return True
