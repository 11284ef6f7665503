"""Taking back one whole save, as one new change: what it changed is changed back, what it made is removed, what it
removed is there again under its old id. What would be lost by that is said first, and refused. Where the caller says
so, what the save made and others refer to by now is retired instead of removed.

The rows themselves are written in `common.history.putting_back`. Whether a person may undo is the caller's question.
"""

import uuid
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import IntegrityError, connection, transaction
from django.db.models import Min

from common import words
from common.history import putting_back
from common.history.context import recording
from common.history.holding import among, held, holders
from common.history.tracked import StaleSave, TrackedModel


class What(StrEnum):
    """What undoing does to one object."""

    CHANGE = "change back"
    REMOVE = "remove"
    RECREATE = "bring back"


@dataclass(frozen=True)
class Step:
    """One object the save touched. `before` is the version it returns to; None where it did not exist. `order` grows
    with the order in which the rows of one table were written.
    """

    model: type[TrackedModel]
    pk: int
    label: str
    before: TrackedModel | None
    exists: bool
    order: int

    @property
    def what(self) -> What:
        if self.before is None:
            return What.REMOVE
        return What.CHANGE if self.exists else What.RECREATE


@dataclass(frozen=True)
class Later:
    """Something done since that undoing would destroy. Where no version tells of it, nobody and no time is named."""

    label: str
    actor: str = ""
    at: datetime | None = None
    group: uuid.UUID | None = None
    model: type[TrackedModel] | None = None


@dataclass
class Undo:
    """What undoing one save would do, and what stands in the way."""

    objects: list[Step] = field(default_factory=list)
    retiring: list[Step] = field(default_factory=list)
    later: list[Later] = field(default_factory=list)
    refused: str = ""

    @property
    def possible(self) -> bool:
        return bool(self.objects or self.retiring) and not self.later and not self.refused

    def of(self, what: What) -> list[Step]:
        return [step for step in self.objects if step.what == what]


class CannotUndo(RuntimeError):
    """Undoing was refused; the message is a sentence for the person, `later` what would have been lost."""

    def __init__(self, message: str, later: Iterable[Later] = ()):
        super().__init__(message)
        self.later = list(later)


def plan_undo(
    group: uuid.UUID,
    *,
    keep: frozenset[type] = frozenset(),
    retire: Collection[type] = (),
    settled: Collection[uuid.UUID] = (),
) -> Undo:
    """What undoing the save would do now. Reads only. Rows of the models in `keep` stay as they are; rows of those in
    `retire` which the save made and something refers to by now are to be retired. `settled` are saves that were
    undone, and those that undid them: together they changed nothing."""
    undo = Undo()
    for model in _undone(keep):
        undo.objects += _steps(model, group)
    _set_aside(undo, retire)
    for model in {step.model: None for step in undo.objects}:
        retiring = {step.pk for step in undo.retiring if step.model is model}
        undo.later += _later_edits(model, group, retiring, settled)
    # Of what would be retired, nothing that is removed is referred to.
    undo.later += _holders([s for s in undo.of(What.REMOVE) if s.model not in retire], undo.objects)
    undo.later += _gone(undo.objects)
    undo.later = sorted(set(undo.later), key=lambda one: (one.at is None, one.at, one.label))
    undo.refused = _refusal(undo)
    return undo


@transaction.atomic
def undo(
    group: uuid.UUID,
    *,
    by,
    reason: str,
    keep: frozenset[type] = frozenset(),
    retire: Mapping[type, Callable[[list], None]] | None = None,
    settled: Collection[uuid.UUID] = (),
) -> uuid.UUID:
    """Undoes the save, as `plan_undo` says, and gives the group of the new one. `retire` says what becomes of rows that
    are to be retired. Raises CannotUndo, and then nothing is written."""
    retire = retire or {}
    _one_at_a_time(group)
    rows = {}
    for model in _undone(keep):
        rows |= putting_back.lock(model, group)
    planned = plan_undo(group, keep=keep, retire=retire, settled=settled)  # now that the rows are ours
    if planned.later or planned.refused:
        raise CannotUndo(planned.refused or _loss(planned.later), planned.later)
    with recording(by=by, reason=reason) as save:
        try:
            with transaction.atomic():
                putting_back.write(planned.objects, rows)
                for model, ending in retire.items():
                    ending([rows[model, step.pk] for step in planned.retiring if step.model is model])
        except (IntegrityError, StaleSave) as error:
            raise CannotUndo(
                "What was there before has no place any more: something else has taken it."
            ) from error
    return save.group


def _undone(keep: frozenset[type]) -> list[type[TrackedModel]]:
    return [model for model in tracked_models() if model not in keep]


def tracked_models() -> list[type[TrackedModel]]:
    """In the order in which everybody locks their rows."""
    found = [model for model in apps.get_models() if issubclass(model, TrackedModel)]
    return sorted(found, key=lambda model: model._meta.label)


