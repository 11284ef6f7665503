"""What the address of a comparison asks for: two days, a part of the organisation, some of the differences."""

from dataclasses import dataclass, field
from datetime import date

from django import forms
from django.http import QueryDict

from common import asof, lists, words
from common.forms import SrrmForm
from common.lists import Chip
from overview.comparing.differences import Change
from overview.comparing.kinds import compared_models
from overview.record.words import kind_of
from units.doors import formerly, units_coded
from units.models import Unit

DAYS = ("from", "to")
PARTS = ("below", "unit")
NARROWING = ("change", "kind", "late")
KNOWN = {*DAYS, *PARTS, *NARROWING, "page"}


class CompareForm(SrrmForm):
    """The two days, and a department where less than everything is compared."""

    mark_required = False

    def __init__(self, params: QueryDict, *, whole: bool):
        super().__init__(initial={name: params.get(name, "")[:100] for name in (*DAYS, "below")})
        # “from” is a word of Python, so these cannot be written as the others.
        for name, label in (("from", "The end of"), ("to", "beside the end of")):
            self.fields[name] = forms.DateField(required=False, label=label)
            self.fields[name].widget.attrs["class"] = "w-auto d-inline-block"
            self.prepare(name)
        if whole:
            self.fields["below"] = forms.CharField(
                required=False, max_length=100, label="below the department (code)"
            )
            self.fields["below"].widget.attrs["class"] = "w-auto d-inline-block"
            self.prepare("below")


@dataclass
class Asked:
    """`problems` say what cannot be shown; `days` is None where there is nothing to compare."""

    params: QueryDict
    user: object
    days: tuple[date, date] | None = None
    unit: Unit | None = None
    below: bool = False
    change: Change | None = None
    kind: type | None = None
    late: bool = False
    problems: list[str] = field(default_factory=list)
    chips: list[Chip] = field(default_factory=list)

    def __post_init__(self):
        for name in self.params:
            if name not in KNOWN:
                self.problems.append(
                    f"“{name[:40]}” is nothing that two days can be compared by; it was left out."
                )
        readable = self._part()
        days = self._days()
        self.days = days if readable else None
        self._narrowing()
        self.form = CompareForm(self.params, whole=self.unit is None)

    def _part(self) -> bool:
        """Whether what is named can be compared."""
        named = [name for name in PARTS if self.params.get(name)]
        if not named:
            return True
        if len(named) > 1:
            self.problems.append(
                "One department, or one with everything below it: the address asks for both."
            )
            return False
        code, self.below = self.params[named[0]], named[0] == "below"
        self.unit = units_coded(code).visible_to(self.user).first() or formerly(self.user, code)
        if self.unit is None:
            self.problems.append(f"You see no department with the code “{code[:60]}”.")
        return self.unit is not None

    def _days(self) -> tuple[date, date] | None:
        if not any(self.params.get(name) for name in DAYS):
            return None
        today, found, said = asof.today(), [], len(self.problems)
        for name, missing in (("from", "Choose the day to begin with."), ("to", "")):
            try:
                day = asof.parse(self.params.get(name), today=today).day
            except asof.NoSuchDay as problem:
                self.problems.append(str(problem))
                continue
            if day is None and missing:
                self.problems.append(missing)
            found.append(day or today)
        readable = len(self.problems) == said
        return tuple(found) if readable and self._fit(*found) else None

    def _fit(self, first: date, last: date) -> bool:
        if first >= last:
            said = words.day(first, today=asof.today())
            self.problems.append(
                f"{said} beside itself shows nothing; choose two days."
                if first == last
                else f"{said} comes after {words.day(last, today=asof.today())}; the earlier day stands first."
            )
            return False
        began = first_day(self.user)
        if began is None or first < began:
            since = f": it begins on {words.day(began, today=asof.today())}" if began else " at all"
            self.problems.append(
                f"Nothing you may see was recorded on {words.day(first, today=asof.today())}{since}."
            )
            return False
        return True

    def _narrowing(self) -> None:
        if text := self.params.get("change"):
            if text in list(Change):
                self.change = Change(text)
                self._chip("change", text.capitalize())
            else:
                self.problems.append(f"“{text[:40]}” is no kind of change.")
        if text := self.params.get("kind"):
            self.kind = {model._meta.label_lower: model for model in compared_models()}.get(text)
            if self.kind:
                self._chip("kind", kind_of(self.kind, many=True).capitalize())
            else:
                self.problems.append("There is no such kind of thing in the record.")
        if self.params.get("late"):
            self.late = True
            self._chip("late", "Late entries")

    def _chip(self, name: str, text: str) -> None:
        self.chips.append(Chip(text, lists.without(self.params, name)))


def first_day(user) -> date | None:
    """The day on which the record of departments begins, for this reader."""
    versions = Unit.visible_versions(Unit.history.model.objects.all(), user).order_by("history_date")
    began = versions.values_list("history_date", flat=True).first()
    return words.local_day(began) if began else None
