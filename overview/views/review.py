"""The review of one department: “Is this still correct?”, the answer to it, and the answer as it was given."""

from datetime import datetime

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from common import asof
from common.past import past_days, with_day
from overview.actions.review import answer_review, settle
from overview.review import answered
from overview.review.corrections import may_correct
from overview.review.doors import address_of, review_or_404
from overview.review.form import AnswerForm
from overview.review.page import ReviewPage
from reviews import wording
from reviews.choices import Outcome, Part

THANKS = {
    Outcome.CONFIRMED: "Thank you. The record is confirmed.",
    Outcome.CHANGED: "Thank you. Your answer is kept, and the security team reads what you wrote.",
}
CHANGED_MEANWHILE = (
    "The record has changed since you opened this page. Please look again, then confirm; "
    "what you chose and wrote is still here."
)


@require_safe
@requires("reviews.view_review")
@past_days
def review(request, cycle: int, code: str):
    """`?all=1` shows the choices of every part; `?again=1` answers anew what was answered already; `?answer=` reads
    an earlier answer."""
    found = review_or_404(request.user, cycle, code)
    if found.unit.code != code:
        here = address_of(found)
        return redirect(with_day(here, request.as_of.day) if request.as_of else here)
    page = page_of(request, found)
    if page.may_answer and (not found.outcome or request.GET.get("again") == "1"):
        return render(request, "overview/review/review.html", asked(page, request.user, again=found))
    if found.outcome:
        context = answered.of(found, request.user, version=request.GET.get("answer", ""), today=page.today)
        context["may_again"] = page.may_answer and found.outcome != Outcome.NO_ANSWER
        return render(request, "overview/review/answered.html", context)
    return render(request, "overview/review/waiting.html", _around(page))


def page_of(request, found, *, open_all: bool = False) -> ReviewPage:
    open_all = open_all or (request.POST or request.GET).get("open_all" if request.POST else "all") in (
        "1", "True",
    )  # fmt: skip
    return ReviewPage(found, request.user, now=asof.now(), open_all=open_all)


def _around(page: ReviewPage) -> dict:
    return {
        "page": page,
        "review": page.review,
        "cycle": page.cycle,
        "unit": page.unit,
        "told": page.changes[0],
        "more_told": page.changes[1],
        "rows": [{"state": state} for state in page.parts],
        "team": page.user.has_perm("units.view_every_unit"),
    }


def asked(page: ReviewPage, user, *, form: AnswerForm | None = None, again=None, kept=None) -> dict:
    """What the page shows that asks. `kept`: what was chosen so far, to be shown again unjudged."""
    stamp = page.review.answered_at.isoformat() if page.review.outcome else ""
    form = form or AnswerForm(page=page, instead_of=stamp, kept=kept)
    mode = "&".join(
        part for part, on in (("all=1", page.open_all), ("again=1", bool(page.review.outcome))) if on
    )
    rows = form.rows()
    for row in rows:
        row["change"] = may_correct(page, row["state"].part, user)
    return _around(page) | {
        "form": form,
        "rows": rows,
        "closely": form.closely(),
        "waiting": form.waiting(),
        "mode": f"?{mode}" if mode else "",
        "answered_line": wording.answered_line(page.review, today=page.today) if page.review.outcome else "",
        "writes_rows": user.has_perm("units.change_value"),
    }


@requires("reviews.answer_review")
@require_POST
def review_answer(request, cycle: int, code: str):
    found = review_or_404(request.user, cycle, code)
    page = page_of(request, found)
    if why := wording.not_open(page.cycle, today=page.today):
        messages.error(request, why)
        return redirect(address_of(found))
    form = AnswerForm(request.POST, page=page)
    instead_of = _moment(request.POST.get("instead_of", ""))
    if found.outcome and found.answered_at != instead_of:
        return _overtaken(request, page)
    if request.POST.get("seen") != page.seen:
        return _again(request, page, CHANGED_MEANWHILE)
    if not form.is_valid():
        return render(
            request, "overview/review/review.html", asked(page, request.user, form=form), status=422
        )
    try:
        done = answer_review(page, form, by=request.user, at=page.now, instead_of=instead_of)
    except ValidationError as error:
        # Somebody was quicker between the look and the lock.
        return _again(request, page_of(request, review_or_404(request.user, cycle, code)), *error.messages)
    messages.success(request, THANKS[Outcome(done.outcome)])
    return redirect(address_of(done))


def _overtaken(request, page: ReviewPage):
    """Somebody answered meanwhile: who and when is said, and what one chose is still there."""
    said = wording.answered_line(page.review, today=page.today)
    return _again(
        request, page, f"{said} What you chose and wrote is still here; send it to put it in place."
    )


def _again(request, page: ReviewPage, *sentences: str):
    context = asked(page, request.user, kept=request.POST)
    return render(request, "overview/review/review.html", {**context, "troubles": sentences}, status=409)


def _moment(text: str) -> datetime | None:
    try:
        return parse_datetime(text)
    except ValueError:
        return None


@requires("reviews.run_cycle")
@require_POST
def review_settle(request, cycle: int, code: str):
    """Takes one thing off the list that they say is no longer theirs, or keeps it."""
    found = review_or_404(request.user, cycle, code)
    number, part = request.POST.get("number", ""), request.POST.get("part", "")
    row = found.parts.filter(part=part).first() if part in Part.values else None
    if row is None or not (number.isascii() and number.isdigit() and len(number) < 4):
        raise Http404("Nothing to settle there.")
    remove = request.POST.get("do") == "remove"
    try:
        label = settle(row, number=int(number), remove=remove, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        text = f"Taken off the list: {label}." if remove else f"Kept on the list: {label}."
        messages.success(request, text)
    return redirect(address_of(found))
