"""What is logged, to the console, and without secrets."""

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


def to_console(level: str) -> dict:
    """The setting LOGGING: everything from `level` on in plain lines, for whatever runs the process to keep."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"no_tokens": {"()": "common.logs.HideTokens"}},
        "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["no_tokens"]}
        },
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "django": {"handlers": [], "propagate": True},
            "django.server": {"handlers": [], "propagate": True},
        },
    }
