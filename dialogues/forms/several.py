"""A field of several short texts in one line, with commas between them."""

from django import forms
from django.core.exceptions import ValidationError

MOST = 12


class SeveralField(forms.CharField):
    """Gives a list without repetitions; `longest` is the limit of each. `small` writes them in small letters, words
    joined by hyphens, as themes are."""

    def __init__(self, *, longest: int, small: bool = False, **kwargs):
        self.longest, self.small = longest, small
        kwargs.setdefault("max_length", MOST * (longest + 2))
        super().__init__(**kwargs)

    def prepare_value(self, value):
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        text = super().to_python(value)
        return (
            [one for part in text.split(",") if (one := self._one(part))] if isinstance(text, str) else text
        )

    def clean(self, value):
        if isinstance(value, list):
            value = ", ".join(value)
        found = super().clean(value) or []
        first: dict[str, str] = {}
        for one in found:
            first.setdefault(one.lower(), one)
        several = list(first.values())
        if len(several) > MOST:
            raise ValidationError(f"{MOST} are the most there can be; these are {len(several)}.")
        if too_long := [one for one in several if len(one) > self.longest]:
            raise ValidationError(f"“{too_long[0][:40]}…” is longer than {self.longest} characters.")
        return several

    def run_validators(self, value):
        super().run_validators(", ".join(value) if isinstance(value, list) else value)

    def has_changed(self, initial, data):
        return self.to_python(self.prepare_value(initial) or "") != self.to_python(
            self.prepare_value(data) or ""
        )

    def _one(self, text: str) -> str:
        words = text.lstrip(" #").split() if self.small else text.split()
        return "-".join(words).lower() if self.small else " ".join(words)
