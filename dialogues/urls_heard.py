"""Addresses of what we heard."""

from django.urls import path

from dialogues.views import heard

urlpatterns = [
    path("heard/", heard.heard, name="heard"),
    path("heard/<int:pk>/", heard.heard_one, name="heard_one"),
    path("heard/themes/<str:name>/", heard.theme, name="theme"),
]
