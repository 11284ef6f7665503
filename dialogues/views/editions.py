"""The draft of a template: beginning it, its questions in their order, publishing it or throwing it away."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import requires
from dialogues import library
from dialogues.actions import library as actions
from dialogues.asking import current_edition
from dialogues.forms.template import PublishForm
from dialogues.models import Edition
from dialogues.views.doors import draft_or_404, template_or_404


@requires("dialogues.keep_library")
@require_http_methods(["GET", "HEAD", "POST"])
def template_draft(request, code: str):
    """The draft; a POST begins one."""
    if request.method == "POST":
        framework = template_or_404(request.user, code)
        actions.draft_of(framework, by=request.user)
        return redirect("dialogues:template_draft", framework.code)
    return render(request, "dialogues/template_draft.html", draft_context(draft_or_404(request.user, code)))


@requires("dialogues.keep_library")
@require_POST
def template_publish(request, code: str):
    draft = draft_or_404(request.user, code)
    form = PublishForm(request.POST)
    if form.is_valid() and form.tried(
        lambda: actions.publish(
            draft, by=request.user, on=timezone.localdate(), note=form.cleaned_data["note"]
        )
    ):
        said = f"Edition {draft.number} is asked from now on. Talks that were opened keep their agenda."
        messages.success(request, said)
        return redirect("dialogues:template", draft.framework.code)
    context = draft_context(draft) | {"form": form}
    return render(request, "dialogues/template_draft.html", context, status=422)


@requires("dialogues.keep_library")
@require_POST
def template_discard(request, code: str):
    draft = draft_or_404(request.user, code)
    try:
        actions.discard(draft, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("dialogues:template_draft", draft.framework.code)
    messages.success(request, "The draft is thrown away. What was published is asked as before.")
    return redirect("dialogues:template", draft.framework.code)


def draft_context(draft: Edition) -> dict:
    questions = library.questions_of(draft)
    return {
        "framework": draft.framework,
        "draft": draft,
        "questions": questions,
        "minutes": library.minutes_of(questions),
        "now": current_edition(draft.framework),
        "form": PublishForm(initial={"note": draft.note}),
    }
