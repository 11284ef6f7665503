"""Addresses under /reorganisations/ at which a register of successions comes in and goes out."""

from django.urls import path

from desk.views.imports import import_pages
from overview.successions.kind import SUCCESSION_SHEET
from overview.views.successions import successions_export

urlpatterns = [
    *import_pages(SUCCESSION_SHEET),
    path("successions.csv", successions_export, name="successions_export"),
]
