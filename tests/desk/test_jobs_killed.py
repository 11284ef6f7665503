"""A worker that is killed in the middle: what it held is taken up by the next one, and done once."""

import os
import signal
from datetime import timedelta

import pytest
from django.db.models.functions import Now
from django.utils import timezone

from desk import jobs
from desk.models import Job
from overview.models import OfflinePack
from overview.offline import wanted
from tests.factories.accounts import UserFactory
from tests.factories.units import UnitFactory


@pytest.mark.django_db(transaction=True)
def test_what_a_killed_worker_held_is_done_once_by_the_next(start_worker, until):
    for _ in range(60):
        UnitFactory()
    job = wanted.want(password="correct horse battery", at=timezone.now(), by=UserFactory(ciso=True))
    first = start_worker()
    until(lambda: Job.objects.filter(attempts=1).exists(), 30)
    os.killpg(first.pid, signal.SIGKILL)
    first.wait(10)
    if Job.objects.filter(pk=job.pk, finished_at=None).update(lease_until=Now() - timedelta(seconds=1)):
        start_worker()
        jobs.hint()
    until(lambda: Job.objects.filter(outcome="done").exists(), 40)
    job.refresh_from_db()
    assert OfflinePack.objects.count() == 1
    assert job.result == {"pack": OfflinePack.objects.get().pk}
