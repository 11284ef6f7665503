"""Addresses of mail, below /outreach/."""

app_name = "outreach"
urlpatterns = []
