"""Handing the review of a department to a colleague, or saying that it is no longer one's own."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.access import requires
from overview.forms.review import ColleagueForm, NotMineForm
from overview.review.doors import address_of, review_or_404
from reviews import wording
from reviews.actions.answers import answers_for_themselves, delegate, not_mine
from reviews.choices import Channel

GIVEN = "{} answers now; they read your note with the review."
NOTED = "Thank you. The security team reads it and asks whoever it is now."


@requires("reviews.answer_review")
@require_http_methods(["GET", "HEAD", "POST"])
def review_delegate(request, cycle: int, code: str):
    found, now = review_or_404(request.user, cycle, code), timezone.now()
    if answer := _not_open(request, found):
        return answer
    today = timezone.localdate(now)
    data = request.POST if request.method == "POST" else None
    form = ColleagueForm(data, user=request.user, unit=found.unit, on=today)
    if data is not None and form.is_valid():
        given = form.cleaned_data
        act = partial(delegate, found, to=given["to"], note=given["note"], by=request.user, at=now)
        if form.tried(act):
            messages.success(request, GIVEN.format(given["to"].name))
            return redirect(address_of(found))
    return _show(request, found, form, "Who answers in your place?", "Ask them")


@requires("reviews.answer_review")
@require_http_methods(["GET", "HEAD", "POST"])
def review_not_mine(request, cycle: int, code: str):
    found, now = review_or_404(request.user, cycle, code), timezone.now()
    if answer := _not_open(request, found):
        return answer
    own = answers_for_themselves(found, request.user)
    form = NotMineForm(request.POST if request.method == "POST" else None, own=own)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        act = partial(
            not_mine, found, note=given["note"], by=request.user, at=now,
            channel=Channel.PAGE if own else Channel.ON_BEHALF, spoke_with=given.get("spoke_with", ""),
        )  # fmt: skip
        if form.tried(act):
            messages.success(request, NOTED)
            return redirect(address_of(found))
    heading = f"{found.unit.name} is no longer {'yours' if own else 'theirs'}"
    return _show(request, found, form, heading, "Tell the security team" if own else "Note it")


def _not_open(request, found):
    """Where nothing can be answered any more, the page says so."""
    why = wording.not_open(found.cycle, today=timezone.localdate())
    if not why and not found.outcome:
        return None
    messages.info(request, why or wording.answered_line(found, today=timezone.localdate()))
    return redirect(address_of(found))


def _show(request, found, form, heading: str, submit: str):
    context = {
        "review": found, "unit": found.unit, "cycle": found.cycle, "form": form, "heading": heading,
        "submit": submit, "cancel": address_of(found),
    }  # fmt: skip
    return render(request, "overview/review/pass.html", context, status=422 if form.errors else 200)
