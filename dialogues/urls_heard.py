"""Addresses of what we heard."""

from django.urls import path

from common.downloads import pages
from dialogues.views import downloads, heard

urlpatterns = [
    path("heard/", heard.heard, name="heard"),
    *pages(downloads.heard, name="heard_export", at="heard/"),
    path("heard/<int:pk>/", heard.heard_one, name="heard_one"),
    path("heard/themes/<str:name>/", heard.theme, name="theme"),
]
