"""Addresses of what units cannot afford to lose, and of how they depend on one another."""

from django.urls import path

from common import downloads
from desk.views.imports import import_pages
from units.sheets.assets import ASSET_SHEET
from units.sheets.dependencies import DEPENDENCY_SHEET
from units.sheets.processes import PROCESS_SHEET
from units.views import (
    assets,
    choices,
    confirming,
    dependencies,
    dependency_list,
    impact,
    processes,
    unit_value,
    value,
    value_export,
    value_lists,
)

urlpatterns = [
    path("value/", value.value, name="value"),
    path("assets/", value_lists.assets, name="assets"),
    *downloads.pages(value_export.assets, name="assets_export", at="assets/"),
    *import_pages(ASSET_SHEET, at="assets/import/"),
    path("assets/<int:pk>/", assets.asset, name="asset"),
    path("assets/<int:pk>/edit/", assets.asset_edit, name="asset_edit"),
    path("assets/<int:pk>/remove/", assets.asset_remove, name="asset_remove"),
    path("processes/", value_lists.processes, name="processes"),
    *downloads.pages(value_export.processes, name="processes_export", at="processes/"),
    *import_pages(PROCESS_SHEET, at="processes/import/"),
    path("processes/<int:pk>/", processes.process, name="process"),
    path("processes/<int:pk>/edit/", processes.process_edit, name="process_edit"),
    path("processes/<int:pk>/impact/", impact.process_impact, name="process_impact"),
    path("processes/<int:pk>/remove/", processes.process_remove, name="process_remove"),
    path("dependencies/", dependency_list.dependencies, name="dependencies"),
    *downloads.pages(value_export.dependencies, name="dependencies_export", at="dependencies/"),
    *import_pages(DEPENDENCY_SHEET, at="dependencies/import/"),
    path("dependencies/confirm/", confirming.dependencies_confirm, name="dependencies_confirm"),
    path("dependencies/<int:pk>/confirm/", confirming.dependency_confirm, name="dependency_confirm"),
    path("dependencies/<int:pk>/edit/", dependencies.dependency_edit, name="dependency_edit"),
    path("dependencies/<int:pk>/remove/", dependencies.dependency_remove, name="dependency_remove"),
    path("dependencies/<int:pk>/settle/", dependencies.dependency_settle, name="dependency_settle"),
    path("units/<str:code>/value/", unit_value.unit_value, name="unit_value"),
    path("units/<str:code>/hurts/", unit_value.unit_hurts, name="unit_hurts"),
    path("units/<str:code>/assets/add/", assets.asset_add, name="asset_add"),
    path("units/<str:code>/processes/add/", processes.process_add, name="process_add"),
    path("units/<str:code>/dependencies/add/", dependencies.dependency_add, name="dependency_add"),
    path("units/<str:code>/dependencies/accept/", dependencies.dependency_accept, name="dependency_accept"),
    path("choices/assets/", choices.asset_choices, name="asset_choices"),
]
