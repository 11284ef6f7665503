"""Tracked models: every write leaves a version, a write that changes nothing leaves none."""

from contextlib import contextmanager

from django.db import models, transaction

from common.history import bulk
from common.history.records import TrackedRecords
from common.history.versions import build_versions


class RefusedWrite(RuntimeError):
    """A bulk write that would have left no version."""


class StaleSave(RuntimeError):
    """The row was changed or removed since it was read: a version of this copy would tell what never was."""

    def __init__(self, what):
        super().__init__(f"{what} was changed since it was read; lock the row, read it again, then save.")


class TrackedQuerySet(models.QuerySet):
    """Refuses writes that bypass the record; offers bulk writes that keep it."""

    def _refuse(self, what: str):
        raise RefusedWrite(
            f"{self.model.__name__}.{what}() writes no history; save objects, or use bulk_*_with_history()."
        )

    def update(self, **kwargs):
        self._refuse("update")

    def bulk_create(self, objs, *args, **kwargs):
        self._refuse("bulk_create")

    def bulk_update(self, objs, *args, **kwargs):
        self._refuse("bulk_update")

    def bulk_create_with_history(self, objs):
        """Inserts `objs` and one "+" version each, in one transaction."""
        objs = list(objs)
        with transaction.atomic():
            bulk.give_ids(objs)
            for obj in objs:
                obj.derive()
                obj.revision = 1
            bulk.insert(objs)
            bulk.insert(build_versions(objs, "+"))
        for obj in objs:
            obj.remember()
        return objs

    def bulk_update_with_history(self, objs):
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
            with transaction.atomic():
                if bulk.update(changed, [*fields, "revision"]) < len(changed):
                    raise StaleSave(f"One of {len(changed)} rows")
                bulk.insert(build_versions(changed, "~", [obj.loaded_values for obj in changed]))
            for obj in changed:
                obj.remember()
        return changed


def _detached(pairs) -> dict:
    """The pairs as a dict that later changes in place (lists, JSON) cannot reach."""
    return {name: _copied(value) if isinstance(value, (dict, list)) else value for name, value in pairs}


def _copied(value):
    """A deep copy of JSON-like matter, several times faster than `copy.deepcopy`; imports copy it by the thousand."""
    if isinstance(value, dict):
        return {key: _copied(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_copied(one) for one in value]
    return value


class TrackedModel(models.Model):
    """Base of everything with business content.

    `untracked_fields` names columns that versions leave out, `silent_fields` those that versions keep but do not
    count among what a save changed. `derive()` fills columns that follow from
    others and runs before every write. `revision` counts saved changes and serves optimistic locking.
    """

    untracked_fields: tuple[str, ...] = ()
    silent_fields: tuple[str, ...] = ()

    revision = models.PositiveIntegerField(default=0, editable=False)

    objects = TrackedQuerySet.as_manager()
    history = TrackedRecords()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    @classmethod
    def from_db(cls, db, field_names, values):
        instance = super().from_db(db, field_names, values)
        kept = [_copied(value) if value.__class__ in (dict, list) else value for value in values]
        instance.__dict__["_row"] = (field_names, kept)
        return instance

    @property
    def loaded_values(self) -> dict:
        """{attname: value} as last read or written. Most rows are only shown, so it is made when first asked for."""
        known = self.__dict__.get("_loaded_values")
        if known is None:
            if "_row" not in self.__dict__:
                return {}
            known = self._loaded_values = dict(zip(*self._row, strict=False))
        return known

    def remember(self, only=None) -> None:
        """Takes the present values as the state in the database; of the fields in `only`, where it is given."""
        now = self.__dict__
        fields = self._meta.concrete_fields
        names = (f.attname for f in fields if only is None or f.name in only or f.attname in only)
        seen = _detached((name, now[name]) for name in names if name in now)
        self._loaded_values = seen if only is None else {**self.loaded_values, **seen}

    def refresh_from_db(self, using=None, fields=None, from_queryset=None):
        super().refresh_from_db(using=using, fields=fields, from_queryset=from_queryset)
        # Also called for one field that was not loaded at first: what else was set meanwhile is still to be written.
        self.remember(fields)

    def changed_fields(self) -> set[str]:
        """Names of concrete fields whose value differs from the database's."""
        before = self.loaded_values
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
        if self._state.adding:
            self.derive()
            self.revision = 1
            self._write(args, update_fields, kwargs, silent=False)
            return
        with self._set_aside(update_fields):
            self.derive()
            changed = self.changed_fields()
            if not changed:
                return
            silent = changed <= set(self.untracked_fields)
            if not silent:
                self.revision += 1
                changed.add("revision")
            self._write(args, changed, kwargs, silent=silent)

    @contextmanager
    def _set_aside(self, update_fields):
        """Inside, the object differs from its row in these fields alone, so that what is worked out from them,
        written and recorded is what the row says afterwards."""
        aside = {}
        if update_fields is not None:
            for field in self._meta.concrete_fields:
                name = field.attname
                if {field.name, name}.isdisjoint(update_fields) and field.name in self.changed_fields():
                    aside[name] = self.__dict__[name]
                    self.__dict__.update(_detached([(name, self.loaded_values[name])]))
        try:
            yield
        finally:
            self.__dict__.update(aside)

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

    def _do_update(self, base_qs, using, pk_val, values, update_fields, forced_update):
        recorded = not self._state.adding and any(field.name == "revision" for field, _, _ in values)
        if recorded:
            base_qs = base_qs.filter(revision=self.loaded_values["revision"])
        updated = super()._do_update(base_qs, using, pk_val, values, update_fields, forced_update)
        if recorded and not updated:
            raise StaleSave(self)
        return updated
