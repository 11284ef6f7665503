"""Addresses of promises, of what we heard and of the glossary."""

urlpatterns = []
