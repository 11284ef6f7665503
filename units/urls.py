"""Addresses of this app."""

app_name = "units"

urlpatterns = []
