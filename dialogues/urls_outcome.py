"""Addresses of promises, of what we heard and of the glossary."""

from dialogues import urls_closing, urls_heard, urls_library, urls_promises

urlpatterns = [
    *urls_promises.urlpatterns,
    *urls_closing.urlpatterns,
    *urls_heard.urlpatterns,
    *urls_library.outside,
]
