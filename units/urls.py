"""Addresses of the inventory. The page of one department is on the roof."""

from django.urls import path

from units.views.edit import edit_unit, move_unit, new_unit
from units.views.listing import list_units

app_name = "units"

urlpatterns = [
    path("", list_units, name="list"),
    path("new/", new_unit, name="new"),
    path("<str:code>/edit/", edit_unit, name="edit"),
    path("<str:code>/move/", move_unit, name="move"),
]
