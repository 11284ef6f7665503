"""Addresses about the installation itself."""

from django.urls import include, path

from desk.views import health, retention, system

within = [
    path("retention/", retention.retention, name="retention"),
]

urlpatterns = [
    path("healthz/", health.healthz, name="healthz"),
    path("readyz/", health.readyz, name="readyz"),
    path("system/", system.system, name="system"),
    path("system/ask/", system.ask_worker, name="ask_worker"),
    path("system/", include((within, "desk"))),
]
