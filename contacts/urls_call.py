"""Addresses of the cards that say whom to call."""

from django.urls import path

from contacts.views import calling, pathways

app_name = "call"

urlpatterns = [
    path("", calling.find, name="find"),
    path("<str:code>/", calling.card, name="card"),
    path("<str:code>/numbers/<int:pk>/", calling.number, name="number"),
    path("<str:code>/<str:purpose>/edit/", pathways.edit_pathway, name="edit"),
    path("<str:code>/<str:purpose>/usual/", pathways.usual_order, name="usual"),
]
