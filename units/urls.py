"""Addresses of the inventory. The page of one department is on the roof."""

from django.urls import path  # noqa: F401

app_name = "units"

urlpatterns: list = []
