"""Addresses about the installation itself."""

from django.urls import path

from desk.views import health, system

urlpatterns = [
    path("healthz/", health.healthz, name="healthz"),
    path("readyz/", health.readyz, name="readyz"),
    path("system/", system.system, name="system"),
    path("system/ask/", system.ask_worker, name="ask_worker"),
]
