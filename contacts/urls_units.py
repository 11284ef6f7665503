"""Addresses of the people of one unit."""

from django.urls import path

from contacts.views.assignments import unit_assign
from contacts.views.unit_people import unit_people

urlpatterns = [
    path("<str:code>/people/", unit_people, name="unit_people"),
    path("<str:code>/people/assign/", unit_assign, name="unit_assign"),
]
