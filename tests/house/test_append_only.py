"""The record is append-only in the database itself: no UPDATE, DELETE or TRUNCATE gets through on any of its tables."""

import pytest
from django.apps import apps
from django.db import connection

from common.history import TrackedModel
from desk.models import EvidenceAnchor, EvidenceShape, RedactedVersion, Redaction
from tests.fixtures.record import refused
from tests.house.test_factories import FACTORIES

pytestmark = pytest.mark.django_db
LOGS = (EvidenceAnchor, EvidenceShape, RedactedVersion, Redaction)
MADE = {made._meta.model: made for made in FACTORIES}
KEPT = {model._meta.label: model for model in MADE if issubclass(model, TrackedModel) or model in LOGS}


def table_of(model) -> str:
    kept = model if model in LOGS else model.history.model
    return kept._meta.db_table


def rows(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT count(*) FROM "{table}"')
        return cursor.fetchone()[0]


@pytest.mark.parametrize("label", sorted(KEPT))
def test_nothing_changes_or_removes_what_was_recorded(label):
    model = KEPT[label]
    table = table_of(model)
    made = MADE[model]()
    if model is Redaction:
        # Its own transaction may still note how many versions it reached.
        assert refused(f"UPDATE {table} SET rule = 'Falsified'")
    else:
        key = "id" if model in LOGS else "history_id"
        assert refused(f'UPDATE "{table}" SET {key} = {key} + 1000')
        assert refused(f'UPDATE "{table}" SET {key} = {key}')
    assert made.pk
    assert rows(table) > 0
    assert refused(f'DELETE FROM "{table}"')
    with connection.cursor() as cursor:
        # A key that waits to be checked would refuse it as well.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert refused(f'TRUNCATE "{table}" CASCADE')


def test_every_table_of_the_record_is_tried():
    versions = {model._meta.db_table for model in apps.get_models() if hasattr(model, "history_type")}
    assert versions <= {table_of(model) for model in KEPT.values()}
