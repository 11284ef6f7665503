"""One list of incidents as its address asks for it: words, unit, severity, year, page."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django import forms
from django.db.models import F, Q

from common import lists
from common.forms import SrrmForm
from common.kept_views import whole
from common.lists import Chip, Page, Query
from units.choices import Severity
from units.doors import units_coded
from units.models import Incident, IncidentReader, IncidentUnit, Unit

FILTERS = ("q", "unit", "severity", "year")


class NarrowForm(SrrmForm):
    q = forms.CharField(required=False, max_length=200)
    severity = forms.TypedMultipleChoiceField(
        choices=Severity.choices,
        coerce=int,
        required=False,
        label="How bad",
        widget=forms.CheckboxSelectMultiple,
    )
    year = forms.IntegerField(required=False, min_value=1900, max_value=2199, label="Year")
    unit = forms.CharField(required=False, max_length=100, label="Department (code)")


@dataclass
class IncidentList:
    """What one request asks for, within the incidents its user may see."""

    request: object
    unit: Unit | None = None
    problems: list[str] = field(default_factory=list)
    chips: list[Chip] = field(default_factory=list)

    def __post_init__(self):
        self.form = NarrowForm(self.request.GET)
        self.form.is_valid()
        known = {*FILTERS, *lists.GRAMMAR}
        for name in self.request.GET:
            if name not in known:
                self.problems.append(
                    f"“{name[:40]}” is not something this list can be narrowed by; it was left out."
                )

    @cached_property
    def matching(self):
        asked = self.form.cleaned_data
        found = Incident.objects.visible_to(self.request.user)
        for word in asked.get("q", "").replace("\0", "").split()[:8]:
            found = found.filter(
                Q(title__icontains=word) | Q(reference__icontains=word) | Q(summary__icontains=word)
            )
        if severities := asked.get("severity"):
            found = found.filter(severity__in=severities)
            for one in severities:
                rest = [str(s) for s in severities if s != one]
                self._chip(Severity(one).label, severity=rest)
        if year := asked.get("year"):
            found = found.filter(occurred_on__range=(date(year, 1, 1), date(year, 12, 31)))
            self._chip(str(year), year=None)
        if code := asked.get("unit"):
            found = self._touching(found, code)
        return found

    def _touching(self, found, code):
        self.unit = units_coded(code).visible_to(self.request.user).first()
        if self.unit is None:
            self.problems.append(f"You see no department with the code “{code[:60]}”.")
            return found
        self._chip(self.unit.name, unit=None)
        return found.filter(incident_units__unit=self.unit)

    def _chip(self, text: str, **changes):
        query = self.request.GET.copy()
        for name, value in {**changes, "page": None}.items():
            query.pop(name, None)
            if value:
                query.setlist(name, value)
        self.chips.append(Chip(text, whole(self.request, "?" + query.urlencode())))

    @cached_property
    def total(self) -> int:
        return self.matching.count()

    @cached_property
    def page(self) -> Page:
        asked = Query([], "", [], lists.page_number(self.request.GET, self.problems), "table", self.problems)
        return lists.paginate(self.ordered, self.total, asked, self.load)

    @property
    def ordered(self):
        return self.matching.order_by(F("occurred_on").desc(), F("id").desc())

    def load(self, ids: list[int]) -> list[Incident]:
        """The incidents of these ids, each with the units it touched that the person may see."""
        rows = list(Incident.objects.visible_to(self.request.user).filter(pk__in=ids))
        touched = named_units(ids, self.request.user)
        for row in rows:
            row.seen_units = touched.get(row.pk, [])
        return rows


HEADERS = (
    "When",
    "What happened",
    "How bad",
    "Departments",
    "Number",
    "Link",
    "For named people only",
    "In short",
)


def in_file(row: Incident) -> list:
    """A loaded incident as a row of a file."""
    units = "; ".join(unit.name for unit in row.seen_units)
    known = "yes" if row.restricted else ""
    return [
        row.occurred_on, row.title, row.get_severity_display(), units, row.reference, row.link, known, row.summary
    ]  # fmt: skip


def named_units(incident_ids, user) -> dict[int, list[Unit]]:
    """Units that each incident touched, of those `user` may see, by name. One query."""
    found: dict[int, list[Unit]] = {}
    rows = IncidentUnit.objects.filter(incident__in=incident_ids, unit__in=Unit.objects.visible_to(user))
    for row in rows.select_related("unit").order_by("unit__name", "unit"):
        found.setdefault(row.incident_id, []).append(row.unit)
    return found


def readers_of(incident: Incident) -> list:
    """Who may read a restricted incident; for those who may themselves."""
    rows = IncidentReader.objects.filter(incident=incident).select_related("user")
    return [row.user for row in rows.order_by("user__name", "user")]
