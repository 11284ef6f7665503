"""The glossary: the list of words, the same for the script that marks them, and keeping it."""

import hashlib
import json

from django.contrib import messages
from django.db.models import Q
from django.db.models.functions import Lower
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from common.lists import without
from common.past import past_days
from dialogues.actions import cases as actions
from dialogues.choices import TermSide
from dialogues.forms.term import TermForm
from dialogues.models import Term
from dialogues.views.tabs import tabs
from goals.views.keeping import Page, change_row, enter_row

SIDES = (("", "Both"), (TermSide.SECURITY, "Of security"), (TermSide.BUSINESS, "Of departments"))
KEPT_FOR = 60  # seconds in which a browser does not ask again


@requires("dialogues.view_glossary")
@require_safe
@past_days
def glossary(request):
    """Every word in the order of the alphabet; `?q=` finds some, `?side=` those of one side."""
    q = request.GET.get("q", "")[:200].replace("\0", "").strip()
    side = request.GET.get("side", "")
    side = side if side in TermSide.values else ""
    found = Term.objects.visible_to(request.user)
    if q:
        found = found.filter(Q(word__icontains=q) | Q(meaning__icontains=q) | Q(also__icontains=q))
    if side:
        found = found.filter(side=side)
    terms = list(found.order_by(Lower("word")))
    context = {
        "terms": terms,
        "q": q,
        "side": side,
        "sides": [
            {"label": label, "href": without(request.GET, side=value), "current": side == value}
            for value, label in SIDES
        ],
        "empty": not terms and not Term.objects.visible_to(request.user).exists(),
        "tabs": tabs(request),
    }
    return render(request, "dialogues/glossary.html", context)


@requires("dialogues.view_glossary")
@require_safe
def glossary_json(request):
    """[{id, words, meaning}]: what the script marks. Asked for on many pages, so most answers are “not modified”."""
    rows = Term.objects.visible_to(request.user).order_by("pk").values_list("pk", "word", "also", "meaning")
    found = [{"id": pk, "words": [word, *also], "meaning": meaning} for pk, word, also, meaning in rows]
    body = json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    answer = get_conditional_response(request, etag=etag)
    answer = answer or HttpResponse(body, content_type="application/json", headers={"ETag": etag})
    patch_cache_control(answer, private=True, max_age=KEPT_FOR)
    return answer


@requires("dialogues.keep_library")
def term_new(request):
    initial = {"word": request.GET.get("word", "")[:80].replace("\0", "")}
    form = TermForm(request.POST if request.method == "POST" else None, initial=initial)
    return enter_row(request, form, _page("New word", "Enter the word"), save=actions.save_term, to=_row)


@requires("dialogues.keep_library")
def term_edit(request, pk: int):
    return change_row(
        request,
        Term.objects.visible_to(request.user).filter(pk=pk),
        TermForm,
        lambda term: _page(f"Edit “{term}”", "Save the word"),
        save=actions.save_term,
        to=_row,
    )


@requires("dialogues.keep_library")
@require_POST
def term_remove(request, pk: int):
    term = get_object_or_404(Term.objects.visible_to(request.user).select_for_update(), pk=pk)
    group = actions.remove_term(term, by=request.user)
    undo = reverse("dialogues:library_undo", args=[group])
    messages.success(request, f"“{term.word}” is not explained any more.", extra_tags=undo)
    return redirect("glossary")


def _page(title: str, submit: str) -> Page:
    return Page(title, submit, reverse("glossary"), [("Words", reverse("glossary"))])


def _row(term: Term) -> str:
    return f"{reverse('glossary')}#term-{term.pk}"
