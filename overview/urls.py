"""Addresses of the pages about everything, and of the department page."""

from django.urls import include, path

from overview.views import (
    asking,
    call_sheets,
    changes,
    closing,
    comparing,
    gaps,
    history,
    impact,
    offline,
    search,
    sheet,
    today,
)
from overview.views.department import department
from overview.views.map import map_data, map_page, map_panel, map_svg
from overview.views.undoing import value_undo

urlpatterns = [
    path("", today.today, name="today"),
    path("later/", today.later, name="later"),
    path("search/", search.search, name="search"),
    path("map/", map_page, name="map"),
    path("map/data.json", map_data, name="map_data"),
    path("map/map.svg", map_svg, name="map_svg"),
    path("map/panel/<str:code>/", map_panel, name="map_panel"),
    path("changes/", changes.changes, name="changes"),
    path("changes/compare/", comparing.compare_days, name="compare_days"),
    path("changes/compare/export.csv", comparing.compare_days_export, name="compare_days_export"),
    path("changes/<uuid:group>/", changes.change, name="change"),
    path("gaps/", gaps.gaps, name="gaps"),
    path("gaps/export.csv", gaps.gaps_export, name="gaps_export"),
    path("gaps/assign/", gaps.gap_assign, name="gap_assign"),
    path("gaps/dismiss/", gaps.gap_dismiss, name="gap_dismiss"),
    path("gaps/reopen/", gaps.gap_reopen, name="gap_reopen"),
    path("promises/<int:pk>/ask/", asking.promise_ask, name="promise_ask"),
    path("units/<str:code>/history/", history.unit_history, name="unit_history"),
    path("units/<str:code>/history/<int:version>/", history.unit_version, name="unit_version"),
    path("units/<str:code>/close/", closing.unit_close, name="unit_close"),
    path("units/<str:code>/reopen/", closing.unit_reopen, name="unit_reopen"),
    path("units/<str:code>/impact/", impact.impact, name="impact"),
    path("units/<str:code>/impact/open/", impact.call_sheet_open, name="call_sheet_open"),
    path("call-sheets/<int:pk>/", call_sheets.call_sheet, name="call_sheet"),
    path("call-sheets/<int:pk>/tick/", call_sheets.call_tick, name="call_tick"),
    path("call-sheets/<int:pk>/close/", call_sheets.call_sheet_close, name="call_sheet_close"),
    path("call-sheets/<int:pk>/incident/", call_sheets.call_sheet_incident, name="call_sheet_incident"),
    path("offline/", offline.offline, name="offline"),
    path("offline/build/", offline.offline_build, name="offline_build"),
    path("offline/pack.zip", offline.offline_download, name="offline_download"),
    path("incidents/<int:pk>/calls/", call_sheets.incident_calls, name="incident_calls"),
    path("units/<str:code>/sheet/", sheet.unit_sheet, name="unit_sheet"),
    path("units/<str:code>/sheet.pdf", sheet.unit_sheet_pdf, name="unit_sheet_pdf"),
    path("units/<str:code>/undo/<uuid:group>/", value_undo, name="value_undo"),
    path("dialogues/sessions/", include("overview.urls_room")),
    path("units/<str:code>/", department, name="department"),
]
