"""How people stand towards security: the list, one more reading, taking one back. For the CISO's team alone."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from common import asof
from common.htmx import vary_on_htmx, wants_part
from common.lists import page_at, page_number
from common.past import past_days
from contacts import engagement_list
from contacts.actions.stances import note_stance, remove_stance
from contacts.choices import Engagement
from contacts.doors import contact_or_404
from contacts.forms.stance import SOURCE, EngagementFilter, StanceForm
from contacts.models import Stance
from contacts.views.answers import done


@require_safe
@requires("contacts.view_stance")
@past_days
def engagement(request):
    today = asof.day()
    form = EngagementFilter(request.GET, user=request.user)
    chosen = form.cleaned_data if form.is_valid() else {}
    narrowed = {name: value for name in ("unit", "function") if (value := chosen.get(name))}
    found = engagement_list.readings(request.user, on=today, **narrowed)
    sums = engagement_list.sums(found)
    rows = found.select_related("contact", "contact__home_unit")
    page = page_at(
        page_number(request.GET, []), sums["count"],
        lambda start, end: engagement_list.shown(rows[start:end], request.user, on=today),
    )  # fmt: skip
    context = {
        "form": form,
        "narrowed": narrowed,
        "sums": sums,
        "page": page,
        "by_unit": [] if narrowed else engagement_list.by_unit(found),
        "levels": Engagement.choices,
        "source": SOURCE,
    }
    return render(request, "contacts/engagement.html", context)


@vary_on_htmx
@requires("contacts.view_stance")
def stance(request, pk: int):
    """One more reading: inside the person's page, or on a page of its own."""
    contact = contact_or_404(request.user, pk)
    today = timezone.localdate()
    last = (
        Stance.objects.visible_to(request.user).filter(contact=contact).order_by("-noted_on", "-pk").first()
    )
    initial = {"noted_on": today, "desired": last.desired if last else None}
    form = StanceForm(request.POST if request.method == "POST" else None, today=today, initial=initial)
    if request.method == "POST" and form.is_valid() and _noted(request, contact, form):
        return done(request, contact, "The reading is noted.", "engagement", section="_engagement")
    part = wants_part(request)
    template = "contacts/_stance_form.html" if part else "contacts/stance.html"
    context = {"contact": contact, "form": form, "page": not part}
    return render(request, template, context, status=422 if form.errors else 200)


@requires("contacts.view_stance")
@require_POST
def stance_remove(request, pk: int, stance: int):
    contact = contact_or_404(request.user, pk)
    rows = Stance.objects.visible_to(request.user).filter(contact=contact).select_for_update(of=("self",))
    remove_stance(get_object_or_404(rows, pk=stance), by=request.user, reason="Removed on the person’s page")
    return done(request, contact, "The reading is removed.", "engagement", section="_engagement")


def _noted(request, contact, form: StanceForm) -> bool:
    given = {name: form.cleaned_data[name] for name in ("current", "desired", "note", "noted_on")}
    reason = "Noted on the person’s page"
    return form.tried(lambda: note_stance(contact, **given, by=request.user, reason=reason))
