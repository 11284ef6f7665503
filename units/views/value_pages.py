"""What the pages about value share: rows within what a person may see, forms on a page of their own, confirmation."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from common.htmx import changed, say, wants_part
from common.words import count
from units.models import Unit
from units.views.conflicts import both_versions


def row_or_404(model, request, pk: int, *, lock: bool = False):
    """The row of a unit this person sees, with its unit. `lock` for a change."""
    rows = model.objects.visible_to(request.user).select_related("unit")
    rows = rows.select_for_update(of=("self",), no_key=True) if lock else rows
    return get_object_or_404(rows, pk=pk)


def crumbs(unit: Unit, *more: tuple[str, str]) -> list[tuple[str, str]]:
    """(label, address) from the department down."""
    own = (unit.name, reverse("department", args=[unit.code]))
    return [own, ("What it cannot lose", reverse("unit_value", args=[unit.code])), *more]


def form_page(request, form, *, heading: str, submit: str, cancel: str, path, status: int = 0, **context):
    """A whole page with one form; 422 where it was refused."""
    context |= {"form": form, "heading": heading, "submit": submit, "cancel": cancel, "path": path}
    return render(request, "units/value_form.html", context, status=status or (422 if form.errors else 200))


def new_page(request, unit: Unit, form, *, heading: str):
    """A whole page to put something on one of the lists of a unit."""
    return form_page(
        request, form, heading=heading, submit="Put it on the list",
        cancel=reverse("unit_value", args=[unit.code]), path=crumbs(unit),
    )  # fmt: skip


def around(row, page: str) -> dict:
    """What stands around a form about one row: the way back to its `page`, and the path to it."""
    address = reverse(page, args=[row.pk])
    return {"cancel": address, "path": crumbs(row.unit, (str(row), address))}


def stale_page(request, form, theirs, row, *, heading: str, cancel: str, path):
    return both_versions(
        request, "units/value_stale.html", mine=form, theirs=theirs, opened=None,
        revision=theirs.revision_now, last=row.history.first(), heading=heading, cancel=cancel, path=path,
    )  # fmt: skip


def confirm_page(request, *, heading: str, text: str, yes: str, cancel: str, path, blocked: str = ""):
    context = {
        "heading": heading,
        "text": text,
        "yes": yes,
        "cancel": cancel,
        "path": path,
        "blocked": blocked,
    }
    return render(request, "units/value_confirm.html", context)


def undo_address(unit: Unit, group: UUID) -> str:
    return reverse("value_undo", args=[unit.code, group])


def back(request, unit: Unit, section: str, text: str, *, undo: str = ""):
    """`undo` is where a POST takes back what the text tells."""
    messages.success(request, text, extra_tags=undo)
    return redirect(f"{reverse('unit_value', args=[unit.code])}#{section}")


def row_saved(html: str, *names: str, text: str = "", warn: str = ""):
    """The answer to a row that was saved: the row again, and what its page has to read anew."""
    answer = changed(HttpResponse(html), *names)
    if warn:
        say(answer, warn, "warning")
    elif text:
        say(answer, text)
    return answer


def row_removed(unit: Unit, group: UUID, text: str, *names: str):
    """The answer to a row that was taken off the list: nothing in its place, and a way back."""
    return say(changed(HttpResponse(), *names), text, undo=undo_address(unit, group))


def in_row(request, row_id: str) -> bool:
    """Whether the answer takes the place of that row of a table."""
    return wants_part(request, row_id)


def again(form, revision):
    """The same row, which the next save writes over what was saved in between."""
    form.data = form.data.copy()
    form.data["revision"] = str(revision)
    return form.focused()


def on_a_page(full, row):
    """The form of a whole page, over what was sent from a row, with what was wrong there."""
    full.is_valid()
    for name, errors in row.errors.as_data().items():
        if name not in full.errors:
            full.add_error(name if name in full.fields else None, errors)
    return full


def told_added(added: list, known: int, one: str, many: str) -> str:
    """What was added, and how many were left out because they were named already."""
    said = f"{added[0]} is on the list." if len(added) == 1 else f"{count(len(added), one, many)} added."
    if not known:
        return said
    return f"{said} {known} named already {'was' if known == 1 else 'were'} left out."
