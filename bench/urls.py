"""The product's addresses, and what it is measured against."""

from django.urls import include, path

from bench import floor
from bench.admin import site

urlpatterns = [
    path("floor/", floor.page),
    path("floor/create/", floor.create),
    path("floor/<int:pk>/edit/", floor.edit),
    path("admin/", site.urls),
    path("", include("srrm.urls")),
]
