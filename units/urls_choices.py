"""Addresses that long choice lists ask."""

from django.urls import path

from units.views.choices import unit_choices

app_name = "choices"

urlpatterns = [path("units/", unit_choices, name="units")]
