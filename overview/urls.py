"""Addresses of the pages about everything, and of the department page."""

from django.urls import path  # noqa: F401

urlpatterns: list = []
