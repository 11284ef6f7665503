"""The questions of a draft: entering, changing, moving and removing one."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import Truncator
from django.views.decorators.http import require_POST

from accounts.access import requires
from common.htmx import say, vary_on_htmx, wants_part
from dialogues.actions import library as actions
from dialogues.forms.template import QuestionForm
from dialogues.models import Edition, Question
from dialogues.views.doors import draft_or_404, drafted
from dialogues.views.editions import draft_context
from goals.views.keeping import Page, change_row, enter_row

STEPS = {"up": -1, "down": 1}


@requires("dialogues.keep_library")
def question_new(request, code: str):
    draft = draft_or_404(request.user, code)
    sent = request.POST if request.method == "POST" else None
    form = QuestionForm(sent, instance=Question(edition=draft), user=request.user)
    page = _page(draft, "New question", "Add the question")
    return enter_row(
        request, form, page, save=actions.save_question, to=lambda question: _draft(draft, question)
    )


@requires("dialogues.keep_library")
def question_edit(request, pk: int):
    return change_row(
        request,
        drafted(request.user).filter(pk=pk),
        partial(QuestionForm, user=request.user),
        lambda question: _page(question.edition, "Edit a question", "Save the question"),
        save=actions.save_question,
        to=lambda question: _draft(question.edition, question),
    )


@requires("dialogues.keep_library")
@vary_on_htmx
@require_POST
def question_move(request, pk: int):
    """One place up or down. By htmx the list comes back, in which the pressed button keeps the focus."""
    question = get_object_or_404(drafted(request.user), pk=pk)
    steps = STEPS.get(request.POST.get("to", ""), 0)
    trouble = ""
    try:
        actions.move_question(question, steps=steps, by=request.user)
    except ValidationError as error:
        trouble = " ".join(error.messages)
    if wants_part(request, "_draft_questions"):
        answer = render(request, "dialogues/_draft_questions.html", draft_context(question.edition))
        return say(answer, trouble, "error") if trouble else answer
    if trouble:
        messages.error(request, trouble)
    return redirect(_draft(question.edition, question))


@requires("dialogues.keep_library")
@require_POST
def question_remove(request, pk: int):
    question = get_object_or_404(drafted(request.user), pk=pk)
    draft, text = question.edition, Truncator(question.text).chars(60)
    try:
        group = actions.remove_question(question, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        undo = reverse("dialogues:library_undo", args=[group])
        messages.success(request, f"“{text}” is not asked in this draft any more.", extra_tags=undo)
    return redirect("dialogues:template_draft", draft.framework.code)


def _draft(draft: Edition, question: Question | None = None) -> str:
    here = reverse("dialogues:template_draft", args=[draft.framework.code])
    return f"{here}#question-{question.pk}" if question else here


def _page(draft: Edition, title: str, submit: str) -> Page:
    framework = draft.framework
    crumbs = [
        ("Agenda templates", reverse("dialogues:templates")),
        (framework.name, reverse("dialogues:template", args=[framework.code])),
        (f"Edition {draft.number}, draft", _draft(draft)),
    ]
    return Page(title, submit, _draft(draft), crumbs)
