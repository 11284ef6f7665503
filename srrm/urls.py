"""The addresses of the whole product. Each app brings its own; this file only joins them."""

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("units/", include("units.urls")),
    path("units/", include("contacts.urls_units")),
    path("contacts/", include("contacts.urls")),
    path("call/", include("contacts.urls_call")),
    path("choices/", include("units.urls_choices")),
    path("choices/", include("contacts.urls_choices")),
    path("", include("units.urls_catalogue")),
    path("", include("units.urls_value")),
    path("", include("units.urls_together")),
    path("", include("goals.urls")),
    path("outreach/", include("outreach.urls")),
    path("dialogues/", include("dialogues.urls")),
    path("", include("dialogues.urls_outcome")),
    path("reviews/", include("reviews.urls")),
    path("", include("reviews.urls_practices")),
    path("", include("desk.urls")),
    path("", include("overview.urls")),
]

handler500 = "common.failing.broken"
