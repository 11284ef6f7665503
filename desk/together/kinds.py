"""What a list has to say of itself, so that several of its rows can be changed together."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.db.models import QuerySet

from common.filtered import FilteredList
from common.history import TrackedModel


class Kind:
    """One kind of row: which fields may be changed at once, and by which rules.

    Each app declares its own and makes one object of it. `url` is the name of the page; that of undoing is
    `<url>_undo`.
    """

    name: str
    url: str
    permission: str
    model: type[TrackedModel]
    listing: type[FilteredList]
    list_url: str
    list_label: str
    one: str
    many: str

    # The name under which its list sends the rows that were ticked.
    picks: str = "pick"
    # Fields offered, in the order of the page; each reader gets those of `form_for` that are theirs.
    fields: Sequence[str]
    # Fields that follow from others and are shown where they change.
    consequences: Sequence[str] = ()
    # What else a save of these fields writes of itself.
    follows: frozenset[str] = frozenset()
    # What a row is loaded with, so that neither rules nor words ask row by row.
    related: Sequence[str] = ()

    def form_for(self, user, today: date) -> forms.BaseForm:
        """The form of one row, with the fields and choices that this person has."""
        raise NotImplementedError

    def rows(self, user) -> QuerySet:
        """The rows this person may change."""
        return self.model.objects.visible_to(user)

    def facts(self, rows: list, values: dict, *, by) -> Any:
        """What `judge` needs to know of all rows, asked once."""
        return None

    def judge(self, row, changed: set[str], facts, *, by) -> None:
        """Raises ValidationError where this row, which has its new values, cannot be changed so. May set what follows
        from the change; writes nothing."""
        row.clean_fields(exclude={field.name for field in self.model._meta.fields} - changed)
        row.clean()

    def note(self, row, changed: set[str], *, by) -> str:
        """What else comes of it for this row, in a sentence that this person may read."""
        return ""

    def write(self, rows: list, *, by, at: datetime) -> None:
        """Writes rows that were judged; the caller records."""
        self.model.objects.bulk_update_with_history(rows)

    def address(self, row) -> str:
        """The page of the row; nothing where it has none."""
        return ""

    def check_undone(self, ids: list[int]) -> None:
        """Raises CannotUndo where these rows, just put back, no longer agree with the rest."""

    @property
    def undo_url(self) -> str:
        return f"{self.url}_undo"
