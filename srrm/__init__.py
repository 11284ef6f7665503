"""The project: settings, addresses, the web and the background entry points. No app imports it."""

from .celery import app as celery_app

__all__ = ["celery_app"]
