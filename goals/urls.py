"""Addresses of goals."""

from django.urls import path

from goals.views.objectives import objective_edit, objective_new, objective_retire

urlpatterns = [
    path("goals/objectives/new/", objective_new, name="objective_new"),
    path("goals/objectives/<int:pk>/edit/", objective_edit, name="objective_edit"),
    path("goals/objectives/<int:pk>/retire/", objective_retire, name="objective_retire"),
]
