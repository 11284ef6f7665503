"""The clock of the house and the worker's answer to "are you there?"."""

import socket
from datetime import timedelta
from functools import partial

from celery import Task, current_app, shared_task
from django.db import transaction
from django.utils import timezone

from common import asof
from desk import chores, jobs, retention
from desk.evidence import chain
from desk.models import Heartbeat, Job

TICK_SECONDS = 30


@shared_task
def tick() -> None:
    """Prove that beat, broker, worker and database work together. A second beat's tick changes nothing."""
    Heartbeat.objects.beat(
        Heartbeat.TICK, host=socket.gethostname(), at_most_every=timedelta(seconds=TICK_SECONDS / 2)
    )
    if Heartbeat.objects.is_late(Heartbeat.RETENTION, after=retention.EVERY):
        transaction.on_commit(retain.delay, robust=True)
    if Job.objects.due().exists():
        transaction.on_commit(jobs.hint, robust=True)
    for chore in chores.due():
        transaction.on_commit(partial(current_app.send_task, chore.task), robust=True)


@shared_task
def retain() -> None:
    """Carry out what is due under the table of retention."""
    now = timezone.now()
    retention.carry_out_due(on=asof.today(), at=now)
    jobs.forget(before=now - jobs.KEPT)


@shared_task
def take_anchor() -> None:
    """Seal what the record holds by now, once a day."""
    chain.take_daily(at=timezone.now())
    chores.done(chain.NAME)


@shared_task(base=Task)
def work() -> None:
    """Do one piece of work that waits. No transaction around it: others see that it is claimed, and how far it is."""
    if jobs.work_next(at=timezone.now()) and Job.objects.due().exists():
        jobs.hint()


@shared_task
def answer() -> None:
    """Answer somebody who asked for a sign of life."""
    Heartbeat.objects.beat(Heartbeat.ANSWER, host=socket.gethostname())
