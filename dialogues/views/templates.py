"""Agenda templates: the list, one of them with its editions, entering, changing and retiring one."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from common import asof
from common.past import past_days
from dialogues import library
from dialogues.actions import library as actions
from dialogues.asking import current_edition
from dialogues.choices import FrameworkKind
from dialogues.comparing import compare
from dialogues.forms.template import FrameworkForm
from dialogues.models import Edition, Framework
from dialogues.views.doors import template_or_404
from dialogues.views.tabs import tabs
from goals.views.keeping import Page, change_row, enter_row


@requires("dialogues.view_library")
@require_safe
@past_days
def templates(request):
    shelves, retired = library.shelves(request.user, on=asof.day())
    context = {
        "shelves": shelves,
        "retired": retired,
        "count": sum(len(shelf.rows) for shelf in shelves),
        "tabs": tabs(request),
    }
    return render(request, "dialogues/templates.html", context)


@requires("dialogues.view_library")
@require_safe
@past_days
def template(request, code: str):
    """What one template asks now, what comes before it, and how it came about."""
    framework = template_or_404(request.user, code)
    editions = library.editions_of(framework)
    own = library.questions_of(current_edition(framework))
    core = _core_questions(request.user) if framework.with_core and not _is_core(framework) else []
    context = {
        "framework": framework,
        "editions": editions,
        "draft": next((one for one in editions if one.published_on is None), None),
        "now": next((one for one in editions if one.published_on), None),
        "questions": own,
        "core": core,
        "minutes": library.minutes_of([one for one in (*core, *own) if not one.limits]),
        "is_core": _is_core(framework),
    }
    return render(request, "dialogues/template.html", context)


@requires("dialogues.view_library")
@require_safe
@past_days
def template_compare(request, code: str):
    """Two editions: `?from=1&to=2`, the last two unless said otherwise."""
    framework = template_or_404(request.user, code)
    editions = library.editions_of(framework)
    newer = _numbered(editions, request.GET.get("to"), 0)
    older = _numbered(editions, request.GET.get("from"), min(editions.index(newer) + 1, len(editions) - 1))
    lines = compare(library.asked_by(older), library.asked_by(newer))
    counts = {kind: sum(line.kind == kind for line in lines) for kind in ("new", "changed", "moved", "gone")}
    context = {
        "framework": framework,
        "editions": editions,
        "older": older,
        "newer": newer,
        "lines": lines,
        "said": [f"{number} {kind}" for kind, number in counts.items() if number],
    }
    return render(request, "dialogues/template_compare.html", context)


@requires("dialogues.keep_library")
def template_new(request):
    form = FrameworkForm(request.POST if request.method == "POST" else None)
    page = Page(
        "New agenda template",
        "Enter the template",
        reverse("dialogues:templates"),
        [("Agenda templates", reverse("dialogues:templates"))],
        "Its questions come next.",
    )
    return enter_row(request, form, page, save=actions.save_framework, to=_draft_page)


@requires("dialogues.keep_library")
def template_edit(request, code: str):
    found = template_or_404(request.user, code)
    return change_row(
        request,
        Framework.objects.visible_to(request.user).filter(pk=found.pk),
        FrameworkForm,
        _edit_page,
        save=actions.save_framework,
        to=lambda framework: reverse("dialogues:template", args=[framework.code]),
    )


@requires("dialogues.keep_library")
@require_POST
def template_retire(request, code: str):
    """Offered no longer, or offered again."""
    framework = template_or_404(request.user, code, lock=True)
    try:
        if framework.retired_on:
            actions.bring_back(framework, by=request.user)
            messages.success(request, f"{framework} is offered again.")
        else:
            actions.retire(framework, on=timezone.localdate(), by=request.user)
            messages.success(request, f"{framework} is no longer offered. Talks that have it go on with it.")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("dialogues:template", framework.code)


def _is_core(framework: Framework) -> bool:
    return framework.kind == FrameworkKind.CORE


def _core_questions(user) -> list:
    core = Framework.objects.visible_to(user).current().filter(kind=FrameworkKind.CORE).first()
    return library.questions_of(current_edition(core)) if core else []


def _numbered(editions: list[Edition], number: str | None, otherwise: int) -> Edition:
    """The edition of that number; without one the edition at the place `otherwise`."""
    if not editions:
        raise Http404("There is no edition yet.")
    if not number:
        return editions[otherwise]
    found = next((one for one in editions if str(one.number) == number), None)
    if found is None:
        raise Http404("No such edition.")
    return found


def _draft_page(framework: Framework) -> str:
    return reverse("dialogues:template_draft", args=[framework.code])


def _edit_page(framework: Framework) -> Page:
    here = reverse("dialogues:template", args=[framework.code])
    crumbs = [("Agenda templates", reverse("dialogues:templates")), (framework.name, here)]
    return Page(
        f"Edit {framework.name}", "Save the template", here, crumbs, "Its questions are edited in a draft."
    )
