"""Entering and changing one row on a page of its own, for lists that a team keeps: objectives, templates, words.

A view brings its form and what saves; here is what such pages share: what was refused, and two people at once.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import redirect, render

from common import stale


@dataclass
class Page:
    """How the page is called, what its button says, where one goes back to; `crumbs` are (label, address). `template`
    shows `form` and `page`."""

    title: str
    submit: str
    cancel: str
    crumbs: list[tuple[str, str]] = field(default_factory=list)
    meta: str = ""
    template: str = "goals/keep.html"


def enter_row(request, form, page: Page, *, save: Callable, to: Callable):
    """The page of a new row. `save(row, by=, reason=)` writes it; `to(row)` is where one goes then."""
    if request.method == "POST" and form.is_valid() and _saved(request, form, save):
        return redirect(to(form.instance))
    return _shown(request, form, page, status=422 if form.errors else 200)


def change_row(request, rows: QuerySet, form_class, page: Callable, *, save: Callable, to: Callable):
    """The page of a row there is: `rows` finds it, within what the person may see; `page(row)` says the rest."""
    sent = request.method == "POST"
    row = (rows.select_for_update(of=("self",)) if sent else rows).first()
    if row is None:
        raise Http404("No such entry.")
    revision, here = row.revision, page(row)
    if not sent:
        return _shown(request, form_class(instance=row, revision=revision), here)
    theirs = form_class(instance=rows.get())
    data = stale.chosen(request.POST, theirs) if stale.has_choices(request.POST) else request.POST
    form = form_class(data, instance=row, revision=revision)
    if form.is_stale(revision) and _rewritten(form, row):
        return _both(request, form, theirs, here, revision)
    if form.is_valid() and _saved(request, form, save):
        return redirect(to(row))
    return _shown(request, form, here, status=422)


def _rewritten(form, row) -> bool:
    """Whether something this form shows was changed since it was opened. Where only the place of the row among others
    was, nothing stands in the way."""
    sent = form.data.get(form.add_prefix("revision"), "")
    opened = row.history.filter(revision=int(sent)).first() if sent.isdecimal() and len(sent) < 10 else None
    if opened is None:
        return True
    columns = [row._meta.get_field(name).attname for name in form._meta.fields]
    return any(getattr(opened, name) != getattr(row, name) for name in columns)


def _shown(request, form, page: Page, status: int = 200):
    return render(request, page.template, {"form": form, "page": page}, status=status)


def _both(request, form, theirs, page: Page, revision: int):
    last = theirs.instance.history.first()
    context = {
        "page": page,
        "conflicts": stale.conflicts(form, theirs),
        "carried": stale.carried(form.data),
        "revision": revision,
        "who": last.history_actor if last else "",
        "at": last.history_date if last else None,
    }
    return render(request, "goals/keep_stale.html", context, status=409)


def _saved(request, form, save: Callable) -> bool:
    saved = form.made(lambda: save(form.instance, by=request.user, reason=form.cleaned_data["reason"]))
    if saved is None:
        return False
    messages.success(request, f"“{saved}” is saved.")
    return True
