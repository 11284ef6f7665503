"""Tracked models: every write leaves a version, a write that changes nothing leaves none."""

import copy
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import models, transaction

from common.history.records import TrackedRecords
from common.history.versions import build_versions

_unlocked: ContextVar[bool] = ContextVar("bulk_unlocked", default=False)


class RefusedWrite(RuntimeError):
    """A bulk write that would have left no version."""


@contextmanager
def _unlock():
    token = _unlocked.set(True)
    try:
        yield
    finally:
        _unlocked.reset(token)


class TrackedQuerySet(models.QuerySet):
    """Refuses writes that bypass the record; offers bulk writes that keep it."""

    def _refuse(self, what: str):
        if not _unlocked.get():
            raise RefusedWrite(
                f"{self.model.__name__}.{what}() writes no history; save objects, or use bulk_*_with_history()."
            )

    def update(self, **kwargs):
        self._refuse("update")
        return super().update(**kwargs)

    def bulk_create(self, objs, *args, **kwargs):
        self._refuse("bulk_create")
        return super().bulk_create(objs, *args, **kwargs)

    def bulk_update(self, objs, *args, **kwargs):
        self._refuse("bulk_update")
        return super().bulk_update(objs, *args, **kwargs)

    def bulk_create_with_history(self, objs, *, batch_size=1000):
        """Inserts `objs` and one "+" version each, in one transaction."""
        objs = list(objs)
        with transaction.atomic(), _unlock():
            for obj in objs:
                obj.derive()
                obj.revision = 1
            self.bulk_create(objs, batch_size=batch_size)
            self._write_versions(objs, "+", None, batch_size)
        for obj in objs:
            obj.remember()
        return objs

    def bulk_update_with_history(self, objs, *, batch_size=500):
        """Writes the objects that differ from what was loaded, with one "~" version each.

        Returns the objects that did differ; the others cost nothing and leave no version.
        """
        changed, fields = [], set()
        for obj in objs:
            obj.derive()
            names = obj.changed_fields()
            if names:
                obj.revision += 1
                changed.append(obj)
                fields |= names
        if changed:
            with transaction.atomic(), _unlock():
                self.bulk_update(changed, [*fields, "revision"], batch_size=batch_size)
                self._write_versions(changed, "~", [obj.loaded_values for obj in changed], batch_size)
            for obj in changed:
                obj.remember()
        return changed

    def _write_versions(self, objs, history_type, befores, batch_size):
        rows = build_versions(objs, history_type, befores)
        self.model.history.model._base_manager.bulk_create(rows, batch_size=batch_size)


def _detached(pairs) -> dict:
    """The pairs as a dict that later changes in place (lists, JSON) cannot reach."""
    return {name: copy.deepcopy(value) if isinstance(value, (dict, list)) else value for name, value in pairs}


class TrackedModel(models.Model):
    """Base of everything with business content.

    `untracked_fields` names columns that versions leave out. `derive()` fills columns that follow from
    others and runs before every write. `revision` counts saved changes and serves optimistic locking.
    """

    untracked_fields: tuple[str, ...] = ()

    revision = models.PositiveIntegerField(default=0, editable=False)

    objects = TrackedQuerySet.as_manager()
    history = TrackedRecords()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    @classmethod
    def from_db(cls, db, field_names, values):
        instance = super().from_db(db, field_names, values)
        instance.loaded_values = _detached(zip(field_names, values, strict=False))
        return instance

    def remember(self, only=None) -> None:
        """Takes the present values as the state in the database; of the fields in `only`, where it is given."""
        now = self.__dict__
        names = (f.attname for f in self._meta.concrete_fields if only is None or f.name in only)
        seen = _detached((name, now[name]) for name in names if name in now)
        self.loaded_values = seen if only is None else {**self.loaded_values, **seen}

    def refresh_from_db(self, using=None, fields=None, from_queryset=None):
        super().refresh_from_db(using=using, fields=fields, from_queryset=from_queryset)
        self.remember()

    def changed_fields(self) -> set[str]:
        """Names of concrete fields whose value differs from the database's."""
        before = getattr(self, "loaded_values", {})
        now = self.__dict__
        return {
            field.name
            for field in self._meta.concrete_fields
            if not field.generated
            and field.attname in now
            and (field.attname not in before or before[field.attname] != now[field.attname])
        }

    def derive(self) -> None:
        """Fills columns that follow from others. Overridden where there are any."""

    def record_subjects(self) -> list[str]:
        """What a change to this object is about, as `model:id`; a department's record is found by it."""
        return [f"{self._meta.model_name}:{self.pk}"]

    @classmethod
    def visible_versions(cls, versions, user):
        """The versions of this model that `user` may read. Nothing unless the model says otherwise."""
        return versions.none()

    def save(self, *args, update_fields=None, **kwargs):
        self.derive()
        if self._state.adding:
            self.revision = 1
            self._write(args, update_fields, kwargs, silent=False)
            return
        changed = self.changed_fields()
        if update_fields is not None:
            changed &= set(update_fields) | {self._meta.get_field(n).name for n in update_fields}
        if not changed:
            return
        silent = changed <= set(self.untracked_fields)
        if not silent:
            self.revision += 1
            changed.add("revision")
        self._write(args, changed, kwargs, silent=silent)

    def _write(self, args, update_fields, kwargs, *, silent: bool):
        if silent:
            self.skip_history_when_saving = True
        try:
            # The version belongs to the same transaction as the row, also in autocommit.
            with transaction.atomic():
                super().save(*args, update_fields=update_fields, **kwargs)
        finally:
            if silent:
                del self.skip_history_when_saving
        # What a save of single fields left out is still to be written.
        self.remember(update_fields)
