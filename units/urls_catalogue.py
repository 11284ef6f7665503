"""Addresses of what stands beside the units: obligations and incidents."""

from django.urls import path

from common.downloads import pages
from units.views import incidents, obligations

urlpatterns = [
    path("obligations/", obligations.obligations, name="obligations"),
    path("obligations/new/", obligations.new_obligation, name="obligation_new"),
    path("obligations/<int:pk>/", obligations.obligation, name="obligation"),
    path("obligations/<int:pk>/edit/", obligations.edit_obligation, name="obligation_edit"),
    path("obligations/<int:pk>/delete/", obligations.delete_obligation, name="obligation_delete"),
    path("incidents/", incidents.incidents, name="incidents"),
    *pages(incidents.incidents_export, name="incidents_export", at="incidents/"),
    path("incidents/new/", incidents.new_incident, name="incident_new"),
    path("incidents/<int:pk>/", incidents.incident, name="incident"),
    path("incidents/<int:pk>/edit/", incidents.edit_incident, name="incident_edit"),
]
