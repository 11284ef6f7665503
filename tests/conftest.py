"""What every test shares. Fixtures live in `tests/fixtures/`, one subject a file."""

import pytest
from django.core.cache import cache

pytest_plugins = [
    "tests.fixtures.database",
    "tests.fixtures.cast",
    "tests.fixtures.queries",
    "tests.fixtures.samples",
    "tests.fixtures.browser",
    "tests.fixtures.register",
    "tests.fixtures.sheets",
    "tests.fixtures.laws",
    "tests.fixtures.processes",
    "tests.fixtures.reorganised",
    "tests.fixtures.reviewing",
    "tests.fixtures.past_things",
]


@pytest.fixture(scope="session", autouse=True)
def _files_of_the_browser(collected_static):
    """Pages name their files by the hash of the content, as in production, so the files are collected first."""


@pytest.fixture(autouse=True)
def _nothing_remembered():
    """Rate limits and one-time codes of another test are gone."""
    cache.clear()


LONG = ("tests/house/", "tests/journeys/")


def pytest_collection_modifyitems(items):
    """What takes longest begins first, so that at the end no half of the suite waits for the other."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))
