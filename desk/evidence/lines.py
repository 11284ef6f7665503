"""What one reader may read of versions, as plain facts for a file: fields kept from them are not in it, nor are the
names of things they may not see."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from accounts.audiences import hidden_fields
from common.history import TrackedModel
from common.history.versions import SILENT_FIELDS, tracked_fields
from common.history.wording import without
from desk.evidence.seal import moment

# In place of the name of something that the reader may not see.
KEPT_BACK = "…"
SUBJECTS = ("unit:", "contact:")


class Lines:
    """The versions of one model as `user` may read them; all of everything where there is no user."""

    def __init__(self, model: type[TrackedModel], user=None):
        self.model, self.user = model, user
        hidden = SILENT_FIELDS | (hidden_fields(user, model) if user else frozenset())
        self.fields = [field for field in tracked_fields(model) if field.name not in hidden]
        self.names = {field.name for field in self.fields}
        self.guarded = [field for field in self.fields if user and self._is_guarded(field)]

    def of(self, versions: Iterable, kind: str = "version") -> list[dict]:
        versions = list(versions)
        kept_back = self._kept_back(versions)
        return [self._line(version, kept_back.get(version.history_id, {}), kind) for version in versions]

    def _is_guarded(self, field) -> bool:
        """Whether there is anything it could name that the reader may not see."""
        if not field.is_relation or not issubclass(field.related_model, TrackedModel):
            return False
        everything = field.related_model.history.model.objects.all()
        return field.related_model.visible_versions(everything, self.user) is not everything

    def _kept_back(self, versions: list) -> dict[int, dict[str, str]]:
        """Number of the version → names of the fields that name something the reader may not see, now or before, and
        what it was called."""
        found: dict[int, dict[str, str]] = {}
        for field in self.guarded:
            before = self._before(field, versions)
            seen = self._seen(field, {getattr(v, field.attname) for v in versions} | set(before.values()))
            for version in versions:
                named = {getattr(version, field.attname), before.get(version.history_id)} - {None}
                if not named <= seen:
                    called = found.setdefault(version.history_id, {})
                    called[field.name] = version.history_labels.get(field.name, "")
        return found

    def _seen(self, field, ids: set) -> set[int]:
        there = field.related_model.history.model.objects.filter(id__in=ids - {None})
        return set(field.related_model.visible_versions(there, self.user).values_list("id", flat=True))

    def _before(self, field, versions: list) -> dict[int, int]:
        """Number of the version → what the field named in the version before it."""
        changed = {(v.id, v.history_date): v.history_id for v in versions if field.name in v.history_changes}
        if not changed:
            return {}
        ids, moments = zip(*changed, strict=True)
        rows = self.model.history.model.objects.filter(id__in=ids, valid_to__in=moments)
        rows = rows.values_list("id", "valid_to", field.attname)
        return {changed[pk, end]: named for pk, end, named in rows if (pk, end) in changed}

    def _line(self, version, kept_back: dict[str, str], kind: str) -> dict:
        shown = [field for field in self.fields if field.name not in kept_back]
        names = {field.name for field in shown}
        return {
            "kind": kind,
            "model": self.model._meta.label_lower,
            "version": version.history_id,
            "object": version.id,
            "at": moment(version.history_date),
            "type": version.history_type,
            "by": version.history_actor,
            "reason": without(version.history_change_reason or "", kept_back.values(), KEPT_BACK),
            "save": str(version.history_group),
            "label": without(version.history_label, kept_back.values(), KEPT_BACK),
            "about": [one for one in version.history_subjects if one.startswith(SUBJECTS)],
            "values": {field.name: plain(getattr(version, field.attname)) for field in shown},
            "labels": {name: text for name, text in version.history_labels.items() if name in names},
            "changes": {name: pair for name, pair in version.history_changes.items() if name in names},
        }


def plain(value):
    """A value as JSON has it: days and moments in ISO 8601, numbers with digits behind the point as text."""
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (Decimal, UUID)):
        return str(value)
    if isinstance(value, dict):
        return {str(name): plain(one) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    return value if value is None or isinstance(value, (bool, int, str)) else str(value)
