"""Addresses of the review of one department."""

from django.urls import path

from overview.views.review import review, review_answer, review_settle
from overview.views.review_part import review_part
from overview.views.review_passing import review_delegate, review_not_mine
from overview.views.unit_reviews import unit_reviews

urlpatterns = [
    path("units/<str:code>/reviews/", unit_reviews, name="unit_reviews"),
    path("reviews/<int:cycle>/<str:code>/", review, name="review"),
    path("reviews/<int:cycle>/<str:code>/answer/", review_answer, name="review_answer"),
    path("reviews/<int:cycle>/<str:code>/settle/", review_settle, name="review_settle"),
    path("reviews/<int:cycle>/<str:code>/delegate/", review_delegate, name="review_delegate"),
    path("reviews/<int:cycle>/<str:code>/not-mine/", review_not_mine, name="review_not_mine"),
    path("reviews/<int:cycle>/<str:code>/part/<str:part>/", review_part, name="review_part"),
]
