"""Addresses of practices."""

urlpatterns: list = []
