"""Somebody saved while one was typing: both versions beside one another, and one's own choice between them.

The view finds out (`RevisionMixin.is_stale`), shows `_stale.html` with `conflicts(…)`, and on the next POST reads
what was chosen through `chosen(…)`. Nothing typed is lost on the way.
"""

from dataclasses import dataclass

from django import forms
from django.http import QueryDict

PREFIX = "choose-"
YOURS, THEIRS = "yours", "theirs"
NOT_COMPARED = {"reason", "revision"}


@dataclass(frozen=True)
class Conflict:
    """One field in which the two versions differ; values as a person reads them."""

    name: str
    label: str
    yours: str
    theirs: str
    take: str  # which of the two is proposed
    both: bool  # both sides changed it since the form was opened

    @property
    def choice(self) -> str:
        return PREFIX + self.name


def readable(bound, value) -> str:
    """`value` of a form field as one reads it: the label of a choice, Yes or No, the text itself."""
    field = bound.field
    if isinstance(field, forms.BooleanField):
        return "Yes" if value else "No"
    if value in (None, "", []):
        return "–"
    if isinstance(field, forms.ModelMultipleChoiceField):
        return ", ".join(_labels(field, value))
    if isinstance(field, forms.ModelChoiceField):
        return str(_label(field, value))
    if hasattr(field, "choices"):
        labels = {str(key): label for key, label in field.choices}
        values = value if isinstance(value, list | tuple) else [value]
        return ", ".join(str(labels.get(str(one), one)) for one in values)
    return str(value)


def _label(field, value):
    """The row's label; what is no choice (any more) stays as it was sent."""
    try:
        chosen = field.to_python(value)
    except forms.ValidationError:
        return value
    return field.label_from_instance(chosen) if hasattr(field, "label_from_instance") and chosen else value


def _labels(field, values) -> list[str]:
    """The rows' labels, in the order of the field; what is no choice (any more) stays as it was sent."""
    wanted = {str(getattr(one, "pk", one)) for one in values}
    try:
        rows = list(field.clean([*wanted]))
    except forms.ValidationError:
        return [str(_label_alone(field, one)) for one in values]
    return [str(field.label_from_instance(row)) for row in rows]


def _label_alone(field, value):
    try:
        return field.label_from_instance(field.clean([getattr(value, "pk", value)])[0])
    except (forms.ValidationError, IndexError):
        return value


def _same(bound, one, other) -> bool:
    return not bound.field.has_changed(one, other) or readable(bound, one) == readable(bound, other)


def conflicts(mine, theirs, opened=None) -> list[Conflict]:
    """Fields in which the sent form `mine` differs from `theirs`, the same form unbound over the row as it is now.

    `opened`, the same form over the version one started from, tells which side changed a field: what only they
    changed is proposed from them, everything else from you.
    """
    found = []
    for bound in mine:
        name = bound.name
        if name in NOT_COMPARED or bound.is_hidden or name not in theirs.fields or bound.field.disabled:
            continue
        now, sent = theirs[name].value(), bound.value()
        if _same(theirs[name], now, sent):
            continue
        take, both = YOURS, False
        if opened is not None and name in opened.fields:
            before = opened[name].value()
            you_changed = not _same(opened[name], before, sent)
            they_changed = not _same(opened[name], before, now)
            take, both = (YOURS if you_changed else THEIRS), you_changed and they_changed
        found.append(
            Conflict(name, str(bound.label), readable(bound, sent), readable(theirs[name], now), take, both)
        )
    return found


def carried(data: QueryDict, leave_out=("csrfmiddlewaretoken", "revision")) -> list[tuple[str, str]]:
    """What was sent, to be sent along again in hidden fields."""
    return [
        (name, value)
        for name, values in data.lists()
        for value in values
        if name not in leave_out and not name.startswith(PREFIX)
    ]


def has_choices(data: QueryDict) -> bool:
    """Whether this POST comes from the page that shows both versions."""
    return any(name.startswith(PREFIX) for name in data)


def chosen(data: QueryDict, theirs) -> QueryDict:
    """What was sent, with their value wherever it was chosen; to be bound to the form as its data."""
    result = data.copy()
    for key, choice in data.items():
        name = key.removeprefix(PREFIX)
        if key == name or choice != THEIRS or name not in theirs.fields:
            continue
        bound = theirs[name]
        _put(result, bound, bound.value())
    return result


def _put(data: QueryDict, bound, value):
    """Writes `value` into `data` the way a browser would send it."""
    if value in (None, "", []) or (isinstance(bound.field, forms.BooleanField) and not value):
        data.pop(bound.html_name, None)
    elif isinstance(value, list | tuple):
        data.setlist(bound.html_name, [str(getattr(one, "pk", one)) for one in value])
    else:
        data[bound.html_name] = str(bound.field.prepare_value(value))
