"""In a worker: mail of the campaign's kind, the way of delivering under test, and a sign that the worker is ready."""

import os

from django.apps import AppConfig
from django.conf import settings


class FaultsConfig(AppConfig):
    name = "faults"

    def ready(self):
        from celery.signals import worker_ready

        from faults import controls
        from outreach import delivery, kinds

        kinds.register(kinds.MailKind("campaign", "Campaign", "Mail of the fault campaign"))
        if settings.FAULTS_DESIGN in controls.DESIGNS:
            delivery.deliver_due = controls.DESIGNS[settings.FAULTS_DESIGN]
        worker_ready.connect(_tell, weak=False)


def _tell(**_) -> None:
    settings.FAULTS_READY.mkdir(parents=True, exist_ok=True)
    (settings.FAULTS_READY / str(os.getpid())).touch()
