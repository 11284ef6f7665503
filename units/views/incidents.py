"""Incidents: the list, one of them, recording and changing it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.access import requires
from common import asof, downloads, lists
from common.kept_views import keeps_views
from common.past import past_days
from common.words import count
from units.actions.incidents import save_incident
from units.doors import units_coded
from units.forms.incidents import IncidentForm
from units.incident_list import FILTERS, HEADERS, IncidentList, in_file, named_units, readers_of
from units.models import Incident
from units.views.conflicts import both_versions, sent_data


@require_safe
@requires("units.view_incident")
@keeps_views("Incidents")
@past_days
def incidents(request):
    listing = IncidentList(request)
    context = {
        "listing": listing,
        "page": listing.page,
        "keep": lists.kept(request.GET, *FILTERS),
        "caption": count(listing.total, "incident"),
        "narrowed": any(request.GET.get(name) for name in FILTERS),
    }
    return render(request, "units/incidents.html", context)


@require_safe
@requires("units.view_incident")
@past_days
def incidents_export(request, ending: str):
    """The incidents that the list lets through, the latest first."""
    listing = IncidentList(request)
    rows = (in_file(row) for row in downloads.read(listing.ordered, listing.load))
    return downloads.answer(downloads.Table("incidents", "Incidents", HEADERS, rows), ending)


@require_safe
@requires("units.view_incident")
@past_days
def incident(request, pk: int):
    found = _incident_or_404(request, pk)
    context = {
        "incident": found,
        "units": named_units([pk], request.user).get(pk, []),
        "readers": readers_of(found) if found.restricted else [],
    }
    return render(request, "units/incident.html", context)


@requires("units.record_incident")
def new_incident(request):
    form = _form(
        request,
        Incident(occurred_on=asof.day()),
        request.POST if request.method == "POST" else None,
        **_touched(request),
    )
    if request.method == "POST" and form.is_valid():
        saved = _saved(request, form)
        if saved is not None:
            return redirect("incident", saved.pk)
    return render(request, "units/incident_new.html", {"form": form}, status=422 if form.errors else 200)


@requires("units.record_incident")
def edit_incident(request, pk: int):
    found = _incident_or_404(request, pk, lock=request.method == "POST")
    revision = _version(found)
    if request.method != "POST":
        form = _form(request, found, **_sides(found))
        return render(request, "units/incident_edit.html", {"form": form, "incident": found})
    theirs = _form(request, _incident_or_404(request, pk), **_sides(found))
    form = _form(request, found, sent_data(request, theirs), **_sides(found))
    if form.is_stale(revision):
        return both_versions(
            request, "units/incident_stale.html", mine=form, theirs=theirs, opened=None, revision=revision,
            last=found.history.first(), incident=found,
        )  # fmt: skip
    if form.is_valid() and _saved(request, form) is not None:
        return redirect("incident", pk)
    return render(
        request, "units/incident_edit.html", {"form": form, "incident": theirs.instance}, status=422
    )


def _incident_or_404(request, pk: int, *, lock: bool = False) -> Incident:
    rows = Incident.objects.visible_to(request.user)
    return get_object_or_404(rows.select_for_update(of=("self",)) if lock else rows, pk=pk)


def _form(request, incident: Incident, data=None, **initial) -> IncidentForm:
    version = _version(incident) if incident.pk else ""
    return IncidentForm(
        data,
        instance=incident,
        initial=initial,
        user=request.user,
        today=asof.day(),
        revision=version,
    )


def _version(incident: Incident) -> str:
    """Changes with the incident, with the units it touched and with who may read it."""
    units = sorted(incident.incident_units.values_list("unit", flat=True))
    readers = sorted(incident.incident_readers.values_list("user", flat=True))
    return f"{incident.revision}-{hash((tuple(units), tuple(readers))) & 0xFFFFFFFF:x}"


def _sides(incident: Incident) -> dict:
    return {
        "units": list(incident.incident_units.values_list("unit", flat=True)),
        "readers": list(incident.incident_readers.values_list("user", flat=True)),
    }


def _touched(request) -> dict:
    """The department one came from, already chosen (`?unit=`)."""
    code = request.GET.get("unit", "")
    return {"units": list(units_coded(code).visible_to(request.user).values_list("pk", flat=True))}


def _saved(request, form: IncidentForm) -> Incident | None:
    said = {name: form.cleaned_data[name] for name in ("units", "readers", "reason")}
    saved = form.made(lambda: save_incident(form.instance, **said, by=request.user))
    if saved:
        messages.success(request, f"{saved.title} is recorded.")
    return saved
