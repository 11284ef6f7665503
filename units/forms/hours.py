"""A field for how long something may be down, written as people say it."""

from django import forms
from django.core.exceptions import ValidationError

from units.hours import read_hours, say_hours


class HoursField(forms.CharField):
    """ "4 h", "2 days", "1 week"; whole hours inside, shown back in words."""

    def __init__(self, **kwargs):
        super().__init__(**{"required": False, "max_length": 40, **kwargs})

    def to_python(self, value):
        if isinstance(value, int) or value is None:
            return value
        try:
            return read_hours(super().to_python(value))
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error

    def run_validators(self, value):
        if isinstance(value, str):
            super().run_validators(value)

    def prepare_value(self, value):
        return say_hours(value) if isinstance(value, int) else value

    def has_changed(self, initial, data):
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


class HourFields:
    """Mixin of a model form whose times are written in words."""

    HOURS = ("mtd_hours", "rto_hours", "rpo_hours")

    def hours(self) -> dict[str, int | None]:
        return {name: self.cleaned_data.get(name) for name in self.HOURS}
