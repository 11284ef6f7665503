"""What every form of the house shares: how its fields look, what no field accepts, a reason, the version it opened.

Fields of their own are in `common.fields`, saving over somebody else's change is in `common.stale`.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, ProhibitNullCharactersValidator
from django.db import transaction
from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates

from common import widgets
from common.audience import CISO, NAMED, TEAM

Made = TypeVar("Made")

EARLIEST = date(1900, 1, 1)
LATEST = date(2199, 12, 31)
LONGEST_TEXT = 20_000

NOTHING = "–"
EMPTY = "This cannot be empty."
TOO_LONG = "Keep this to %(limit_value)d characters; it has %(show_value)d."
NUL = "This holds a character that cannot be kept (NUL). Paste it again as plain text."
NOT_A_DATE = "This is not a date. Write it as 2024-11-16 or 16/11/2024."

AUDIENCE_WORDS = {TEAM: "team only", CISO: "CISO’s team only", NAMED: "named people only"}
BOXES = (forms.CheckboxInput, forms.RadioSelect, forms.CheckboxSelectMultiple)
LISTS = (forms.Select, forms.SelectMultiple)


class SrrmBoundField(BoundField):
    """A field with the classes of our stylesheet, whichever form it belongs to."""

    def build_widget_attrs(self, attrs, widget=None):
        attrs = super().build_widget_attrs(attrs, widget)
        widget = widget or self.field.widget
        if widget.is_hidden:
            return attrs
        look = (
            "form-check-input"
            if self.is_box
            else "form-select"
            if isinstance(widget, LISTS)
            else "form-control"
        )
        attrs["class"] = " ".join(filter(None, [look, widget.attrs.get("class", "")]))
        if not isinstance(self.form, HouseRules):
            attrs["placeholder"] = False  # a library's placeholder only repeats the label
        return attrs

    @property
    def is_box(self) -> bool:
        return isinstance(self.field.widget, BOXES)

    @property
    def is_single_box(self) -> bool:
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def marked_required(self) -> bool:
        return self.field.required and getattr(self.form, "mark_required", False)

    @property
    def only_for(self) -> str:
        """Whom the field is for, in words; nothing where the department may read it."""
        return AUDIENCE_WORDS.get(getattr(self.field, "audience", None), "")


class Renderer(DjangoTemplates):
    """Renders every Django form with our templates."""

    form_template_name = "_fields.html"
    field_template_name = "_field.html"
    bound_field_class = SrrmBoundField

    def render(self, template_name, context, request=None):
        control = widgets.written(template_name, context)
        return super().render(template_name, context, request) if control is None else control


def refuse_strange_date(value: date | datetime):
    """Refuses years that can only be a slip of the keyboard."""
    on = value.date() if isinstance(value, datetime) else value
    if on < EARLIEST:
        raise ValidationError("This is before 1900. Check the year.", code="too_early")
    if on > LATEST:
        raise ValidationError("This is after 2199. Check the year.", code="too_late")


def _plain_words(field: forms.Field):
    """Messages that say what to do, in place of Django's own."""
    if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
        field.error_messages["required"] = EMPTY
    validators = []
    for validator in field.validators:
        if isinstance(validator, MaxLengthValidator):
            validator = MaxLengthValidator(validator.limit_value, message=TOO_LONG)
        elif isinstance(validator, ProhibitNullCharactersValidator):
            validator = ProhibitNullCharactersValidator(message=NUL)
        validators.append(validator)
    field.validators = validators


def _limit_text(field: forms.CharField):
    """No text without a limit. A text box counts instead of cutting off what was pasted."""
    if field.max_length is None:
        field.max_length = LONGEST_TEXT
        field.validators.append(MaxLengthValidator(LONGEST_TEXT, message=TOO_LONG))
    if isinstance(field.widget, forms.Textarea):
        field.widget.attrs.pop("maxlength", None)
        field.widget.attrs.pop("cols", None)
        field.widget.attrs["rows"] = (
            field.widget.attrs.get("rows") if field.widget.attrs.get("rows") != "10" else "3"
        )
        field.widget.attrs["data-count"] = field.max_length


def _say_nothing_chosen(field: forms.ChoiceField):
    """A dash where nothing is chosen, in place of Django's row of hyphens."""
    if isinstance(field, forms.ModelChoiceField):
        field.empty_label = NOTHING if field.empty_label else None
    elif not callable(field._choices) and ("", "---------") in (choices := list(field.choices)):
        field.choices = [("", NOTHING) if choice == ("", "---------") else choice for choice in choices]


