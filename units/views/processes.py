"""Processes: one of them, naming, changing and removing them; on pages of their own or in the rows of a table."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from accounts.access import requires
from common import asof
from common.htmx import vary_on_htmx
from common.past import past_days
from units import impact, owners
from units.actions.processes import KEEP, add_processes, remove_process, save_process
from units.choices import Harm
from units.doors import unit_or_404
from units.forms.processes import ProcessForm, ProcessRowForm
from units.hours import say_hours
from units.models import Asset, Impact, Process
from units.value_facts import Strip
from units.value_rows import process_row
from units.views import value_pages as pages
from units.views.assets import page_reason
from units.views.conflicts import sent_data

NEW = "process-new"
NAME_ONE = "Name a process"


def rows_of(process: Process) -> list[tuple]:
    """The impact of one process as `units.impact` takes it."""
    rows = Impact.objects.filter(process=process)  # unscoped: the caller found the process
    rows = rows.values_list("category", "bucket", "severity")
    return [(process.name, *row) for row in rows]


def simple(rows: list[tuple]) -> bool:
    """Whether the impact says no more than from when it is severe: the grid says the rest."""
    return len(rows) <= 1 and all(row[3] == Harm.SEVERE for row in rows)


@require_safe
@requires("units.view_unit")
@past_days
def process(request, pk: int):
    found = pages.row_or_404(Process, request, pk)
    rows = rows_of(found)
    used = Asset.objects.filter(process_assets__process=found)  # unscoped: foreign ones by name only
    used = used.select_related("unit").order_by("name", "pk")
    opened = set(Asset.objects.visible_to(request.user).filter(pk__in=used).values_list("pk", flat=True))
    owner = owners.owners_of(owners.PROCESS, [pk], viewer=request.user, on=asof.day())
    severe = impact.severe_from(rows)
    context = {
        "process": found,
        "unit": found.unit,
        "path": pages.crumbs(found.unit),
        "worst": impact.worst(rows),
        "strips": [_strip(found, rows)] if rows else [],
        **{name: say_hours(getattr(found, f"{name}_hours")) for name in ("mtd", "rto", "rpo")},
        "problems": impact.contradictions(found.mtd_hours, found.rto_hours, found.rpo_hours, severe),
        "uses": [(one, one.pk in opened) for one in used],
        "owner": owner.get(pk, ""),
        "change": request.user.has_perm("units.change_value"),
    }
    return render(request, "units/process.html", context)


def _strip(found: Process, rows: list[tuple]) -> Strip:
    return Strip(found.pk, found.name, impact.cells_of(impact.levels(rows), found.mtd_hours))


@vary_on_htmx
@requires("units.change_value")
def process_add(request, code: str):
    unit = unit_or_404(request.user, code, lock=request.method == "POST")
    if pages.in_row(request, NEW) or "row" in request.POST:
        return _add_in_row(request, unit)
    data = request.POST if request.method == "POST" else None
    form = ProcessForm(data, instance=Process(unit=unit), user=request.user)
    if request.method == "POST" and form.is_valid() and _save(request, form):
        return pages.back(request, unit, "processes", f"{form.instance} is on the list.")
    return pages.new_page(request, unit, form, heading=NAME_ONE)


def _save(request, form) -> bool:
    clean = form.cleaned_data
    return form.tried(
        lambda: save_process(form.instance, assets=clean["assets"], by=request.user, reason=clean["reason"]),
    )


def empty_row(unit, **kwargs):
    """The row at the foot of the table in which the next process is written."""
    return ProcessRowForm(instance=Process(unit=unit), row_id=NEW, **kwargs)


def _add_in_row(request, unit):
    if request.method != "POST":
        return _row(request, unit, empty_row(unit).focused())
    form = empty_row(unit, data=request.POST)
    added = []
    if form.is_valid():
        form.tried(lambda: added.extend(_add(request, unit, form)))
    if form.errors:
        if pages.in_row(request, NEW):
            return _row(request, unit, form, status=422)
        full = ProcessForm(request.POST, instance=Process(unit=unit), user=request.user)
        return pages.new_page(request, unit, pages.on_a_page(full, form), heading=NAME_ONE)
    told = pages.told_added(added, form.known, "process", "processes")
    if not pages.in_row(request, NEW):
        return pages.back(request, unit, "processes", told)
    shown = SafeString("".join(process_row(one, rows_of(one), change=True) for one in added))
    nxt = _row(request, unit, empty_row(unit).focused()).content.decode()
    return pages.row_saved(
        shown + nxt,
        "value",
        "risk",
        text="" if len(added) == 1 else told,
        warn=_warning(added[0]) if added else "",
    )


def _add(request, unit, form) -> list[Process]:
    clean, reason, form.known = form.cleaned_data, page_reason(unit), 0
    if len(clean["names"]) > 1:
        added, form.known = add_processes(unit, names=clean["names"], by=request.user, reason=reason)
        return added
    name = (clean["names"] or [clean["name"]])[0]
    one = Process(unit=unit, name=name, **form.hours())
    return [save_process(one, severe=form.severe() or KEEP, by=request.user, reason=reason)]


def _warning(found: Process) -> str:
    """The first thing that does not agree, said once the row is saved."""
    severe = impact.severe_from(rows_of(found))
    said = impact.contradictions(found.mtd_hours, found.rto_hours, found.rpo_hours, severe)
    return f"{found} is saved. {said[0]}" if said else ""


def _row(request, unit, form, status: int = 200, **context):
    return render(request, "units/_process_row.html", {"form": form, "unit": unit, **context}, status=status)


@vary_on_htmx
@requires("units.change_value")
def process_edit(request, pk: int):
    found = pages.row_or_404(Process, request, pk, lock=request.method == "POST")
    if pages.in_row(request, f"process-{pk}"):
        return _edit_in_row(request, found)
    revision = found.revision
    where = {"heading": f"Change {found}", **pages.around(found, "process")}
    initial = {"assets": list(found.process_assets.values_list("asset", flat=True))}
    version = f"{revision}-{hash(tuple(sorted(initial['assets']))) & 0xFFFFFF:x}"
    if request.method != "POST":
        form = ProcessForm(instance=found, revision=version, initial=initial, user=request.user)
        return pages.form_page(request, form, submit="Save the process", **where)
    fresh = pages.row_or_404(Process, request, pk)
    theirs = ProcessForm(instance=fresh, initial=initial, user=request.user)
    theirs.revision_now = version
    form = ProcessForm(sent_data(request, theirs), instance=found, revision=version, user=request.user)
    if form.is_stale(version):
        return pages.stale_page(request, form, theirs, found, **where)
    if form.is_valid() and _save(request, form):
        return redirect("process", pk)
    return pages.form_page(request, form, submit="Save the process", **where)


def _edit_in_row(request, found: Process):
    rows, row_id = rows_of(found), f"process-{found.pk}"
    grid = not simple(rows)
    initial = {"category": rows[0][1], "severe_from": rows[0][2]} if rows and not grid else {}
    if request.method != "POST":
        if "cancel" in request.GET:
            return HttpResponse(_shown(request, found))
        form = ProcessRowForm(
            instance=found, row_id=row_id, revision=found.revision, grid=grid, initial=initial
        )
        return _row(request, found.unit, form.focused())
    now, held = str(found), found.revision
    form = ProcessRowForm(request.POST, instance=found, row_id=row_id, grid=grid)
    if form.is_stale(held):
        return _row(
            request, found.unit, pages.again(form, held), 422, overtaken=found.history.first(), now=now
        )
    if form.is_valid() and form.tried(lambda: _save_row(request, form, grid)):
        return pages.row_saved(_shown(request, found), "value", "risk", warn=_warning(found))
    return _row(request, found.unit, form, 422)


def _save_row(request, form, grid: bool) -> None:
    severe = KEEP if grid else form.severe()
    save_process(form.instance, severe=severe, by=request.user, reason=page_reason(form.instance.unit))


def _shown(request, found: Process) -> str:
    owner = owners.owners_of(owners.PROCESS, [found.pk], viewer=request.user, on=asof.day())
    return process_row(found, rows_of(found), owner=owner.get(found.pk, ""), change=True, focus=True)


@vary_on_htmx
@requires("units.change_value")
def process_remove(request, pk: int):
    found = pages.row_or_404(Process, request, pk, lock=request.method == "POST")
    if request.method == "POST":
        group = remove_process(found, by=request.user, reason=f"Removed from what {found.unit} does")
        text = f"{found} is off the list."
        if pages.in_row(request, f"process-{pk}"):
            return pages.row_removed(found.unit, group, text, "value", "risk")
        return pages.back(request, found.unit, "processes", text, undo=pages.undo_address(found.unit, group))
    return pages.confirm_page(
        request, heading=f"Remove {found}", yes="Remove the process", **pages.around(found, "process"),
        text="It leaves the list with its impact, what it uses and who answers for it. Its history stays in the "
        "record, from which it can come back.",
    )  # fmt: skip
