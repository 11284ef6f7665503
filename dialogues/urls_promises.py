"""Addresses of promises."""

from django.urls import path

from common.downloads import pages
from desk.views.together import together_pages
from dialogues.together import PROMISES_TOGETHER
from dialogues.views import downloads, promise_edit, promises

urlpatterns = [
    path("promises/", promises.promises, name="promises"),
    *pages(downloads.promises, name="promises_export", at="promises/"),
    *together_pages(PROMISES_TOGETHER, at="promises/together/"),
    path("promises/new/", promise_edit.promise_new, name="promise_new"),
    path("promises/<int:pk>/", promises.promise, name="promise"),
    path("promises/<int:pk>/edit/", promise_edit.promise_edit, name="promise_edit"),
    path("promises/<int:pk>/answer/", promises.promise_answer, name="promise_answer"),
    path("promises/<int:pk>/undo/", promises.promise_undo, name="promise_undo"),
]
