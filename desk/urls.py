"""Addresses about the installation itself."""

from django.urls import include, path

from desk.views import health, jobs, retention, system

within = [
    path("system/retention/", retention.retention, name="retention"),
    path("jobs/<int:pk>/", jobs.job, name="job"),
]

urlpatterns = [
    path("healthz/", health.healthz, name="healthz"),
    path("readyz/", health.readyz, name="readyz"),
    path("system/", system.system, name="system"),
    path("system/ask/", system.ask_worker, name="ask_worker"),
    path("", include((within, "desk"))),
]
