"""Addresses of talks, below /dialogues/. Each subject has a list of its own."""

from dialogues import urls_calendar, urls_library

app_name = "dialogues"
urlpatterns = [*urls_calendar.patterns, *urls_library.patterns]
