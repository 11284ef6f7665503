"""What every test shares."""

pytest_plugins = [
    "tests.fixtures.database",
    "tests.fixtures.cast",
    "tests.fixtures.queries",
    "tests.fixtures.browser",
]
