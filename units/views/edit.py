"""Creating, editing and moving a department."""

import zlib

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect, render

from accounts.access import requires
from accounts.audiences import readable_versions
from common import stale
from units.actions import change_unit, create_unit
from units.doors import units_coded
from units.forms import MoveForm, NewUnitForm, UnitForm
from units.models import Unit
from units.versions import latest_for, revision_for, version_values


@requires("units.add_unit")
def new_unit(request: HttpRequest):
    initial = {}
    if parent := units_coded(request.GET.get("parent", "")).visible_to(request.user).first():
        initial["parent"] = parent.pk
    form = NewUnitForm(request.POST or None, user=request.user, initial=initial)
    sent = request.method == "POST" and form.is_valid()
    if sent and (unit := form.made(lambda: create_unit(**_to_write(form), by=request.user))):
        messages.success(request, f"{unit.name} is in the inventory.")
        return redirect("department", unit.code)
    return render(request, "units/new.html", {"form": form}, status=422 if form.errors else 200)


@requires("units.change_unit")
def edit_unit(request: HttpRequest, code: str):
    # Locked while a change is saved, so that the version compared is the version overwritten.
    rows = units_coded(code).visible_to(request.user)
    rows = rows.select_for_update(of=["self"], no_key=True) if request.method == "POST" else rows
    unit = get_object_or_404(rows.select_related("parent", "owner", "owner_cover"))
    revision = _version(request.user, unit)
    if request.method != "POST":
        form = UnitForm(instance=unit, user=request.user, revision=revision, initial=_restored(request, unit))
        return _show(request, unit, form)
    data = request.POST
    if stale.has_choices(data):
        data = stale.chosen(data, UnitForm(instance=unit, user=request.user))
    form = UnitForm(data, instance=unit, user=request.user, revision=revision)
    if form.is_stale(revision):
        return _both_versions(request, unit, form, revision)
    if form.is_valid() and form.tried(lambda: change_unit(unit, **_to_write(form), by=request.user)):
        messages.success(request, f"{unit.name} is saved.")
        return (
            redirect("department", unit.code) if _still_seen(request.user, unit) else redirect("units:list")
        )
    return _show(request, unit, form, status=422)


def _still_seen(user, unit: Unit) -> bool:
    """A save can take a department out of the sight of whoever made it."""
    return user.has_perm("units.view_every_unit") or Unit.objects.visible_to(user).filter(pk=unit.pk).exists()


def _to_write(form: UnitForm) -> dict:
    clean = form.cleaned_data
    return {"values": form.values(), "stewards": clean.get("stewards"), "reason": clean["reason"]}


def _show(request, unit, form, status=200):
    context = {"unit": unit, "form": form, "restores": request.GET.get("restore")}
    return render(request, "units/edit.html", context, status=status)


def _restored(request, unit: Unit) -> dict:
    """Values of an old version to start the form from (`?restore=`), of the fields this person may write."""
    version = request.GET.get("restore", "")
    if not version.isascii() or not version.isdigit() or len(version) > 18:
        return {}
    old = get_object_or_404(readable_versions(request.user, Unit), id=unit.pk, pk=version)
    return version_values(old) | {"reason": f"Back to the version of {old.history_date:%d.%m.%Y}"}


def _both_versions(request, unit, form, revision):
    """Somebody saved in between: both versions, and a choice for each field in which they differ."""
    theirs = UnitForm(instance=unit, user=request.user)
    before = Unit.history.model.objects.filter(id=unit.pk, revision=_revision(form)).first()
    opened = UnitForm(instance=unit, initial=version_values(before), user=request.user) if before else None
    last = latest_for(request.user, unit)
    context = {
        "unit": unit,
        "conflicts": stale.conflicts(form, theirs, opened),
        "carried": stale.carried(form.data),
        "revision": revision,
        "who": last.history_actor,
        "at": last.history_date,
    }
    return render(request, "units/stale.html", context, status=409)


def _version(user, unit: Unit) -> str:
    """Changes with what the person may read of the department, and with who may act for it where they write that."""
    revision = str(revision_for(user, unit))
    if not user.has_perm("units.restructure_unit"):
        return revision
    acting = unit.stewardships.order_by("user").values_list("user", flat=True)
    return f"{revision}-{zlib.crc32(repr(list(acting)).encode()):x}"


def _revision(form) -> int:
    text = form.data.get("revision", "").partition("-")[0]
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


@requires("units.restructure_unit")
def move_unit(request: HttpRequest, code: str):
    rows = units_coded(code).visible_to(request.user)
    rows = rows.select_for_update(of=["self"], no_key=True) if request.method == "POST" else rows
    unit = get_object_or_404(rows.select_related("parent"))
    revision = revision_for(request.user, unit)
    form = MoveForm(
        request.POST or None, user=request.user, revision=revision, initial={"parent": unit.parent_id}
    )
    if request.method == "POST" and form.is_valid():
        if form.is_stale(revision):
            form.add_error(None, f"Somebody changed {unit} since you opened this page. Please look again.")
        elif form.tried(
            lambda: change_unit(
                unit,
                values={"parent": form.cleaned_data["parent"]},
                by=request.user,
                reason=form.cleaned_data["reason"],
            )
        ):
            messages.success(request, f"{unit.name} now belongs to {unit.parent or 'no other department'}.")
            return redirect("department", unit.code)
    return render(
        request, "units/move.html", {"unit": unit, "form": form}, status=422 if form.errors else 200
    )
