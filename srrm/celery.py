"""The background application. Tasks are found in each app's `tasks` module."""

import os

from celery import Celery
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

        redis.server(settings.REDIS_FOLDER).ensure()


app = Application("srrm", task_cls="common.tasks:AtomicTask")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
