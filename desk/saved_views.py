"""Keeping a way to look at a list under a name: anew, changed, begun with, deleted, and back again."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models.functions import Lower

from accounts.models import User
from desk.models import DefaultView, SavedView

MOST = 40  # views one person keeps of one list
LONGEST = SavedView._meta.get_field("query").max_length
TWICE = "You already keep a view of this list under this name."
WHOLE = "This is the whole list, which is always there; narrow it first, or choose an order or columns."
TOO_LONG = "There are too many conditions in this view to keep it; take some off."


def named(name: str, *, by: User, listing: str):
    """One's views of this list under this name, however it is spelt."""
    own = SavedView.objects.filter(owner=by).of(listing)
    return own.annotate(spelt=Lower("name")).filter(spelt=name.lower())


def keep(*, by: User, listing: str, name: str, query: str, shared: bool, at: datetime) -> SavedView:
    """A new view. Refused where one of this name is kept already."""
    _refuse(query)
    if SavedView.objects.filter(owner=by).of(listing).count() >= MOST:
        raise ValidationError(f"You keep {MOST} views of this list already; delete one first.")
    view = SavedView(owner=by, listing=listing, name=name, query=query, shared=shared, saved_at=at)
    return _saved(view)


def replace(view: SavedView, *, query: str, shared: bool, at: datetime) -> SavedView:
    """The same name, another look."""
    _refuse(query)
    view.query, view.shared, view.saved_at = query, shared, at
    return _saved(view)


def change(view: SavedView, *, name: str, shared: bool, at: datetime) -> SavedView:
    """Another name, or other readers."""
    view.name, view.shared, view.saved_at = name, shared, at
    return _saved(view)


def begin_with(view: SavedView, *, by: User) -> None:
    """From now on this person sees this view first."""
    DefaultView.objects.update_or_create(user=by, listing=view.listing, defaults={"view": view})


def begin_with_everything(*, by: User, listing: str) -> None:
    DefaultView.objects.filter(user=by, listing=listing).delete()


def delete(view: SavedView) -> dict:
    """Deletes it; what is returned is enough for `put_back`."""
    begun = list(DefaultView.objects.filter(view=view).values_list("user", flat=True))
    kept = {"listing": view.listing, "name": view.name, "query": view.query, "shared": view.shared}
    view.delete()
    return kept | {"begun": begun}


def put_back(kept: dict, *, by: User, at: datetime) -> SavedView:
    """The view that was deleted, also for everybody who began with it and has not chosen another since."""
    view = keep(
        by=by, listing=kept["listing"], name=kept["name"], query=kept["query"], shared=kept["shared"], at=at
    )
    users = User.objects.filter(pk__in=kept["begun"])
    DefaultView.objects.bulk_create(
        [DefaultView(user=user, listing=view.listing, view=view) for user in users], ignore_conflicts=True
    )
    return view


def _refuse(query: str) -> None:
    if not query:
        raise ValidationError(WHOLE)
    if len(query) > LONGEST:
        raise ValidationError(TOO_LONG)


def _saved(view: SavedView) -> SavedView:
    """Of two who take the same name at once the second is told."""
    try:
        with transaction.atomic():
            view.save()
    except IntegrityError as error:
        raise ValidationError({"name": TWICE}) from error
    return view
