"""Addresses of how people stand towards security; part of the directory's."""

from django.urls import path

from contacts.views import stances

urlpatterns = [
    path("engagement/", stances.engagement, name="engagement"),
    path("<int:pk>/stance/", stances.stance, name="stance"),
    path("<int:pk>/stance/<int:stance>/remove/", stances.stance_remove, name="stance_remove"),
]
