"""Addresses of agenda templates, cases and words. `patterns` stand below /dialogues/, `outside` at the root."""

from django.urls import path

from common.downloads import pages
from dialogues.views import downloads
from dialogues.views.editions import template_discard, template_draft, template_publish
from dialogues.views.glossary import glossary, glossary_json, term_edit, term_new, term_remove
from dialogues.views.goals import goals
from dialogues.views.library import bring, library_undo
from dialogues.views.questions import question_edit, question_move, question_new, question_remove
from dialogues.views.scenarios import scenario, scenario_edit, scenario_new, scenario_retire, scenarios
from dialogues.views.templates import (
    template,
    template_compare,
    template_edit,
    template_new,
    template_retire,
    templates,
)

patterns = [
    path("templates/", templates, name="templates"),
    path("templates/new/", template_new, name="template_new"),
    path("templates/<slug:code>/", template, name="template"),
    path("templates/<slug:code>/edit/", template_edit, name="template_edit"),
    path("templates/<slug:code>/retire/", template_retire, name="template_retire"),
    path("templates/<slug:code>/compare/", template_compare, name="template_compare"),
    path("templates/<slug:code>/draft/", template_draft, name="template_draft"),
    path("templates/<slug:code>/draft/new/", question_new, name="question_new"),
    path("templates/<slug:code>/draft/publish/", template_publish, name="template_publish"),
    path("templates/<slug:code>/draft/discard/", template_discard, name="template_discard"),
    path("questions/<int:pk>/edit/", question_edit, name="question_edit"),
    path("questions/<int:pk>/move/", question_move, name="question_move"),
    path("questions/<int:pk>/remove/", question_remove, name="question_remove"),
    path("scenarios/", scenarios, name="scenarios"),
    *pages(downloads.scenarios, name="scenarios_export", at="scenarios/"),
    path("scenarios/new/", scenario_new, name="scenario_new"),
    path("scenarios/<int:pk>/", scenario, name="scenario"),
    path("scenarios/<int:pk>/edit/", scenario_edit, name="scenario_edit"),
    path("scenarios/<int:pk>/retire/", scenario_retire, name="scenario_retire"),
    path("library/ready-made/", bring, name="bring"),
    path("library/undo/<uuid:group>/", library_undo, name="library_undo"),
]

outside = [
    path("goals/", goals, name="goals"),
    path("glossary/", glossary, name="glossary"),
    path("glossary.json", glossary_json, name="glossary-json"),
    path("glossary/new/", term_new, name="term_new"),
    path("glossary/<int:pk>/edit/", term_edit, name="term_edit"),
    path("glossary/<int:pk>/remove/", term_remove, name="term_remove"),
]
