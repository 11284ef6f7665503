"""Addresses of responsibilities, leaving, access and double entries; part of the directory's."""

from django.urls import path

from contacts.views import access, assignments, duplicates, leaving

urlpatterns = [
    path("<int:pk>/leave/", leaving.leave, name="leave"),
    path("<int:pk>/here-again/", leaving.here_again, name="here_again"),
    path("assignments/<int:pk>/edit/", assignments.assignment_edit, name="assignment_edit"),
    path("assignments/<int:pk>/end/", assignments.assignment_end, name="assignment_end"),
    path("access/", access.access, name="access"),
    path("access/<str:code>/", access.access_settle, name="access_settle"),
    path("duplicates/", duplicates.duplicates, name="duplicates"),
    path("<int:pk>/merge/<int:other>/", duplicates.merge, name="merge"),
    path("<int:pk>/distinct/<int:other>/", duplicates.distinct, name="distinct"),
    path("<int:pk>/unmerge/", duplicates.unmerge, name="unmerge"),
]
