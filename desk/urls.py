"""Addresses about the installation itself."""

from django.urls import include, path

from desk.views import health, jobs, retention, saved_views, system

within = [
    path("system/retention/", retention.retention, name="retention"),
    path("jobs/<int:pk>/", jobs.job, name="job"),
    path("views/of/<str:listing>/", saved_views.views, name="views"),
    path("views/keep/", saved_views.view_keep, name="view_keep"),
    path("views/<int:pk>/", saved_views.view_edit, name="view_edit"),
    path("views/<int:pk>/begin/", saved_views.view_begin, name="view_begin"),
    path("views/<int:pk>/share/", saved_views.view_share, name="view_share"),
    path("views/<int:pk>/delete/", saved_views.view_delete, name="view_delete"),
    path("views/<int:pk>/put-back/", saved_views.view_put_back, name="view_put_back"),
]

urlpatterns = [
    path("healthz/", health.healthz, name="healthz"),
    path("readyz/", health.readyz, name="readyz"),
    path("system/", system.system, name="system"),
    path("system/ask/", system.ask_worker, name="ask_worker"),
    path("", include((within, "desk"))),
]
