"""How versions of other objects call the objects that are redacted, and everything that is called after those."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db.models import Q

from common.history import wording
from common.history.undoing import tracked_models
from common.history.versions import tracked_fields


def recall(version, progress, ids: Iterable[int], label: str | None) -> None:
    """Notes the reason of the save this version belongs to, where it names one of the objects `ids`."""
    was = progress.reasons.get(version.history_group, version.history_change_reason or "")
    reason = was
    for pk in ids:
        reason = wording.without(reason, progress.names.get(pk, ()), label or wording.REDACTED)
        reason = wording.without(reason, progress.secrets.get(pk, ()), wording.REDACTED)
    if reason != was:
        progress.reasons[version.history_group] = reason


def rename(model, progress, label: str | None) -> Iterator[tuple[type, list]]:
    """(model, versions with other words in them) of whatever names one of the objects by a foreign key, and in turn of
    whatever names those, as far as their own label held the name. To be written by the caller, each before the next.
    """
    # model → id → the redacted objects in whose name it is called
    wave = {model: {pk: {pk} for pk, names in progress.names.items() if names}}
    seen = set()
    while wave := {called: sources for called, sources in wave.items() if sources}:
        following = defaultdict(lambda: defaultdict(set))
        for called, sources in wave.items():
            for naming, fields in _naming(called):
                changed, renamed = _rename(naming, fields, sources, progress, label)
                yield naming, changed
                for pk, of in renamed.items():
                    if (naming, pk) not in seen:
                        following[naming][pk] |= of
                seen |= {(naming, pk) for pk in renamed}
        wave = following


def _naming(called) -> Iterator[tuple[type, list]]:
    """Models with the fields that point to `called`."""
    for model in tracked_models():
        fields = [f for f in tracked_fields(model) if f.is_relation and f.related_model is called]
        if fields:
            yield model, fields


def _rename(model, fields, sources, progress, label) -> tuple[list, dict]:
    """Versions of `model` that call one of `sources` by a former name, now without it; and which objects of `model`
    had it in their own label."""
    versions = model.history.model.objects
    points_there = Q()
    for field in fields:
        points_there |= Q(**{f"{field.attname}__in": list(sources)})
    ids = versions.filter(points_there).order_by().values("id").distinct()
    changed, renamed, before = [], defaultdict(set), None
    for version in versions.filter(id__in=ids).order_by("id", "history_date", "history_id"):
        if before is not None and before.id != version.id:
            before = None
        now = {f.name: sources.get(getattr(version, f.attname), set()) for f in fields}
        past = {f.name: sources.get(getattr(before, f.attname, None), set()) for f in fields}
        concerned = set().union(*now.values())
        recall(version, progress, concerned.union(*past.values()), label)
        was = version.history_label, version.history_labels, version.history_changes
        version.history_label = _without(version.history_label, concerned, progress, label)
        version.history_labels = {
            name: _without(text, now.get(name, ()), progress, label)
            for name, text in version.history_labels.items()
        }
        version.history_changes = {
            name: [
                _without(pair[0], past.get(name, ()), progress, label),
                _without(pair[1], now.get(name, ()), progress, label),
            ]
            for name, pair in version.history_changes.items()
        }
        if version.history_label != was[0]:
            renamed[version.id] |= concerned
        if was != (version.history_label, version.history_labels, version.history_changes):
            changed.append(version)
        before = version
    return changed, renamed


def _without(text: str, sources: Iterable[int], progress, label: str | None) -> str:
    for pk in sources:
        text = wording.without(text, progress.names.get(pk, ()), label or wording.REDACTED)
    return text
