"""Assets: one of them, naming, changing and removing them; on pages of their own or in the rows of a table."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.audiences import hidden_fields
from common import asof
from common.htmx import vary_on_htmx
from common.past import past_days
from units import owners
from units.actions.assets import add_assets, remove_asset, save_asset, used_by
from units.choices import Handled
from units.completeness import depth_for
from units.depth import LIGHT
from units.doors import unit_or_404
from units.forms.assets import AssetForm, AssetRowForm, CrownRowForm
from units.models import Asset, Process, ProcessAsset, Unit
from units.value_rows import asset_row
from units.views import value_pages as pages
from units.views.conflicts import sent_data

NEW = "asset-new"
NAME_ONE = "Name an asset"


def row_form_of(user, unit: Unit) -> type:
    """The row asked for at the depth of this reader."""
    light = depth_for(unit, hidden_fields(user, Unit)) == LIGHT
    return CrownRowForm if light else AssetRowForm


def empty_row(user, unit: Unit, **kwargs):
    """The row at the foot of the table in which the next asset is written."""
    return row_form_of(user, unit)(instance=Asset(unit=unit), row_id=NEW, **kwargs)


def page_reason(unit: Unit) -> str:
    return f"In the rows of what {unit.name[:200]} cannot lose"


@require_safe
@requires("units.view_unit")
@past_days
def asset(request, pk: int):
    found = pages.row_or_404(Asset, request, pk)
    using = Process.objects.filter(process_assets__asset=found)  # unscoped: the foreign ones are only counted
    using = using.select_related("unit").order_by("name", "pk")
    seen = set(Process.objects.visible_to(request.user).filter(pk__in=using).values_list("pk", flat=True))
    using = list(using)
    same = Asset.objects.visible_to(request.user).filter(kind=found.kind, name__iexact=found.name)
    owner = owners.owners_of(owners.ASSET, [pk], viewer=request.user, on=asof.day())
    context = {
        "asset": found,
        "unit": found.unit,
        "path": pages.crumbs(found.unit),
        "using": [process for process in using if process.pk in seen],
        "using_elsewhere": len(using) - len(seen),
        "same": same.exclude(pk=pk).select_related("unit").order_by("unit__name", "pk")[:20],
        "holds": [Handled(kind).label for kind in found.handles if kind in Handled.values],
        "owner": owner.get(pk, ""),
        "change": request.user.has_perm("units.change_value"),
    }
    return render(request, "units/asset.html", context)


@vary_on_htmx
@requires("units.change_value")
def asset_add(request, code: str):
    unit = unit_or_404(request.user, code, lock=request.method == "POST")
    if pages.in_row(request, NEW) or "row" in request.POST:
        return _add_in_row(request, unit)
    form = AssetForm(request.POST if request.method == "POST" else None, instance=Asset(unit=unit))
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if form.tried(lambda: save_asset(form.instance, by=request.user, reason=reason)):
            return pages.back(request, unit, "assets", f"{form.instance} is on the list.")
    return pages.new_page(request, unit, form, heading=NAME_ONE)


def _add_in_row(request, unit):
    if request.method != "POST":
        return _row(request, unit, empty_row(request.user, unit).focused())
    form = empty_row(request.user, unit, data=request.POST)
    added = []
    if form.is_valid():
        form.tried(lambda: added.extend(_add(request, unit, form)))
    if form.errors:
        if pages.in_row(request, NEW):
            return _row(request, unit, form, status=422)
        full = AssetForm(request.POST, instance=Asset(unit=unit))
        return pages.new_page(request, unit, pages.on_a_page(full, form), heading=NAME_ONE)
    told = pages.told_added(added, form.known, "asset", "assets")
    if not pages.in_row(request, NEW):
        return pages.back(request, unit, "assets", told)
    light = isinstance(form, CrownRowForm)
    shown = SafeString("".join(asset_row(one, change=True, light=light) for one in added))
    nxt = _row(request, unit, empty_row(request.user, unit).focused()).content.decode()
    return pages.row_saved(shown + nxt, "value", text="" if len(added) == 1 else told)


def _add(request, unit, form) -> list[Asset]:
    form.known = 0
    clean = form.cleaned_data
    names = clean["names"] or [clean["name"]]
    values = {name: clean[name] for name in ("kind", "classification", "criticality") if name in clean}
    if len(names) == 1:
        one = Asset(unit=unit, name=names[0], **values)
        return [save_asset(one, by=request.user, reason=page_reason(unit))]
    added, form.known = add_assets(
        unit, names=names, values=values, by=request.user, reason=page_reason(unit)
    )
    return added


def _row(request, unit, form, status: int = 200, **context):
    context |= {"form": form, "unit": unit, "light": isinstance(form, CrownRowForm)}
    return render(request, "units/_asset_row.html", context, status=status)


@vary_on_htmx
@requires("units.change_value")
def asset_edit(request, pk: int):
    found = pages.row_or_404(Asset, request, pk, lock=request.method == "POST")
    if pages.in_row(request, f"asset-{pk}"):
        return _edit_in_row(request, found)
    revision = found.revision
    where = {"heading": f"Change {found}", **pages.around(found, "asset")}
    if request.method != "POST":
        form = AssetForm(instance=found, revision=revision)
        return pages.form_page(request, form, submit="Save the asset", **where)
    theirs = AssetForm(instance=pages.row_or_404(Asset, request, pk))
    theirs.revision_now = revision
    form = AssetForm(sent_data(request, theirs), instance=found, revision=revision)
    if form.is_stale(revision):
        return pages.stale_page(request, form, theirs, found, **where)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if form.tried(lambda: save_asset(found, by=request.user, reason=reason)):
            return redirect("asset", pk)
    return pages.form_page(request, form, submit="Save the asset", **where)


def _edit_in_row(request, found: Asset):
    kind, row_id = row_form_of(request.user, found.unit), f"asset-{found.pk}"
    if request.method != "POST":
        if "cancel" in request.GET:
            return HttpResponse(_shown(request, found))
        form = kind(instance=found, row_id=row_id, revision=found.revision)
        return _row(request, found.unit, form.focused())
    now, held = str(found), found.revision
    form = kind(request.POST, instance=found, row_id=row_id, revision=held)
    if form.is_stale(held):
        return _row(
            request, found.unit, pages.again(form, held), 422, overtaken=found.history.first(), now=now
        )
    reason = page_reason(found.unit)
    if form.is_valid() and form.tried(lambda: save_asset(found, by=request.user, reason=reason)):
        return pages.row_saved(_shown(request, found), "value")
    return _row(request, found.unit, form, 422)


def _shown(request, found: Asset) -> str:
    owner = owners.owners_of(owners.ASSET, [found.pk], viewer=request.user, on=asof.day())
    used = ProcessAsset.objects.filter(asset=found).count()  # unscoped: a number only
    light = row_form_of(request.user, found.unit) is CrownRowForm
    return asset_row(found, owner=owner.get(found.pk, ""), used=used, change=True, light=light, focus=True)


def _kept_in_row(request, found: Asset, why: str):
    form = row_form_of(request.user, found.unit)(
        instance=found, row_id=f"asset-{found.pk}", revision=found.revision
    )
    return _row(request, found.unit, form.focused(), status=422, kept=why)


@vary_on_htmx
@requires("units.change_value")
def asset_remove(request, pk: int):
    found = pages.row_or_404(Asset, request, pk, lock=request.method == "POST")
    used = used_by(found, request.user)
    inside = pages.in_row(request, f"asset-{pk}")
    if request.method == "POST" and not used:
        group = remove_asset(found, by=request.user, reason=f"Removed from what {found.unit} cannot lose")
        text = f"{found} is off the list."
        if inside:
            return pages.row_removed(found.unit, group, text, "value")
        return pages.back(request, found.unit, "assets", text, undo=pages.undo_address(found.unit, group))
    if inside and used:
        return _kept_in_row(request, found, f"It is used by {used}. Take it off there first.")
    return pages.confirm_page(
        request, heading=f"Remove {found}", yes="Remove the asset", **pages.around(found, "asset"),
        text="It leaves the list, with who answers for it. Its history stays in the record, from which it can come "
        "back.",
        blocked=f"It is used by {used}. Take it off there first." if used else "",
    )  # fmt: skip