def _steps(model, group) -> list[Step]:
    versions = model.history.model.objects
    found: dict[int, list] = {}
    rows = versions.filter(history_group=group).order_by("history_date", "history_id")
    for pk, *version in rows.values_list("id", "history_type", "history_label", "history_id"):
        found.setdefault(pk, []).append(version)
    befores = _before(model, group, [pk for pk, ((first, *_), *_) in found.items() if first != "+"])
    steps = []
    for pk, written in found.items():
        before = befores.get(pk) if written[0][0] != "+" else None
        kind, label, order = written[-1]
        if before is not None or kind != "-":
            steps.append(Step(model, pk, label, before, kind != "-", order))
    return steps


def _before(model, group, ids: Collection[int]) -> dict[int, object]:
    """The last version of each object before the save: the one its first version in the save has closed."""
    # Moments and ids go out and in again: just after a large save the database does not know yet how much it holds,
    # and matching rows to rows would then take it minutes.
    if not ids:
        return {}
    versions = model.history.model.objects
    moments = set(
        versions.filter(history_group=group).order_by().values_list("history_date", flat=True).distinct()
    )
    found = (
        among(versions, "id", ids)
        .filter(valid_to__in=moments)
        .exclude(history_group=group)
        .exclude(history_type="-")
        .order_by("-history_date")
    )
    return {version.id: version for version in found}  # the earliest stays


def _set_aside(undo: Undo, models: Collection[type]) -> None:
    """What is to be retired is not put back."""
    removed = [(step.model, step.pk) for step in undo.of(What.REMOVE)]
    kept = held(removed, models, {(step.model, step.pk) for step in undo.objects}) if models else set()
    undo.retiring = [step for step in undo.objects if (step.model, step.pk) in kept]
    undo.objects = [step for step in undo.objects if (step.model, step.pk) not in kept]


def _later_edits(model, group, retiring: Collection[int], settled: Collection[uuid.UUID]) -> list[Later]:
    """Edits of what is put back; what is retired keeps them."""
    versions = model.history.model.objects
    of_group = versions.filter(history_group=group)
    begun = of_group.order_by().values_list("id").annotate(begun=Min("history_date"))
    begun = {pk: at for pk, at in begun if pk not in retiring}
    if not begun:
        return []
    since = among(versions, "id", begun).filter(history_date__gt=min(begun.values()))
    edits = since.exclude(history_group__in=[group, *settled]).values_list("id", "history_date", "history_id")
    later = [version for pk, at, version in edits if pk in begun and at > begun[pk]]
    return _told(model, among(versions, "history_id", later)) if later else []


def _told(model, versions) -> list[Later]:
    columns = ("history_label", "history_actor", "history_date", "history_group")
    return [Later(*row, model) for row in versions.values_list(*columns)]


def _holders(removed: list[Step], steps: list[Step]) -> list[Later]:
    """What refers to objects that would be removed, and is not put back itself."""
    touched = {(step.model, step.pk) for step in steps}
    later = []
    for model in {step.model: None for step in removed}:
        ids = [step.pk for step in removed if step.model is model]
        for holder, pairs in holders(model, ids, touched):
            later += _holding(holder, {pk for pk, _ in pairs})
    return later


def _holding(holder, ids: set[int]) -> list[Later]:
    if issubclass(holder, TrackedModel):
        return _told(holder, among(holder.history.model.objects.filter(valid_to__isnull=True), "id", ids))
    return [Later(str(row)) for row in holder._base_manager.filter(pk__in=ids)]


def _gone(steps: list[Step]) -> list[Later]:
    """What objects would refer to again, and was removed since."""
    recreated = {(step.model, step.pk) for step in steps if step.what == What.RECREATE}
    wanted: dict[type, set] = {}
    for step in steps:
        if step.before is not None:
            for name, target in putting_back.references(step.model):
                if (value := getattr(step.before, name)) is not None and (target, value) not in recreated:
                    wanted.setdefault(target, set()).add(value)
    later = []
    for target, ids in wanted.items():
        missing = ids.difference(target._base_manager.filter(pk__in=ids).values_list("pk", flat=True))
        if missing and issubclass(target, TrackedModel):
            gone = target.history.model.objects.filter(id__in=missing, history_type="-")
            later += _told(target, gone)
        elif missing:
            later += [Later(f"{target._meta.verbose_name} {pk}") for pk in sorted(missing)]
    return later


def _refusal(planned: Undo) -> str:
    if not planned.objects and not planned.retiring:
        return "There is nothing to undo in this change."
    if any(step.model is get_user_model() for step in planned.objects):
        # A role or an address would come back without the rules that guard who may sign in.
        return "Who may sign in is changed on the page of that person, never by undoing."
    return ""


def _loss(later: list[Later]) -> str:
    return f"Undoing would destroy {words.count(len(later), 'later change')}."


def _one_at_a_time(group: uuid.UUID) -> None:
    """Of two who undo the same save at once, the second waits and then sees what the first did."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(group)])
