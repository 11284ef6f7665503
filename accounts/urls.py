"""Addresses of the people who sign in; signing in itself is allauth's."""

from django.urls import path  # noqa: F401

urlpatterns: list = []
