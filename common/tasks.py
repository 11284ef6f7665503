"""The base of every background task."""

from celery import Task
from django.db import transaction


class AtomicTask(Task):
    """One task is one transaction: it happened, or it did not."""

    abstract = True

    def __call__(self, *args, **kwargs):
        with transaction.atomic():
            return super().__call__(*args, **kwargs)
