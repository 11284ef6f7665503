"""Addresses of the people of one unit."""

urlpatterns = []
