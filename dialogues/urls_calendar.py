"""Addresses of planning: lists, the calendar, recurring and single talks, quiet times, feeds."""

from django.urls import path

from common.downloads import pages
from dialogues.views import downloads, feeds, quiet, series, sessions, talks

patterns = [
    path("", talks.talks, name="list"),
    *pages(downloads.talks, name="export"),
    path("calendar/", talks.calendar, name="calendar"),
    path("calendar.ics", feeds.feed, name="feed"),
    path("feed/", feeds.feed_key, name="feed_key"),
    path("feed/revoke/", feeds.feed_revoke, name="feed_revoke"),
    path("series/", series.series_list, name="series_list"),
    path("series/new/", series.series_new, name="series_new"),
    path("series/preview/", series.series_preview, name="series_preview"),
    path("series/<int:pk>/", series.series, name="series"),
    path("series/<int:pk>/edit/", series.series_edit, name="series_edit"),
    path("series/<int:pk>/end/", series.series_end, name="series_end"),
    path("sessions/new/", sessions.session_new, name="session_new"),
    path("sessions/<int:pk>/move/", sessions.session_move, name="session_move"),
    path("sessions/<int:pk>/cancel/", sessions.session_cancel, name="session_cancel"),
    path("sessions/<int:pk>/missed/", sessions.session_missed, name="session_missed"),
    path("sessions/<int:pk>/talk.ics", feeds.talk_ics, name="talk_ics"),
    path("quiet/", quiet.quiet_times, name="quiet_times"),
    path("quiet/new/", quiet.quiet_new, name="quiet_new"),
    path("quiet/<int:pk>/", quiet.quiet_edit, name="quiet_edit"),
    path("quiet/<int:pk>/remove/", quiet.quiet_remove, name="quiet_remove"),
]