def _limit_date(field: forms.DateField | forms.DateTimeField):
    if refuse_strange_date not in field.validators:
        field.validators.append(refuse_strange_date)
    field.error_messages["invalid"] = NOT_A_DATE
    if isinstance(field.widget, forms.DateInput):
        field.widget.input_type = "date"
        field.widget.format = "%Y-%m-%d"
        field.widget.attrs.update(min=EARLIEST.isoformat(), max=LATEST.isoformat())


class HouseRules:
    """Mixin of every form of ours."""

    mark_required = True

    def __init__(self, *args, **kwargs):
        if "rules_hold" not in type(self).__dict__:
            # Once a class: the fields of each form are copies of these.
            for name, field in self.base_fields.items():
                self.rule(name, field)
            type(self).rules_hold = True
        super().__init__(*args, **kwargs)

    def prepare(self, name: str):
        """Brings a field under the rules that was added after the form was made."""
        self.rule(name, self.fields[name])

    @classmethod
    def rule(cls, name: str, field: forms.Field):
        """Brings one field under the rules."""
        _plain_words(field)
        if isinstance(field, forms.ChoiceField):
            _say_nothing_chosen(field)
        elif isinstance(field, forms.CharField):
            _limit_text(field)
        elif isinstance(field, forms.DateField | forms.DateTimeField):
            _limit_date(field)

    def refuse(self, error: ValidationError):
        """Shows what a rule or an action refused: at its field, or above the form where it has no such field."""
        if not hasattr(error, "error_dict"):
            self.add_error(None, error)
            return
        for name, errors in error.error_dict.items():
            self.add_error(name if name in self.fields else None, errors)

    def made(self, act: Callable[[], Made]) -> Made | None:
        """What `act()` gives; None where it refused: then why stands in the form, and nothing of it is written."""
        try:
            with transaction.atomic():
                return act()
        except ValidationError as error:
            self.refuse(error)
            return None

    def tried(self, act: Callable[[], object]) -> bool:
        """As `made`, for what gives nothing: whether it went through."""
        return self.made(lambda: [act()]) is not None

    def troubles(self) -> list[BoundField]:
        """The fields that were refused, in the order of the page."""
        return [field for field in self if field.errors]


class SrrmForm(HouseRules, forms.Form):
    """A form that saves no single row."""


class FilterForm(SrrmForm):
    """By what a list is narrowed: several values of a field are boxes to tick."""

    mark_required = False

    @classmethod
    def rule(cls, name: str, field: forms.Field):
        super().rule(name, field)
        if isinstance(field, forms.MultipleChoiceField) and type(field.widget) is forms.SelectMultiple:
            field.widget = forms.CheckboxSelectMultiple(choices=field.choices)


class SrrmModelForm(HouseRules, forms.ModelForm):
    """A form of one row. A field knows for whom it is, as declared beside the model.

    `mark_audience = False` where a person edits what is their own.
    """

    mark_audience = True

    @classmethod
    def rule(cls, name: str, field: forms.Field):
        super().rule(name, field)
        model = cls._meta.model
        audiences = getattr(model, "audiences", None)
        if cls.mark_audience and audiences and name in {field.name for field in model._meta.fields}:
            field.audience = audiences.of(name)


class ReasonMixin:
    """Asks why. The record keeps the answer beside the change; `default_reason` stands in for an empty one."""

    default_reason = ""
    reason_label = "Why this change"
    reason_help = "Kept in the record beside the change."

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"] = forms.CharField(
            label=self.reason_label,
            help_text=self.reason_help,
            required=not self.default_reason,
            max_length=500,
            widget=forms.TextInput(
                attrs={"placeholder": self.default_reason or False, "autocomplete": "off"}
            ),
        )
        self.prepare("reason")

    def clean_reason(self) -> str:
        return self.cleaned_data["reason"] or self.default_reason


class RevisionMixin:
    """Carries the version of the row that was on screen when the form was opened."""

    def __init__(self, *args, revision="", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["revision"] = forms.CharField(
            initial=str(revision), required=False, max_length=64, widget=forms.HiddenInput
        )
        self.prepare("revision")

    def is_stale(self, current_revision) -> bool:
        """Whether the row was saved by somebody since this form was opened."""
        return self.data.get(self.add_prefix("revision"), "") != str(current_revision)
