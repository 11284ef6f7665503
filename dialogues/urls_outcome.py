"""Addresses of promises, of what we heard and of the glossary."""

from dialogues import urls_promises

urlpatterns = [*urls_promises.urlpatterns]
