"""Changing a part of the record without leaving its review: the forms of the inventory, cut down to that part."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from common.history import recording
from contacts.actions.assignments import assign
from contacts.actions.contacts import create_contact
from contacts.forms.assignment import NameForm
from contacts.forms.choosing import near_people
from overview.review.ages import FIELDS
from overview.review.page import ReviewPage
from reviews.choices import Part
from units.actions import change_unit
from units.actions.dependencies import CONSUMER, save_dependency
from units.forms import UnitForm
from units.forms.dependencies import DependencyForm
from units.models import Dependency
from units.value_facts import UnitValue
from units.versions import revision_for
from units.views.value_tables import tables

NEEDED = {
    Part.PEOPLE: "contacts.change_contact",
    Part.AIMS: "units.change_unit",
    Part.VALUE: "units.change_value",
    Part.NEEDS: "units.change_value",
    Part.SHAPE: "units.change_unit",
    Part.RULES: "units.change_unit",
}
TEMPLATES = {
    Part.PEOPLE: "overview/review/_edit_people.html",
    Part.VALUE: "overview/review/_edit_value.html",
    Part.NEEDS: "overview/review/_edit_needs.html",
}
FIELDS_TEMPLATE = "overview/review/_edit_fields.html"
ROWS_SHOWN = 25
MEANWHILE = (
    "Somebody changed this department since you opened it. Look again, then save; what you wrote is kept."
)
WHO = "Choose somebody, or enter somebody new."
WHAT = "Say which responsibility."


def may_correct(page: ReviewPage, part: str, user) -> bool:
    return part in NEEDED and page.may_answer and user.has_perm(NEEDED[part])


def template_of(part: str) -> str:
    return TEMPLATES.get(part, FIELDS_TEMPLATE)


def reason_of(page: ReviewPage) -> str:
    return f"Changed in the review “{page.cycle}”"


class FieldsForm(UnitForm):
    """Fields of the department that belong to one part."""

    default_reason = "Changed in a review"

    def __init__(self, *args, part: str, **kwargs):
        super().__init__(*args, auto_id=f"{part}-%s", **kwargs)
        kept = {*FIELDS[part], "reason", "revision"}
        for name in [name for name in self.fields if name not in kept]:
            del self.fields[name]

    def shown(self):
        return [field for field in self if field.name != "reason"]


class NeedForm(DependencyForm):
    """A department that is needed, with what one knows at once."""

    default_reason = "Named in a review"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="needs-%s", **kwargs)
        for name in ("kind", "classification", "fallback", "fallback_tested_on", "shared_risk"):
            del self.fields[name]

    def shown(self):
        return [self[name] for name in ("other", "named", "flows", "criticality")]


class PersonForm(NameForm):
    """One person for one responsibility, from today."""

    def clean(self):
        given = super().clean()
        if not self.errors and not self.names_somebody():
            self.add_error("contact", WHO)
            if not given.get("function"):
                self.add_error("function", WHAT)
        return given


def form_of(page: ReviewPage, part: str, user, data=None):
    """The form of that part; None where its rows are written one by one."""
    unit = page.unit
    if part == Part.PEOPLE:
        return _person(page, user, data)
    if part == Part.NEEDS:
        return NeedForm(data, instance=Dependency(), unit=unit, side=CONSUMER, user=user)
    if part in FIELDS and part != Part.VALUE:
        return FieldsForm(data, instance=unit, user=user, revision=revision_for(user, unit), part=part)
    return None


def _person(page: ReviewPage, user, data) -> PersonForm:
    on: date = page.today
    near = near_people(user, page.unit, on=on)
    initial = {"since": on, "priority": 1}
    return PersonForm(
        data, initial=initial, auto_id="people-%s", unit=page.unit, user=user, near=near, things=[], on=on
    )


def rows_of(page: ReviewPage, user) -> dict:
    """What the department cannot lose, in rows one writes in, the most critical first."""
    found = UnitValue(page.unit, user, today=page.today)
    more = max(0, len(found.assets) - ROWS_SHOWN) + max(0, len(found.processes) - ROWS_SHOWN)
    return tables(user, page.unit, found, most=ROWS_SHOWN) | {"more": more}


def save(page: ReviewPage, part: str, form, *, by) -> bool:
    """Whether it went through; what was refused stands in the form."""
    if not form.is_valid():
        return False
    if part not in (Part.PEOPLE, Part.NEEDS) and form.is_stale(revision_for(by, page.unit)):
        form.add_error(None, MEANWHILE)
        form.data = form.data.copy()
        form.data["revision"] = str(revision_for(by, page.unit))
        return False
    try:
        with transaction.atomic(), recording(by=by, reason=reason_of(page)):
            WRITE.get(part, _write_fields)(page, form, by)
    except ValidationError as error:
        form.refuse(error)
        return False
    return True


def _write_fields(page: ReviewPage, form: FieldsForm, by) -> None:
    change_unit(page.unit, values=form.values(), by=by, reason=reason_of(page))


def _write_need(page: ReviewPage, form: NeedForm, by) -> None:
    for name, value in form.sides().items():
        setattr(form.instance, name, value)
    # What a department says of itself, it has confirmed by saying so; the team only writes it down.
    side = CONSUMER if page.own else ""
    save_dependency(form.instance, side=side, at=timezone.now(), by=by, reason=reason_of(page))


def _write_person(page: ReviewPage, form: PersonForm, by) -> None:
    given, reason = form.cleaned_data, reason_of(page)
    contact = given["contact"] or create_contact(values=form.newcomer(), by=by, reason=reason)
    assign(form.assignment(contact), by=by, reason=reason, succeed=True)


WRITE = {Part.PEOPLE: _write_person, Part.NEEDS: _write_need}
