"""Addresses of talks, below /dialogues/. Each subject has a list of its own."""

app_name = "dialogues"
urlpatterns = []
