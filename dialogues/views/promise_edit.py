"""Writing a promise down, and changing one."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from accounts.access import requires
from dialogues import promising
from dialogues.actions import promises as actions
from dialogues.choices import Side
from dialogues.forms.promise import ChangePromiseForm, PromiseForm
from dialogues.models import Commitment
from dialogues.promising import Step
from dialogues.views.promises import promise_or_404, to_promise
from units.doors import units_coded
from units.views.conflicts import both_versions, sent_data


@requires("dialogues.promise")
def promise_new(request):
    data = request.POST if request.method == "POST" else None
    today, user = timezone.localdate(), request.user
    team = user.has_perm("units.view_every_unit")
    initial = {"side": Side.WE if team else Side.THEY, "user": user.pk, "unit": _from(request)}
    form = PromiseForm(data, initial=initial, user=user, today=today)
    if data is not None and form.is_valid():
        values = {name: form.cleaned_data.get(name) for name in PromiseForm.Meta.fields}
        # What a department says that it owes is accepted by saying so.
        values["accepted"] = not team and values["side"] == Side.THEY and values["contact"] is None
        made = form.made(lambda: actions.promise(**values, by=user, at=timezone.now(), made_on=today))
        if made:
            return to_promise(request, made, "The promise is written down.")
    return render(request, "dialogues/promise_new.html", {"form": form}, status=422 if form.errors else 200)


@requires("dialogues.promise")
def promise_edit(request, pk: int):
    found = promise_or_404(request, pk)
    team = request.user.has_perm("units.view_every_unit")
    if not promising.may(Step.CHANGE, found, request.user, team=team):
        raise Http404
    if request.method != "POST":
        return _form_page(request, _form(request, found), found)
    found = get_object_or_404(_locked(request), pk=pk)
    revision = found.revision
    theirs = _form(request, get_object_or_404(_locked(request), pk=pk))
    form = _form(request, found, sent_data(request, theirs))
    if form.is_stale(revision):
        return both_versions(
            request, "dialogues/promise_stale.html", mine=form, theirs=theirs, opened=None, revision=revision,
            last=found.history.first(), promise=theirs.instance,
        )  # fmt: skip
    if form.is_valid() and form.tried(
        lambda: actions.change(form.instance, by=request.user, reason=form.cleaned_data["reason"])
    ):
        return to_promise(request, form.instance, "The promise is changed.")
    return _form_page(request, form, theirs.instance)


def _locked(request):
    rows = Commitment.objects.visible_to(request.user).select_for_update(of=("self",))
    return rows.select_related("unit", "user", "contact")


def _form(request, found: Commitment, data=None) -> ChangePromiseForm:
    return ChangePromiseForm(
        data, instance=found, user=request.user, today=timezone.localdate(), revision=found.revision
    )


def _form_page(request, form, found: Commitment):
    context = {"form": form, "promise": found}
    return render(request, "dialogues/promise_edit.html", context, status=422 if form.errors else 200)


def _from(request) -> int | None:
    """The department one came from, already chosen (`?unit=`)."""
    unit = units_coded(request.GET.get("unit", "")).visible_to(request.user).first()
    return unit.pk if unit else None
