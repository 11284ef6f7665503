"""Somebody who saves, and undoes."""

import pytest

from common.history import recording
from tests.factories.accounts import UserFactory


@pytest.fixture
def by():
    return UserFactory(ciso=True, name="Ana")


@pytest.fixture
def save(by):
    """`with save() as group:` writes one save and names it."""
    return lambda reason="Done": recording(by=by, reason=reason)
