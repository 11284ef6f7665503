"""The background application. Tasks are found in each app's `tasks` module."""

import os
from pathlib import Path

from celery import Celery
from celery.signals import worker_init, worker_ready
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "srrm.settings")


class Application(Celery):
    """Celery that starts the embedded broker before it connects, where there is one."""

    def connection_for_read(self, *args, **kwargs):
        _ensure_broker()
        return super().connection_for_read(*args, **kwargs)

    def connection_for_write(self, *args, **kwargs):
        _ensure_broker()
        return super().connection_for_write(*args, **kwargs)


def _ensure_broker() -> None:
    if settings.REDIS_FOLDER:
        from common.embedded import redis

        redis.server(settings.REDIS_FOLDER).ensure(again=True)


app = Application("srrm", task_cls="common.tasks:AtomicTask")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect
def hold_database(**_) -> None:
    """Use the embedded database from the parent process: its children end without giving anything back."""
    database = settings.DATABASES["default"]
    if database["ENGINE"] == "common.embedded.postgresql":
        from common.embedded import postgres

        postgres.server(Path(database["HOST"])).ensure()


@worker_ready.connect
def first_sign_of_life(**_) -> None:
    """Do not wait for beat's first tick to say that the worker is there."""
    app.send_task("desk.tasks.tick")
