"""Addresses under /reorganisations/ at which a register of successions comes in and goes out."""

from common.downloads import pages
from desk.views.imports import import_pages
from overview.successions.kind import SUCCESSION_SHEET
from overview.views.successions import reorganisations_export, successions_export

urlpatterns = [
    *import_pages(SUCCESSION_SHEET),
    *pages(reorganisations_export, name="reorganisations_export"),
    *pages(successions_export, name="successions_export", called="successions"),
]
