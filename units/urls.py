"""Addresses of the inventory. The page of one department is on the roof."""

from django.urls import path

from common import downloads
from desk.views.imports import import_pages
from units.sheets.kind import UNITS
from units.views import binding, risk
from units.views.edit import edit_unit, move_unit, new_unit
from units.views.export import export
from units.views.listing import list_units

app_name = "units"

urlpatterns = [
    path("", list_units, name="list"),
    path("new/", new_unit, name="new"),
    *downloads.pages(export, name="export"),
    *import_pages(UNITS),
    path("<str:code>/edit/", edit_unit, name="edit"),
    path("<str:code>/move/", move_unit, name="move"),
    path("<str:code>/obligations/add/", binding.bind_obligation, name="bind_obligation"),
    path("<str:code>/obligations/<int:pk>/remove/", binding.release_obligation, name="release_obligation"),
    path("<str:code>/risk/", risk.override, name="risk"),
    path("<str:code>/risk/end/", risk.override_end, name="risk_end"),
    path("<str:code>/suggestion/<str:field>/", risk.suggestion, name="suggestion"),
    path("<str:code>/unpin/<str:field>/", risk.unpin, name="unpin"),
]
