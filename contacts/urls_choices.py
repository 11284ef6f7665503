"""Addresses that choice lists of people ask."""

from django.urls import path

from contacts.views.choices import contact_choices

app_name = "choices_contacts"

urlpatterns = [path("contacts/", contact_choices, name="contacts")]
