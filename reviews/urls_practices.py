"""Addresses of practices: all departments, the catalogue, one department."""

from django.urls import path

from common.downloads import pages
from reviews.views import assessments, catalogue, practices, unit_practices

urlpatterns = [
    path("practices/", practices.practices, name="practices"),
    *pages(practices.practices_export, name="practices_export", at="practices/"),
    path("practices/catalogue/", catalogue.practice_catalogue, name="practice_catalogue"),
    path("practices/catalogue/new/", catalogue.practice_new, name="practice_new"),
    path("practices/catalogue/bring/", catalogue.practices_bring, name="practices_bring"),
    path("practices/catalogue/<int:pk>/edit/", catalogue.practice_edit, name="practice_edit"),
    path("practices/catalogue/<int:pk>/move/", catalogue.practice_move, name="practice_move"),
    path("practices/catalogue/<int:pk>/retire/", catalogue.practice_retire, name="practice_retire"),
    path("units/<str:code>/practices/", unit_practices.unit_practices, name="unit_practices"),
    path("units/<str:code>/practices/<int:pk>/", unit_practices.unit_practice, name="unit_practice"),
    path("units/<str:code>/practices/<int:pk>/judge/", assessments.assessment_new, name="assessment_new"),
    path("units/<str:code>/practices/judged/<int:pk>/", assessments.assessment_edit, name="assessment_edit"),
    path(
        "units/<str:code>/practices/judged/<int:pk>/remove/",
        assessments.assessment_remove,
        name="assessment_remove",
    ),
]
