"""The board of what is left to settle: looking, deciding about some of it, taking it along as a file."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from common import asof, downloads, lists
from common.kept_views import keeps_views, whole
from common.past import past_days
from common.words import count, whole_day
from overview.actions.gaps import assign, dismiss, take_up_again
from overview.forms.gaps import USUAL, AssignForm, DismissForm
from overview.gaps import latest
from overview.gaps.board import FILTERS, Board

MOST_AT_ONCE = 200
HEADERS = (
    "severity", "kind", "department", "code", "what", "why", "evidence", "next_step", "taken_care_of_by", "note",
    "may_stay_until", "new_since_last_week",
)  # fmt: skip


@require_safe
@requires("overview.view_gaps")
@keeps_views("To settle")
@past_days
def gaps(request):
    today = asof.day()
    board = Board(request, on=today)
    context = {
        "board": board,
        "settle": request.user.has_perm("overview.settle_gaps"),
        "keep": lists.kept(request.GET, *FILTERS),
        "clear": whole(request) if board.view == "severity" else f"?view={board.view}",
        "usual": today + timedelta(days=USUAL),
        "tomorrow": today + timedelta(days=1),
        "here": request.GET.urlencode(),
    }
    return render(request, "overview/gaps/board.html", context)


@require_safe
@requires("overview.view_gaps")
@past_days
def gaps_export(request, ending: str):
    """What the board shows with its filters, all pages."""
    board = Board(request, on=asof.day())
    rows = (_cells(board.row(gap)) for gap in board.gaps)
    return downloads.answer(downloads.Table("to-settle", "To settle", HEADERS, rows), ending)


def _cells(row) -> list:
    return [
        row.severity,
        row.rule,
        row.unit.name if row.unit else "",
        row.unit.code if row.unit else "",
        row.gap.what,
        row.gap.because,
        "; ".join(row.gap.evidence),
        row.gap.step,
        row.assigned.assignee.name if row.assigned else "",
        row.assigned.note if row.assigned else "",
        row.dismissed.expires_on if row.dismissed else None,
        "yes" if row.new else "",
    ]


@requires("overview.settle_gaps")
@require_POST
def gap_assign(request):
    """Somebody of the team takes care of what was chosen; nobody, where that is what was chosen."""
    form = AssignForm(request.POST)
    chosen = _chosen(request)
    if chosen and form.is_valid():
        given = form.cleaned_data
        try:
            assign(chosen, assignee=given["assignee"], note=given["note"], by=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            who = f"with {given['assignee']}" if given["assignee"] else "with nobody"
            messages.success(request, f"{count(len(chosen), 'gap')} {_is(chosen)} {who} now.")
    elif chosen:
        messages.error(request, "Choose somebody of the security team.")
    return _back(request)


@requires("overview.settle_gaps")
@require_POST
def gap_dismiss(request):
    """What was chosen may stay until a day, with the reason."""
    today = asof.day()
    form = DismissForm(request.POST, today=today)
    chosen = _chosen(request)
    if chosen and form.is_valid():
        until = form.cleaned_data["until"]
        dismiss(chosen, why=form.cleaned_data["reason"], until=until, on=today, by=request.user)
        messages.success(
            request,
            f"{count(len(chosen), 'gap')} may stay until {whole_day(until)}; then it is back by itself.",
        )
    elif chosen:
        messages.error(request, " ".join(text for said in form.errors.values() for text in said))
    return _back(request)


@requires("overview.settle_gaps")
@require_POST
def gap_reopen(request):
    """What may stay for now is to settle again."""
    number = take_up_again(_keys(request), by=request.user)
    if number:
        messages.success(request, f"{count(number, 'gap')} taken up again.")
    else:
        messages.error(request, "Nothing was chosen that may stay for now.")
    return _back(request)


def _keys(request) -> list[str]:
    return [key[:100] for key in request.POST.getlist("key")][:MOST_AT_ONCE]


def _chosen(request) -> list:
    """Of what was chosen, what stands open at this moment."""
    keys = set(_keys(request))
    found = [gap for gap in latest.read(on=asof.day()).gaps if gap.key in keys] if keys else []
    if not keys:
        messages.error(request, "Nothing was chosen, so nothing was changed.")
    elif not found:
        messages.error(request, "What you chose is settled already; the board below is as it stands now.")
    return found


def _is(chosen: list) -> str:
    return "is" if len(chosen) == 1 else "are"


def _back(request):
    """To the board as it was narrowed."""
    query = QueryDict(request.POST.get("here", "")[:2000]).urlencode()
    return redirect(reverse("gaps") + (f"?{query}" if query else ""))
