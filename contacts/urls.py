"""Addresses of the directory."""

app_name = "contacts"

urlpatterns = []
