"""Addresses of the directory."""

from django.urls import path

from common import downloads
from contacts import urls_duties, urls_engagement
from contacts.sheets.kind import PEOPLE
from contacts.together import PEOPLE_TOGETHER
from contacts.views import absences, edit, export, functions, listing, person, redact
from desk.views.imports import import_pages
from desk.views.together import together_pages

app_name = "contacts"

urlpatterns = [
    path("", listing.list_contacts, name="list"),
    *downloads.pages(export.export, name="export"),
    path("export.vcf", export.export_vcf, name="export_vcf"),
    *import_pages(PEOPLE),
    *together_pages(PEOPLE_TOGETHER, at="together/"),
    path("<int:pk>/card.vcf", export.card_vcf, name="card_vcf"),
    path("new/", edit.new_contact, name="new"),
    path("nobody-named/", listing.vacancies, name="vacancies"),
    path("functions/", functions.functions, name="functions"),
    path("functions/new/", functions.new_function, name="function_new"),
    path("functions/<int:pk>/", functions.edit_function, name="function_edit"),
    path("functions/<int:pk>/retire/", functions.retire_function, name="function_retire"),
    path("<int:pk>/", person.person, name="person"),
    path("<int:pk>/edit/", edit.edit_contact, name="edit"),
    path("<int:pk>/redact/", redact.redact, name="redact"),
    path("<int:pk>/confirm-number/", person.confirm_number, name="confirm_phone"),
    path("<int:pk>/absences/new/", absences.new_absence, name="absence_new"),
    path("<int:pk>/absences/<int:absence>/", absences.edit_absence, name="absence_edit"),
    path("<int:pk>/absences/<int:absence>/remove/", absences.remove, name="absence_remove"),
    *urls_duties.urlpatterns,
    *urls_engagement.urlpatterns,
]
