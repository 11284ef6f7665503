"""Addresses of reviews; those of practices stand in `urls_practices`, the review page of a department on the roof."""

from django.urls import path

from common.downloads import pages
from reviews.views import asking, closing, cycles, planning, rehearsing

app_name = "reviews"
urlpatterns = [
    path("", cycles.cycles, name="list"),
    path("new/", planning.cycle_new, name="new"),
    path("scope/", planning.scope_preview, name="scope"),
    path("<int:pk>/", cycles.cycle, name="cycle"),
    path("<int:pk>/edit/", planning.cycle_edit, name="edit"),
    path("<int:pk>/drop/", planning.cycle_drop, name="drop"),
    path("<int:pk>/rehearsal/", rehearsing.rehearsal, name="rehearsal"),
    path("<int:pk>/rehearsal/settle/", rehearsing.settle, name="settle"),
    path("<int:pk>/open/", rehearsing.cycle_open, name="open"),
    path("<int:pk>/nudge/", asking.nudge, name="nudge"),
    path("<int:pk>/reassign/", asking.reassign, name="reassign"),
    path("<int:pk>/close/", closing.cycle_close, name="close"),
    *pages(cycles.cycle_export, name="export", at="<int:pk>/"),
    path("<int:pk>/summary.pdf", closing.summary_pdf, name="summary"),
    path("<int:pk>/summary.json", closing.summary_json, name="summary_json"),
]
