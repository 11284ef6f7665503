"""Addresses that scripts of lists ask."""

from django.urls import path

from units.views.branch_sums import branch_sums
from units.views.choices import unit_choices

app_name = "choices"

urlpatterns = [
    path("units/", unit_choices, name="units"),
    path("branches/", branch_sums, name="branch_sums"),
]
