"""Form fields that Django lacks: a choice among more rows than a page should carry."""

from collections.abc import Callable

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import ModelChoiceIterator
from django.utils.choices import CallableChoiceIterator


class _ChosenOnly(ModelChoiceIterator):
    """Renders the empty choice and what is chosen; the rest comes from an address, on demand."""

    def __iter__(self):
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        if (chosen := self.field.chosen_object()) is not None:
            yield self.choice(chosen)

    def __len__(self):
        return 2

    def __bool__(self):
        return True


class RemoteSelect(forms.Select):
    """A list that knows its chosen value even when a form is sent back with errors."""

    def optgroups(self, name, value, attrs=None):
        iterator = getattr(self.choices, "field", None)
        if iterator is not None:
            iterator.chosen = next((v for v in value if v), "")
        return super().optgroups(name, value, attrs)


class KeepingChoice:
    """Mixin of a choice of rows. The row chosen at present, where it is at hand, is not looked up again."""

    present = None

    def to_python(self, value):
        if self.present is not None and value == str(self.present.pk):
            return self.present
        return super().to_python(value)


class OfferedChoice(KeepingChoice):
    """Mixin of a choice whose rows are put together when somebody looks at them: a form that is sent rarely does."""

    _offer: Callable | None = None

    def offer(self, rows: Callable) -> None:
        """`rows` gives the queryset to choose from."""
        self._offer = rows
        self.widget.choices = CallableChoiceIterator(lambda: self.choices)

    def _offered(self):
        if self._offer is not None:
            self._queryset, self._offer = self._offer(), None
        return self._queryset

    queryset = property(_offered, forms.ModelChoiceField._set_queryset)


class OfferedModelChoiceField(OfferedChoice, forms.ModelChoiceField):
    """A choice of one of the rows offered."""


class OfferedModelMultipleChoiceField(OfferedChoice, forms.ModelMultipleChoiceField):
    """A choice of several of the rows offered."""


class RemoteModelChoiceField(KeepingChoice, forms.ModelChoiceField):
    """A choice among many rows. Only the chosen one is rendered; `choices_url` answers `?q=` with
    `[{"value": …, "text": …}]`. Whatever comes back is looked up in `queryset`, which holds what the person may choose.
    """

    iterator = _ChosenOnly
    widget = RemoteSelect

    def __init__(self, queryset, *, choices_url: str | Callable[[], str], **kwargs):
        self.choices_url = choices_url
        self.chosen = ""
        super().__init__(queryset, **kwargs)
        self.error_messages["invalid_choice"] = kwargs.get("error_messages", {}).get(
            "invalid_choice", "Choose one from the list: what was sent is not among what you may choose."
        )

    def widget_attrs(self, widget):
        return {**super().widget_attrs(widget), "data-choices-url": self.choices_url}

    def chosen_object(self):
        try:
            return self.to_python(self.chosen)
        except ValidationError:
            return None

    def to_python(self, value):
        if isinstance(value, str) and "\0" in value:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().to_python(value)


class _SeveralChosenOnly(ModelChoiceIterator):
    """Renders what is chosen, in one query; the rest comes from an address, on demand."""

    def __iter__(self):
        for found in self.field.chosen_objects():
            yield self.choice(found)

    def __len__(self):
        return len(self.field.chosen)

    def __bool__(self):
        return True


class RemoteSelectMultiple(forms.SelectMultiple):
    """A list of several that knows its chosen values even when a form is sent back with errors."""

    def optgroups(self, name, value, attrs=None):
        iterator = getattr(self.choices, "field", None)
        if iterator is not None:
            iterator.chosen = [v for v in value if v]
        return super().optgroups(name, value, attrs)


class RemoteModelMultipleChoiceField(forms.ModelMultipleChoiceField):
    """`RemoteModelChoiceField` for several at once."""

    iterator = _SeveralChosenOnly
    widget = RemoteSelectMultiple

    def __init__(self, queryset, *, choices_url: str | Callable[[], str], **kwargs):
        self.choices_url = choices_url
        self.chosen: list[str] = []
        super().__init__(queryset, **kwargs)

    def widget_attrs(self, widget):
        return {**super().widget_attrs(widget), "data-choices-url": self.choices_url}

    def chosen_objects(self):
        numbers = [value for value in self.chosen if str(value).isascii() and str(value).isdigit()]
        return self.queryset.filter(pk__in=[n for n in numbers if len(str(n)) < 19]) if numbers else []

    def clean(self, value):
        # A number too large for the column, or a NUL, is no choice; the database would only raise.
        if isinstance(value, list | tuple):
            wrong = [v for v in value if not (str(v).isascii() and str(v).isdigit() and len(str(v)) < 19)]
            if wrong:
                raise ValidationError(
                    self.error_messages["invalid_pk_value"],
                    code="invalid_pk_value",
                    params={"pk": str(wrong[0])[:20]},
                )
        return super().clean(value)
