"""Addresses of the cards that say whom to call."""

app_name = "call"

urlpatterns = []
