"""Secrets stay out of the logs."""

import logging

import pytest

from common.logs import HideTokens, hide


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("GET /dialogues/calendar.ics?token=s3cret HTTP/1.1", "GET /dialogues/calendar.ics?token=… HTTP/1.1"),
        ("/callback/?code=abc&state=xyz&page=2", "/callback/?code=…&state=…&page=2"),
        ("/units/?q=token", "/units/?q=token"),
        ("/units/?code=FIN", "/units/?code=…"),
    ],
)
def test_secret_parameters_lose_their_value(text, shown):
    assert hide(text) == shown


def test_a_record_is_cleaned_before_it_is_written():
    record = logging.LogRecord(
        "django.server", logging.INFO, "", 0, '"%s" %s', ("GET /feed?token=abc", 200), None
    )
    assert HideTokens().filter(record)
    assert record.getMessage() == '"GET /feed?token=…" 200'
