"""Addresses of goals."""

urlpatterns = []
