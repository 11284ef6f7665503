"""Addresses of evidence for auditors."""

from django.urls import path

from overview.views import evidence

urlpatterns = [
    path("", evidence.evidence, name="evidence"),
    path("take/", evidence.evidence_take, name="evidence_take"),
    path("anchor/", evidence.evidence_anchor, name="evidence_anchor"),
    path("<int:pk>/evidence.jsonl", evidence.evidence_download, name="evidence_download"),
]
