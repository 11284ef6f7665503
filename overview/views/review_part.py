"""Changing one part of the record on the page of its review."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import requires
from common.htmx import say, vary_on_htmx, wants_part
from overview.review import corrections
from overview.review.doors import address_of, review_or_404
from overview.views.review import asked, page_of
from reviews.choices import Part

SAVED = "Saved, and counted as your answer to this part."
PAGE = "overview/review/review.html"


@vary_on_htmx
@requires("reviews.answer_review")
@require_http_methods(["GET", "HEAD", "POST"])
def review_part(request, cycle: int, code: str, part: str):
    """The form of one part in its place; `?cancel` gives the part to read again."""
    found = review_or_404(request.user, cycle, code)
    page = page_of(request, found)
    if part not in Part.values or not corrections.may_correct(page, part, request.user):
        raise Http404("Not theirs to change here.")
    if request.method != "POST":
        reads = "cancel" in request.GET
        form = None if reads else corrections.form_of(page, part, request.user)
        return _part(request, page, part, form, reads=reads)
    form = corrections.form_of(page, part, request.user, request.POST)
    if form is None or corrections.save(page, part, form, by=request.user):
        return _saved(request, found, part)
    return _part(request, page, part, form, status=422)


def _part(request, page, part: str, form, *, reads: bool = False, status: int = 200):
    """That part alone for htmx, otherwise the whole page with it open."""
    context = asked(page, request.user)
    row = next(row for row in context["rows"] if row["state"].part == part)
    if not reads:
        row["edit"] = corrections.template_of(part)
        row["edit_form"] = form
        if form is None:
            context |= corrections.rows_of(page, request.user)
    inside = wants_part(request)
    template = "overview/review/_part.html" if inside else PAGE
    answer = render(request, template, {**context, "row": row}, status=status)
    if inside and status != 200:
        # What was sent stands in a form of the whole page; what is wrong with it belongs to this part.
        answer["HX-Retarget"], answer["HX-Reswap"] = f"#part-{part}", "outerHTML"
    return answer


def _saved(request, found, part: str):
    """The page anew, with what was chosen and written on it so far."""
    if not wants_part(request):
        messages.success(request, SAVED)
        return redirect(f"{address_of(found)}#part-{part}")
    page = page_of(request, found)
    context = asked(page, request.user, kept=request.POST)
    return say(render(request, "overview/review/_review.html", context), SAVED)
