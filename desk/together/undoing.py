"""Taking back a change of several rows, as one new change. What was done to them since is said, and stops it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import DateField

from accounts.audiences import hidden_fields
from common import words
from common.history.undoing import plan_undo, tracked_models, undo
from common.sheets.plan import Change
from desk.models import SheetImport
from desk.together.kinds import Kind
from desk.together.planning import title


@dataclass
class Saved:
    """One save that changed rows of one kind and nothing else; `lines` is (label, changes) of each."""

    kind: Kind
    group: UUID
    versions: list

    @property
    def reason(self) -> str:
        return self.versions[0].history_change_reason or ""

    @property
    def actor(self) -> str:
        return self.versions[0].history_actor

    @property
    def at(self):
        return self.versions[0].history_date

    @property
    def ids(self) -> list[int]:
        return [version.id for version in self.versions]

    def lines(self, user, today: date) -> list[tuple[str, list[Change]]]:
        """What undoing it would bring back, in the fields this person may read."""
        hidden = hidden_fields(user, self.kind.model)
        shown = [name for name in (*self.kind.fields, *self.kind.consequences) if name not in hidden]
        return [
            (
                version.history_label,
                [
                    self._back(name, *version.history_changes[name], today=today)
                    for name in shown
                    if name in version.history_changes
                ],
            )
            for version in self.versions
        ]

    def _back(self, name: str, old: str, new: str, *, today: date) -> Change:
        field = self.kind.model._meta.get_field(name)
        if isinstance(field, DateField):
            old, new = (
                words.day(date.fromisoformat(text), today=today) if text else "" for text in (old, new)
            )
        return Change(title(field), new or words.NOTHING, old or words.NOTHING)


def saved(kind: Kind, group: UUID, *, by, today: date) -> Saved | None:
    """The save of that group, where it changed rows of this kind alone, in fields that this person may write, and all
    of them are theirs to change. Who may not read every field takes back only what they did themselves."""
    versions = list(
        kind.model.history.model.objects.filter(history_group=group).order_by("history_label", "id")
    )
    may_write = set(kind.form_for(by, today).fields) & set(kind.fields)
    allowed = may_write | set(kind.consequences) | kind.follows
    if not versions or not all(_is_change(version, allowed) for version in versions):
        return None
    if hidden_fields(by, kind.model) & set(kind.fields) and not all(
        _is_by(version, by) for version in versions
    ):
        # Whether it can be taken back would tell whether a field was changed that they may not read.
        return None
    ids = {version.id for version in versions}
    if kind.rows(by).filter(pk__in=ids).count() < len(ids) or _of_a_file(group) or _touched(group, kind):
        return None
    return Saved(kind, group, versions)


def first_saved(kinds: Iterable[Kind], group: UUID, *, by, today: date) -> Saved | None:
    """The same, of whichever kind it is."""
    may = (kind for kind in kinds if by.has_perm(kind.permission))
    return next(filter(None, (saved(kind, group, by=by, today=today) for kind in may)), None)


@transaction.atomic
def take_back(save: Saved, *, by, reason: str) -> UUID:
    """Raises CannotUndo with what would have been lost."""
    group = undo(save.group, by=by, reason=reason)
    save.kind.check_undone(save.ids)
    return group


def standing_in_the_way(save: Saved) -> list:
    """What was done since and would be lost, and so stops undoing."""
    return plan_undo(save.group).later


def _is_change(version, allowed: set[str]) -> bool:
    return version.history_type == "~" and set(version.history_changes) <= allowed


def _is_by(version, user) -> bool:
    return version.history_user_id == user.pk


def _of_a_file(group: UUID) -> bool:
    """What a file brought in is undone where files are."""
    return SheetImport.objects.filter(record_group=group).exists()


def _touched(group: UUID, kind: Kind) -> bool:
    """Whether the save wrote anything of another kind."""
    others = (model for model in tracked_models() if model is not kind.model)
    return any(model.history.model.objects.filter(history_group=group).exists() for model in others)
