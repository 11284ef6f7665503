"""Planning a reorganisation, and changing one that is prepared: what, who gets what, what will happen, done."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.access import requires
from common import words
from overview.actions.reorganising import reorganise
from overview.forms.reorganisation import ReorganisationForm
from overview.forms.reorganisation_kinds import FORMS, Kind
from overview.models import Reorganisation
from overview.reorganising.checks import problems
from overview.reorganising.plan import plan_of
from overview.reorganising.preview import sentences
from overview.reorganising.sharing import Sharing
from overview.views.reorganisations import reorganisation_or_404
from units.doors import units_coded

SHARED_KINDS = {Kind.MERGER, Kind.SPLIT}
TEMPLATE = "overview/reorganisations/plan.html"


@requires("overview.reorganise")
def reorganisation_new(request):
    kind = request.POST.get("kind") or request.GET.get("kind", "")
    if kind not in FORMS:
        kinds = [(one, Kind(one).label, said) for one, (_, said) in FORMS.items()]
        about = request.GET.get("unit", "")[:100]
        context = {"kinds": kinds, "about": about, "unknown": kind[:40]}
        return render(request, "overview/reorganisations/kinds.html", context)
    return _planned(request, kind, None)


@requires("overview.reorganise")
def reorganisation_edit(request, pk: int):
    event = reorganisation_or_404(request.user, pk, lock=request.method == "POST")
    if not event.is_waiting:
        messages.info(request, "It is not waiting for its day any more.")
        return redirect("reorganisation", event.pk)
    if event.kind not in FORMS:
        raise Http404("This kind is not planned here.")
    return _planned(request, event.kind, event)


def _planned(request, kind: str, event: Reorganisation | None):
    """Nothing is written before it was said what will happen."""
    form = _form(request, kind, event)
    context = {"form": form, "kind": kind, "label": Kind(kind).label, "said": FORMS[kind][1], "event": event,
               "shared_kind": kind in SHARED_KINDS}  # fmt: skip
    if request.method != "POST" or "again" in request.POST:
        return render(request, TEMPLATE, context)
    if not _allowed(request, form, kind, event):
        return render(request, TEMPLATE, context, status=422)
    plan, on, at = form.plan(), form.cleaned_data["effective_on"], timezone.now()
    if kind in SHARED_KINDS:
        if event is not None:
            plan.shares = plan_of(event.plan).shares
        sharing = context["sharing"] = Sharing(plan, request.POST, on=on, at=at)
        asked = "shared" in request.POST and "reshare" not in request.POST
        if sharing.tables and (not asked or sharing.missing):
            if asked:
                context["missing"] = sharing.missing
            return render(request, TEMPLATE, context | {"step": "shares"}, status=422 if asked else 200)
        plan.shares = sharing.shares()
    if "sure" not in request.POST:
        context |= {"step": "look", "told": sentences(kind, plan, on=on, at=at)}
        return render(request, TEMPLATE, context | _button(form, on))
    done = form.made(lambda: _done(request, kind, plan, form, event, at))
    if done is None:
        return render(request, TEMPLATE, context, status=422)
    return redirect("reorganisation", done.pk)


def _form(request, kind: str, event: Reorganisation | None) -> ReorganisationForm:
    made, _ = FORMS[kind]
    initial, plan = {}, None
    if event is not None:
        plan = plan_of(event.plan)
        initial = {
            "effective_on": event.effective_on, "reason": event.note, "embargoed": event.embargoed,
            "readers": [row.user_id for row in event.readers.all()],
        }  # fmt: skip
    elif about := request.GET.get("unit", ""):
        unit = units_coded(about).visible_to(request.user).current().first()
        if unit is not None:
            initial = {"units": [unit.pk], "unit": unit.pk}
    data = request.POST if request.method == "POST" else None
    return made(data, user=request.user, today=timezone.localdate(), plan=plan, initial=initial)


def _allowed(request, form: ReorganisationForm, kind: str, event: Reorganisation | None) -> bool:
    """Whether the form and the rules of the house agree; what does not stands at its field."""
    if not form.is_valid():
        return False
    if event is not None and request.POST.get("revision", "") != str(event.revision):
        form.add_error(
            None, "Somebody changed it since you opened this page. What you wrote is kept; look again."
        )
        return False
    states = (Reorganisation.State.PREPARED, Reorganisation.State.DONE)
    others = Reorganisation.objects.visible_to(request.user).filter(state__in=states)
    others = others.exclude(pk=event.pk if event else None)
    form.refuse_all(problems(kind, form.plan(), on=form.cleaned_data["effective_on"], others=others))
    return not form.errors


def _button(form: ReorganisationForm, on) -> dict:
    if on <= form.today:
        return {"button": "Do it now", "ahead": False}
    return {"button": f"Prepare it for {words.day(on, today=form.today)}", "ahead": True}


def _done(request, kind: str, plan, form: ReorganisationForm, event, at) -> Reorganisation:
    said = form.cleaned_data
    done = reorganise(
        kind, plan, on=said["effective_on"], reason=said["reason"], by=request.user, at=at, today=form.today,
        event=event, embargoed=said["embargoed"], readers=said["readers"],
    )  # fmt: skip
    text = (
        "It is prepared, and will be done on its day." if done.is_waiting else "Done. It can be taken back."
    )
    messages.success(request, text)
    return done
