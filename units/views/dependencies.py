"""Dependencies of a department: naming them from either side, changing, settling and removing them."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.access import requires
from units.actions.dependencies import CONSUMER, PROVIDER, remove_dependency, save_dependency, settle_provider
from units.doors import unit_or_404
from units.forms.dependencies import DependencyForm, DetailsForm, InWordsForm, SettleForm
from units.models import Dependency, Unit
from units.standing import SIDES, statement_of
from units.value_facts import UnitValue
from units.views import value_pages as pages
from units.views.confirming import sides_of
from units.views.conflicts import sent_data


def _dependency_or_404(request, pk: int, *, lock: bool = False) -> Dependency:
    rows = Dependency.objects.visible_to(request.user).select_related("consumer", "provider")
    rows = rows.select_for_update(of=("self",), no_key=True) if lock else rows
    return get_object_or_404(rows, pk=pk)


def home(user, dependency: Dependency) -> Unit:
    """The side on whose page this person looks at it."""
    if Unit.objects.visible_to(user).filter(pk=dependency.consumer_id).exists():
        return dependency.consumer
    return dependency.provider


@requires("units.change_value")
def dependency_add(request, code: str):
    """`?side=provider` for who needs this department; else for what it needs."""
    unit = unit_or_404(request.user, code, lock=request.method == "POST")
    side = PROVIDER if (request.POST or request.GET).get("side") == PROVIDER else CONSUMER
    data = request.POST if request.method == "POST" else None
    form = DependencyForm(data, instance=Dependency(), unit=unit, side=side, user=request.user)
    if request.method == "POST" and form.is_valid() and _add(request, unit, side, form):
        return pages.back(request, unit, "dependencies", f"{form.instance} is on the list.")
    heading = f"Who needs {unit.name}" if side == PROVIDER else f"What {unit.name} needs"
    return pages.form_page(
        request, form, heading=heading, submit="Put it on the list", path=pages.crumbs(unit),
        cancel=reverse("unit_value", args=[code]), carried=[("side", side)],
    )  # fmt: skip


def _add(request, unit, side, form) -> bool:
    for name, value in form.sides().items():
        setattr(form.instance, name, value)
    # What a department says of itself, it has confirmed by saying so; the team only writes it down.
    own = "" if request.user.has_perm("units.view_every_unit") else side
    reason = form.cleaned_data["reason"]
    return form.tried(
        lambda: save_dependency(form.instance, side=own, at=timezone.now(), by=request.user, reason=reason),
    )


@requires("units.change_value")
def dependency_edit(request, pk: int):
    found = _dependency_or_404(request, pk, lock=request.method == "POST")
    unit, revision = home(request.user, found), found.revision
    kind = DetailsForm if found.provider_id else InWordsForm
    cancel = f"{reverse('unit_value', args=[unit.code])}#dependencies"
    where = {"heading": str(found), "cancel": cancel, "path": pages.crumbs(unit)}
    own = own_sides(request.user, found)
    if request.method != "POST":
        form = kind(instance=found, revision=revision)
        context = {
            "tools": _tools(found),
            "sides": _standing(request.user, found, own),
            "confirm_url": reverse("dependency_confirm", args=[pk]),
        }
        return pages.form_page(request, form, submit="Save the dependency", **where, **context)
    theirs = kind(instance=_dependency_or_404(request, pk))
    theirs.revision_now = revision
    form = kind(sent_data(request, theirs), instance=found, revision=revision)
    if form.is_stale(revision):
        return pages.stale_page(request, form, theirs, found, **where)
    if form.is_valid():
        save = partial(
            save_dependency, found, speaks_for=own, by=request.user, reason=form.cleaned_data["reason"]
        )
        if form.tried(save):
            return pages.back(request, unit, "dependencies", f"{found}: saved.")
    return pages.form_page(request, form, submit="Save the dependency", **where)


def own_sides(user, found: Dependency) -> list[str]:
    """The sides a head speaks for by what they write; the team only writes down what others say."""
    return [] if user.has_perm("units.view_every_unit") else sides_of(user, [found])[found.pk]


def _standing(user, found: Dependency, own: list[str]) -> list[dict]:
    """Each side, since when it has confirmed it, and whether this person may do or undo that."""
    theirs, team = sides_of(user, [found])[found.pk], user.has_perm("units.view_every_unit")
    return [
        {
            "unit": getattr(found, side),
            "side": side,
            "seen": f"{side}-{statement_of(found)}",
            "at": getattr(found, f"{side}_confirmed_at"),
            # Who spoke for another department is that department's to know.
            "by": getattr(found, f"{side}_confirmed_by") if team or side in own else None,
            "may": side in theirs,
        }
        for side in SIDES
        if getattr(found, side) is not None
    ]


def _tools(found: Dependency) -> list[tuple[str, str]]:
    links = [("Remove it…", reverse("dependency_remove", args=[found.pk]))]
    if found.provider_id is None:
        links.append(("Which department is that?", reverse("dependency_settle", args=[found.pk])))
    return links


@requires("units.change_value")
def dependency_remove(request, pk: int):
    found = _dependency_or_404(request, pk, lock=request.method == "POST")
    unit, said = home(request.user, found), str(found)
    if request.method == "POST":
        group = remove_dependency(
            found, by=request.user, reason="No longer so, said on the page of dependencies"
        )
        text, undo = f"{said}: taken off the list.", pages.undo_address(unit, group)
        return pages.back(request, unit, "dependencies", text, undo=undo)
    return pages.confirm_page(
        request, heading=f"{said}: no longer so?", yes="Remove the dependency", path=pages.crumbs(unit),
        cancel=reverse("dependency_edit", args=[pk]),
        text="It leaves the lists of both sides. Its history stays in the record, from which it can come back.",
    )  # fmt: skip


@requires("units.change_value")
def dependency_settle(request, pk: int):
    """Which department is meant by a name that somebody typed."""
    found = _dependency_or_404(request, pk, lock=request.method == "POST")
    if found.provider_id is not None:
        raise Http404("It is settled already.")
    unit, data = found.consumer, request.POST if request.method == "POST" else None
    form = SettleForm(data, user=request.user)
    if request.method == "POST" and form.is_valid():
        clean = form.cleaned_data
        if form.tried(lambda: _settle(found, clean, request.user)):
            return pages.back(request, unit, "dependencies", f"“{found.provider_named}” is {found.provider}.")
    return pages.form_page(
        request, form, heading=f"“{found.provider_named}”", submit="That is the one", path=pages.crumbs(unit),
        cancel=reverse("unit_value", args=[unit.code]),
        lead=f"{unit} says it needs “{found.provider_named}”. Which department is meant?",
    )  # fmt: skip


def _settle(found: Dependency, clean: dict, by) -> None:
    settle_provider(found, provider=clean["provider"], by=by, reason=clean["reason"])


@requires("units.change_value")
@require_POST
def dependency_accept(request, code: str):
    """A suggested dependency becomes one of the list; what is no longer suggested is not written."""
    unit = unit_or_404(request.user, code, lock=True)
    offers = UnitValue(unit, request.user, today=timezone.localdate()).offers
    wanted = request.POST.get("provider", "")
    offer = next((one for one in offers if one.provider.code == wanted), None)
    if offer is None:
        messages.warning(request, "This is on the list already, or nothing suggests it any more.")
    else:
        new = Dependency(consumer=unit, provider=offer.provider, kind=offer.kind, flows=offer.flows[:300])
        save_dependency(new, by=request.user, reason=f"Suggested: {offer.because}"[:500])
        messages.success(request, f"{new} is on the list.")
    if request.POST.get("back") == "dependencies":
        return redirect("dependencies")
    if request.POST.get("back") == "value" and request.user.has_perm("units.compare_units"):
        return redirect(f"{reverse('value')}#shared")
    return redirect(f"{reverse('unit_value', args=[code])}#dependencies")
