"""Addresses of one talk: plan, room and minutes are one page; what changes in the room has an address each."""

from django.urls import path

from overview.views import prep, room, room_notes

urlpatterns = [
    path("<int:pk>/", room.session, name="session"),
    path("<int:pk>/open/", room.session_open, name="session_open"),
    path("<int:pk>/items/<int:item>/", room.session_item, name="session_item"),
    path("<int:pk>/attendance/", room.session_attendance, name="session_attendance"),
    path("<int:pk>/draft/", room_notes.session_draft, name="session_draft"),
    path("<int:pk>/keep/", room_notes.session_keep, name="session_keep"),
    path("<int:pk>/lines/", room_notes.session_lines, name="session_lines"),
    path("<int:pk>/prep/", prep.session_prep, name="session_prep"),
    path("<int:pk>/prep.pdf", prep.session_prep_pdf, name="session_prep_pdf"),
]
