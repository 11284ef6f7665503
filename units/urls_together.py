"""Addresses at which several rows of a list are changed together."""

from desk.views.together import together_pages
from units.together import UNITS_TOGETHER
from units.together_value import ASSETS_TOGETHER, DEPENDENCIES_TOGETHER

urlpatterns = [
    *together_pages(UNITS_TOGETHER, at="together/departments/"),
    *together_pages(ASSETS_TOGETHER, at="together/assets/"),
    *together_pages(DEPENDENCIES_TOGETHER, at="together/dependencies/"),
]
