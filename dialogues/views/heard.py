"""What we heard across departments, one theme, one sentence; and where a joint session would be worth it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import requires
from common import asof
from common.filtered import list_context
from common.kept_views import keeps_views
from common.lists import links, without
from common.past import past_days
from dialogues import states
from dialogues.actions.insights import change_insight, take_out
from dialogues.forms.heard import InsightForm
from dialogues.heard_list import HeardList
from dialogues.models import Insight, Theme
from dialogues.opportunities import opportunities

VIEWS = (
    ("Everything", ""), ("Concerns", "kind=concern"), ("Priorities", "kind=priority"),
    ("Opportunities", "kind=opportunity"), ("Decisions", "kind=decision"), ("Feedback", "kind=feedback"),
)  # fmt: skip
STALE = "Somebody changed this in between. Please look again."


@requires("dialogues.view_talk")
@require_safe
@keeps_views("What we heard")
@past_days
def heard(request):
    listing = HeardList(request)
    here = without(request.GET, "columns", "filters").removeprefix("?")
    context = list_context(listing) | {
        "views": links(VIEWS, here=here),
        "shared": [(one, _plan(request.user, one)) for one in opportunities(request.user)]
        if not here
        else [],
    }
    return render(request, "dialogues/heard.html", context)


@requires("dialogues.view_talk")
@require_safe
@past_days
def theme(request, name: str):
    """Everything that was heard under one theme, by department."""
    found = get_object_or_404(Theme.objects.visible_to(request.user), name__iexact=name.replace("\0", ""))
    rows = Insight.objects.visible_to(request.user).filter(theme_links__theme=found)
    rows = rows.select_related("unit", "session").order_by("unit__name", "unit", "-heard_on", "-pk")
    shared = next(iter(opportunities(request.user, theme=found.name)), None)
    context = {
        "theme": found,
        "rows": rows[:500],
        "units": len({row.unit_id for row in rows[:500]}),
        "plan": _plan(request.user, shared) if shared else "",
    }
    return render(request, "dialogues/theme.html", context)


@requires("dialogues.view_talk")
@require_http_methods(["GET", "HEAD", "POST"])
@past_days
def heard_one(request, pk: int):
    """One sentence; whoever logs talks puts it right or takes it out, as long as the talk may be corrected."""
    rows = Insight.objects.visible_to(request.user)
    if request.method == "POST":
        rows = rows.select_for_update(of=("self",))
    found = get_object_or_404(rows.select_related("unit", "session", "noted_by", "contact"), pk=pk)
    changes = request.user.has_perm("dialogues.log_talk") and _open(found)
    if request.method == "POST" and not request.user.has_perm("dialogues.log_talk"):
        raise PermissionDenied
    if request.method == "POST" and not changes:
        messages.error(request, states.TOO_LATE)
        return redirect("heard_one", pk)
    form = None
    if changes:
        data = request.POST if request.method == "POST" else None
        revision = found.revision
        form = InsightForm(data, instance=found, user=request.user, revision=revision)
        if data is not None and (answer := _changed(request, found, form, revision)):
            return answer
    context = {"insight": found, "themes": found.theme_links.select_related("theme"), "form": form}
    return render(request, "dialogues/heard_one.html", context, status=422 if form and form.errors else 200)


def _changed(request, found: Insight, form: InsightForm, revision: int):
    """Where it leads; None where something is wrong with the form."""
    if form.is_stale(revision):
        form.add_error(None, STALE)
        return None
    if "take_out" in request.POST:
        take_out(Insight.objects.visible_to(request.user).get(pk=found.pk), by=request.user)
        messages.success(request, "Removed from what we heard. The record keeps it.")
        return redirect("heard")
    if not form.is_valid():
        return None
    said = {name: form.cleaned_data[name] for name in ("themes", "reason")}
    if not form.tried(lambda: change_insight(form.instance, **said, by=request.user)):
        return None
    messages.success(request, "What we heard is put right.")
    return redirect("heard_one", found.pk)


def _open(found: Insight) -> bool:
    return found.session is None or states.correctable(found.session.closed_at, asof.now())


def _plan(user, shared) -> str:
    """Where a joint session of these departments is planned; nothing for whoever plans none."""
    if not user.has_perm("dialogues.plan_talk"):
        return ""
    page = reverse("dialogues:session_new")
    return f"{page}?{urlencode({'kind': 'joint', 'units': shared.codes, 'name': f'Joint session: {shared.theme}'})}"
