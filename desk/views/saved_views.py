"""The views somebody keeps of a list: keeping one, its name and readers, beginning with it, deleting it and back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import requires
from common.kept_views import WHOLE
from desk import kept_views, saved_views
from desk.forms.views import ViewForm
from desk.kept_views import List
from desk.models import SavedView

DELETED, MOST_DELETED = "deleted_views", 5  # what can be put back within a session


@requires("desk.keep_view")
@require_safe
def views(request, listing: str):
    """Every view of one list that one sees, with what can be done with it."""
    place = _place_of(request, listing)
    rows = list(kept_views.views_of(place.name, request.user))
    own = [view for view in rows if view.owner_id == request.user.pk]
    theirs = [view for view in rows if view.owner_id != request.user.pk]
    context = {"list": place, "own": own, "theirs": theirs, "begins": any(view.begins for view in rows)}
    return render(request, "desk/views.html", context)


@requires("desk.keep_view")
@require_POST
def view_keep(request):
    """Keeps what is looked at; asks before it replaces a view of the same name."""
    place = _place_or_404(request, request.POST.get("at", ""))
    query = kept_views.essence(QueryDict(request.POST.get("query", "").replace("\0", "")))
    form = ViewForm(request.POST, user=request.user, listing=place.name)
    if form.is_valid() and (view := form.made(lambda: _kept(form, place, query))):
        said = "replaced" if form.namesake else "kept"
        messages.success(request, f"The view “{view.name}” is {said}.")
        return redirect(_look(place, view.query))
    if form.namesake is None:
        del form.fields["replace"]
    context = {"list": place, "query": query, "form": form, "back": _look(place, query)}
    return render(request, "desk/view_keep.html", context, status=422)


@requires("desk.keep_view")
@require_http_methods(["GET", "HEAD", "POST"])
def view_edit(request, pk: int):
    view = _own_or_404(request, pk)
    place = _place_of(request, view.listing)
    begins = kept_views.views_of(view.listing, request.user).get(pk=pk).begins
    asked = {"name": view.name, "shared": view.shared, "begin": begins}
    form = ViewForm(request.POST or None, initial=asked, user=request.user, listing=view.listing, view=view)
    del form.fields["replace"]

    def change():
        said = form.cleaned_data
        saved_views.change(view, name=said["name"], shared=form.for_the_team, at=timezone.now())
        _begin(request.user, view, said["begin"], begins)

    if request.method == "POST" and form.is_valid() and form.tried(change):
        messages.success(request, f"The view “{view.name}” is saved.")
        return redirect(_look(place, view.query))
    context = {"view": view, "list": place, "form": form, "back": _look(place, view.query)}
    return render(request, "desk/view_edit.html", context, status=422 if form.errors else 200)


@requires("desk.keep_view")
@require_POST
def view_begin(request, pk: int):
    """From now on one begins with this view, or with everything again."""
    seen = SavedView.objects.visible_to(request.user).select_related("owner")
    view = get_object_or_404(seen, pk=pk)
    place = _place_of(request, view.listing)
    if request.POST.get("begin") == "1":
        saved_views.begin_with(view, by=request.user)
        messages.success(request, f"The list begins with “{view.name}” for you.")
    else:
        saved_views.begin_with_everything(by=request.user, listing=view.listing)
        messages.success(request, "The list begins with everything for you again.")
    return _back(request, place, view)


@requires("desk.share_view")
@require_POST
def view_share(request, pk: int):
    """Lets the team see it, or no longer."""
    view = _own_or_404(request, pk)
    place, shared = _place_of(request, view.listing), request.POST.get("shared") == "1"
    saved_views.change(view, name=view.name, shared=shared, at=timezone.now())
    now = "is shared with the team" if shared else "is yours alone again"
    messages.success(request, f"The view “{view.name}” {now}.")
    return _back(request, place, view)


@requires("desk.keep_view")
@require_POST
def view_delete(request, pk: int):
    view = _own_or_404(request, pk)
    place = _place_of(request, view.listing)
    kept = saved_views.delete(view) | {"path": place.path}
    known = {**request.session.get(DELETED, {}), str(pk): kept}
    request.session[DELETED] = dict(list(known.items())[-MOST_DELETED:])
    undo = reverse("desk:view_put_back", args=[pk])
    messages.success(request, f"The view “{view.name}” is deleted.", extra_tags=undo)
    return _back(request, place, view)


@requires("desk.keep_view")
@require_POST
def view_put_back(request, pk: int):
    """Takes back a deletion of this session."""
    known = request.session.get(DELETED, {})
    kept = known.pop(str(pk), None)
    place = kept_views.list_at(kept["path"], request.user) if kept else None
    if place is None:
        raise Http404("No such view was deleted here.")
    request.session[DELETED] = known
    try:
        view = saved_views.put_back(kept, by=request.user, at=timezone.now())
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect(_look(place, kept["query"]))
    messages.success(request, f"The view “{view.name}” is back.")
    return redirect(_look(place, view.query))


def _kept(form: ViewForm, place: List, query: str) -> SavedView:
    """The view as the form says it."""
    given, said = form.cleaned_data, {"query": query, "shared": form.for_the_team, "at": timezone.now()}
    if form.namesake:
        view = saved_views.replace(form.namesake, **said)
    else:
        view = saved_views.keep(by=form.user, listing=place.name, name=given["name"], **said)
    if given["begin"]:
        saved_views.begin_with(view, by=form.user)
    return view


def _begin(user, view: SavedView, wanted: bool, begins: bool) -> None:
    if wanted and not begins:
        saved_views.begin_with(view, by=user)
    elif begins and not wanted:
        saved_views.begin_with_everything(by=user, listing=view.listing)


def _own_or_404(request, pk: int) -> SavedView:
    return get_object_or_404(SavedView, pk=pk, owner=request.user)


def _place_or_404(request, path: str) -> List:
    if place := kept_views.list_at(path, request.user):
        return place
    raise Http404("No list of which views are kept stands here.")


def _place_of(request, listing: str) -> List:
    """Where one came from, else where the list stands."""
    came = kept_views.list_at(request.POST.get("at") or request.GET.get("at", ""), request.user)
    if came and came.name == listing:
        return came
    return _place_or_404(request, kept_views.path_of(listing))


def _look(place: List, query: str) -> str:
    return f"{place.path}?{query}" if query else place.path + WHOLE


def _back(request, place: List, view: SavedView):
    if request.POST.get("back") == "views":
        return redirect(f"{reverse('desk:views', args=[place.name])}?{urlencode({'at': place.path})}")
    return redirect(_look(place, view.query))
