"""By what the record can be narrowed, and the key a page of it begins at."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from django import forms
from django.http import QueryDict

from common import asof, lists, words
from common.forms import SrrmForm
from common.lists import Chip
from contacts.models import Contact
from overview.record.branches import Condition, branches_for
from overview.record.words import kind_of
from units.doors import units_coded

KEYS = ("before", "after")
MOST_WORDS = 6


class RecordForm(SrrmForm):
    """Everything but the words stands behind “Add a filter”."""

    mark_required = False

    q = forms.CharField(required=False, max_length=200, label="Words")
    who = forms.CharField(required=False, max_length=100, label="Who")
    kind = forms.ChoiceField(required=False, label="What kind of thing")
    unit = forms.CharField(required=False, max_length=100, label="Department (code)")
    person = forms.IntegerField(required=False, min_value=1, max_value=10**12, widget=forms.HiddenInput)

    def __init__(self, data, *, kinds):
        super().__init__(data)
        # “from” is a word of Python, so these two cannot be written as the others.
        for name, label in (("from", "From day"), ("to", "To day")):
            self.fields[name] = forms.DateField(required=False, label=label)
            self.prepare(name)
        self.fields["kind"].choices = [("", "Any"), *kinds]
        self.fields["kind"].error_messages["invalid_choice"] = "There is no such kind of thing in the record."


@dataclass
class Narrowing:
    """What one address asks of the record, within what its reader may see."""

    params: QueryDict
    user: object
    conditions: list[Condition] = field(default_factory=list)
    chips: list[Chip] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    within: Condition | None = None  # what holds whatever the address says, such as one unit's record
    before: datetime | None = None
    after: datetime | None = None

    def __post_init__(self):
        self.branches = branches_for(self.user)
        kinds = [
            (branch.model._meta.label_lower, kind_of(branch.model).capitalize()) for branch in self.branches
        ]
        self.form = RecordForm(self.params, kinds=sorted(kinds, key=lambda pair: pair[1]))
        if self.within:
            self.conditions.append(self.within)
            del self.form.fields["unit"]
        known = {*self.form.fields, *KEYS, "filters", "as_of"}
        for name in self.params:
            if name not in known:
                self.problems.append(
                    f"“{name[:40]}” is not something the record can be narrowed by; it was left out."
                )
        if not self.form.is_valid():
            self.problems += [
                f"{self.form.fields[name].label}: {errors[0]}" for name, errors in self.form.errors.items()
            ]
        for name, value in self.form.cleaned_data.items():
            if value not in ("", None):
                getattr(self, f"_by_{name}")(value)
        self.before, self.after = self._key("before"), self._key("after")
        if self.after:
            self.before = None

    def _hold(self, name: str, text: str, sql: str, *params, selective: bool = True):
        self.conditions.append(Condition(sql, params, selective))
        if name != "q":
            self.chips.append(Chip(text, without(self.params, name)))

    def _by_q(self, value: str):
        for word in value.split()[:MOST_WORDS]:
            self._hold(
                "q",
                value,
                "concat_ws(' ', history_label, history_change_reason, history_actor) ILIKE %s",
                _containing(word),
            )

    def _by_who(self, value: str):
        self._hold("who", f"Who: {value}", "history_actor ILIKE %s", _containing(value))

    def _by_kind(self, value: str):
        self.branches = [branch for branch in self.branches if branch.model._meta.label_lower == value]
        label = dict(self.form.fields["kind"].choices)[value]
        self.chips.append(Chip(f"What: {label}", without(self.params, "kind")))

    def _by_unit(self, value: str):
        unit = units_coded(value).visible_to(self.user).only("id", "name").first()
        if unit is None:
            self.problems.append(f"You see no department with the code “{value[:60]}”.")
            return
        self._hold("unit", unit.name, "history_subjects @> %s::varchar[]", [f"unit:{unit.pk}"])

    def _by_person(self, value: int):
        """Everything about one person of the directory."""
        person = Contact.objects.visible_to(self.user).filter(pk=value).only("id", "name").first()
        if person is None:
            self.problems.append("You see no such person in the directory.")
            return
        self._hold(
            "person", f"About {person.name}", "history_subjects @> %s::varchar[]", [f"contact:{person.pk}"]
        )

    def _by_from(self, value):
        said = f"From {words.day(value, today=asof.today(), short=True)}"
        self._hold("from", said, "history_date >= %s", asof.start_of(value), selective=False)

    def _by_to(self, value):
        said = f"To {words.day(value, today=asof.today(), short=True)}"
        self._hold("to", said, "history_date <= %s", asof.end_of(value), selective=False)

    def _key(self, name: str) -> datetime | None:
        text = self.params.get(name)
        if not text:
            return None
        try:
            return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
        except ValueError:
            self.problems.append("The address names no place in the record; this is its latest page.")
            return None


def _containing(word: str) -> str:
    for special in "\\%_":
        word = word.replace(special, f"\\{special}")
    return f"%{word}%"


def key(at: datetime) -> str:
    """An instant as it stands in an address."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def without(params: QueryDict, *names: str, **changes) -> str:
    """The present query less `names` and the place in the record, with `changes`."""
    return lists.without(params, *names, *KEYS, **changes)
