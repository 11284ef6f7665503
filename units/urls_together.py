"""Addresses at which several rows of a list are changed together."""

from desk.views.together import together_pages
from units.together import UNITS_TOGETHER

urlpatterns = [
    *together_pages(UNITS_TOGETHER, at="together/departments/"),
]
