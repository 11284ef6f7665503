"""A worker that is killed in the middle of bringing a file in: nothing half done, said on the page, started again."""

import os
import signal
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone

from desk.models import Job, SheetImport
from desk.sheets import flow, work
from tests.factories.accounts import UserFactory
from units.models import Unit
from units.sheets.kind import UNITS

ROWS = 2_100


@pytest.mark.django_db(transaction=True)
def test_nothing_is_half_brought_in_and_it_is_started_again(client, start_worker, until):
    by = UserFactory(ciso=True)
    text = "code,name,headcount\n" + "".join(f"K-{n},Kiosk {n},{n}\n" for n in range(ROWS))
    record = flow.receive(UNITS, text.encode(), file_name="kiosks.csv", by=by, at=timezone.now())
    mapping = flow.mapping_of(UNITS, record, by)
    flow.check(UNITS, record, mapping=mapping, by=by, at=timezone.now())
    record.save()
    work.bring_in(UNITS, record, by=by, reason="Kiosks", at=timezone.now(), seen=record.fingerprint)
    job = Job.objects.get()

    first = start_worker()
    with transaction.atomic(), connection.cursor() as cursor:
        # Whoever writes versions waits here, with the departments written already.
        cursor.execute("LOCK TABLE units_historicalunit IN SHARE MODE")
        until(lambda: Job.objects.filter(doing="Writing").exists(), 60)
        os.killpg(first.pid, signal.SIGKILL)
        first.wait(10)
    Job.objects.filter(pk=job.pk).update(lease_until=Now() - timedelta(seconds=1))
    record = SheetImport.objects.get()
    assert not Unit.objects.filter(code__startswith="K-").exists()
    assert not Unit.history.filter(history_change_reason="Kiosks").exists()
    assert (record.state, record.record_group, record.job.outcome) == ("checked", None, "")

    client.force_login(by)
    page = client.get(reverse("units:import_detail", args=[record.pk])).content.decode()
    assert "The worker was stopped in the middle. Nothing was brought in." in page
    client.post(reverse("units:import_again", args=[record.pk]))
    start_worker()
    until(lambda: Job.objects.filter(outcome="done").exists(), 90)
    record.refresh_from_db()
    assert record.state == "applied"
    assert Unit.history.filter(history_group=record.record_group).count() == ROWS
    assert Unit.objects.filter(code__startswith="K-").count() == ROWS
