"""The demo organisation, built once for all tests of this folder, which only read it."""

import pytest
from django.db import transaction

from overview.demo.build import build
from tests.overview.demo.day import DAY


@pytest.fixture(scope="package")
def demo(django_db_setup, django_db_blocker):
    """Built once for the tests that only read; taken back afterwards."""

    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        try:
            yield build(on=DAY)
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)


@pytest.fixture
def read(demo, django_db_blocker):
    with django_db_blocker.unblock():
        yield demo
