"""Differences in words: each field as it was and as it is, as a page of the record tells it, or as rows of a file."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils.safestring import SafeString

from common import words
from common.history.versions import text_of
from contacts.models import Contact
from overview.comparing.comparison import Comparison
from overview.comparing.differences import Change, Difference
from overview.comparing.places import Place
from overview.record import lines
from overview.record.addresses import department_page, history_page
from overview.record.branches import Branch
from overview.record.entries import Entry
from overview.record.words import field_label, kind_of

AT_ONCE = 1_000
_TYPES = {Change.ADDED: "+", Change.REMOVED: "-"}
_MARKS = {Change.ADDED: "mk-kept", Change.REMOVED: "mk-wait", Change.MOVED: "", Change.CHANGED: "mk-half"}
_NO_GROUP = UUID(int=0)
HEADERS = (
    "department_code", "department", "kind", "what", "change", "field", "before", "after", "took_effect_on",
    "entered_on",
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    change: Change
    html: SafeString
    late: str = ""  # both dates, where it was entered after it took effect

    @property
    def mark(self) -> str:
        return _MARKS[self.change]


@dataclass(frozen=True)
class Group:
    """The differences of one department on a page."""

    place: Place | None
    href: str
    record: str  # where it is told who changed it and why
    lines: list[Line]


def groups(comparison: Comparison, found: list[Difference]) -> list[Group]:
    """`found` as the page shows it; one query for each kind of thing in it."""
    changed, today, made = texts(found), comparison.last, []
    since = comparison.first + timedelta(days=1)  # what was changed on the first day is in both
    known = lines.Addresses(
        {pk: place.code for pk, place in comparison.places.by_id.items()},
        _people(comparison.asked.user, found),
    )
    for place, some in comparison.by_place(found):
        told = [_line(one, changed.get(_key(one), {}), place, known, today) for one in some]
        if place is None:
            made.append(Group(None, "", "", told))
        else:
            record = f"{history_page(place.code)}?from={since}&to={comparison.last}"
            made.append(Group(place, department_page(place.code), record, told))
    return made


def _line(one: Difference, changes: dict, place: Place | None, known, today: date) -> Line:
    # The department it stands under comes first: it needs no name of its own again.
    subjects = [f"unit:{pk}" for pk in sorted(one.units, key=lambda pk: place is None or pk != place.id)]
    if one.model is Contact:
        subjects.append(f"contact:{one.object_id}")
    entry = Entry(
        branch=Branch(0, one.model, (), (), "", ()),
        history_id=one.after or one.before or 0,
        object_id=one.object_id,
        at=None,
        type=_TYPES.get(one.change, "~"),
        reason="",
        group=_NO_GROUP,
        actor="",
        label=one.label,
        subjects=tuple(subjects),
        changes=changes,
    )
    html = lines.line(entry, known, today=today, beside=place.id if place else None)
    return Line(one.change, html, _late(one, today) if one.late else "")


def _late(one: Difference, today: date) -> str:
    return (
        f"took effect {words.day(one.effect_on, today=today, short=True)}, "
        f"entered {words.day(one.entered_on, today=today, short=True)}"
    )


def _people(user, found: Iterable[Difference]) -> frozenset[int]:
    """Those whose page the reader may open."""
    ids = {one.object_id for one in found if one.model is Contact}
    if not ids or user.has_perm("units.view_every_unit"):
        return frozenset(ids)
    return frozenset(Contact.objects.visible_to(user).filter(pk__in=ids).values_list("pk", flat=True))


def _key(one: Difference) -> tuple[type, int]:
    return one.model, one.object_id


def texts(found: Iterable[Difference]) -> dict[tuple[type, int], dict[str, list[str]]]:
    """{(model, id): {field: [text before, text after]}} of what is there at both moments, in the order of the model."""
    by_model: dict[type, list[Difference]] = defaultdict(list)
    for one in found:
        if one.before and one.after:
            by_model[one.model].append(one)
    told = {}
    for model, some in by_model.items():
        versions = model.history.model._base_manager.in_bulk(
            [number for one in some for number in (one.before, one.after)]
        )
        for one in some:
            pair = versions[one.before], versions[one.after]
            told[_key(one)] = {name: [_text(model, name, version) for version in pair] for name in one.fields}
    return told


def _text(model, name: str, version) -> str:
    field = model._meta.get_field(name)
    value = getattr(version, field.attname)
    labels = {(field.attname, value): version.history_labels.get(name, "")} if field.is_relation else {}
    return text_of(field, value, labels)


def rows(comparison: Comparison) -> Iterator[list]:
    """Everything that is shown as rows of a file: one for each field that differs, one for what came or went."""
    for start in range(0, len(comparison.shown), AT_ONCE):
        some = comparison.shown[start : start + AT_ONCE]
        changed = texts(some)
        for one in some:
            place = comparison.place(one)
            about = [
                place.code if place else "",
                place.name if place else "",
                kind_of(one.model),
                one.label,
                one.change,
            ]
            days = [one.effect_on, one.entered_on] if one.late else [None, None]
            fields = changed.get(_key(one), {}) or {"": ["", ""]}
            for name, pair in fields.items():
                yield [*about, field_label(one.model, name) if name else "", *pair, *days]
