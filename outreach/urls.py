"""Addresses of mail, below /outreach/."""

from django.urls import path

from common.downloads import pages
from outreach.views import outbox
from outreach.views import preferences as chosen

app_name = "outreach"
urlpatterns = [
    path("", outbox.mail, name="list"),
    *pages(outbox.mail_export, name="export"),
    path("retry/", outbox.retry_failed, name="retry_failed"),
    path("preferences/", chosen.preferences, name="preferences"),
    path("preferences/usual/", chosen.preferences_usual, name="preferences_usual"),
    path("messages/<int:pk>/", outbox.message, name="message"),
    path("messages/<int:pk>/retry/", outbox.retry, name="retry"),
    path("messages/<int:pk>/stop/", outbox.stop, name="stop"),
]
