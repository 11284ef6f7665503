"""Addresses of what units cannot afford to lose, and of how they depend on one another."""

urlpatterns = []
