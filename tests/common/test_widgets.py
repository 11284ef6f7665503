"""Form controls written in Python are the ones that Django's templates give."""

import re
from datetime import date

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe

from common.forms import Renderer
from common.widgets import WRITERS


class ByTemplates(Renderer):
    render = DjangoTemplates.render


CHOICES = [("", "–"), ("a", "A & <b>"), ("Group “1”", [(1, "One"), (2, 'Two "quoted"')]), (None, "none")]
HARD = """<script>alert("x")</script> & 'so on'"""
ATTRS = {"id": "id_x", "class": 'a"b', "required": True, "disabled": False, "maxlength": 20, "data-x": HARD}

CONTROLS = [
    (forms.TextInput(), HARD),
    (forms.TextInput(), None),
    (forms.TextInput(), ""),
    (forms.TextInput(), mark_safe("a&amp;b")),
    (forms.NumberInput(), 1200),
    (forms.EmailInput(), "a@b.example"),
    (forms.URLInput(), "https://a.example/?x=1&y=2"),
    (forms.PasswordInput(render_value=True), "geheim"),
    (forms.HiddenInput(), 7),
    (forms.DateInput(format="%Y-%m-%d"), date(2024, 2, 29)),
    (forms.CheckboxInput(), True),
    (forms.CheckboxInput(), False),
    (forms.FileInput(), None),
    (forms.Textarea(), HARD),
    (forms.Textarea(), None),
    (forms.Textarea(), "\n begins with a line"),
    (forms.Select(choices=CHOICES), "a"),
    (forms.Select(choices=CHOICES), None),
    (forms.SelectMultiple(choices=CHOICES), ["a", "2"]),
    (forms.NullBooleanSelect(), True),
]


@pytest.mark.parametrize(("widget", "value"), CONTROLS)
def test_a_control_is_the_one_that_a_template_would_give(widget, value):
    for attrs in ({}, ATTRS):
        ours = widget.render("x", value, attrs, renderer=Renderer())
        assert _close(ours) == _close(widget.render("x", value, attrs, renderer=ByTemplates()))


@pytest.mark.parametrize("widget", [forms.RadioSelect, forms.CheckboxSelectMultiple])
def test_each_option_of_a_choice_is_the_one_that_a_template_would_give(widget):
    for ours, theirs in zip(_options(widget, Renderer()), _options(widget, ByTemplates()), strict=True):
        assert ours.split() == theirs.split()


def _close(html: str) -> str:
    """Without the white space between elements, of which browsers make nothing inside a list."""
    return re.sub(r">\s+<", "><", html)


def _options(widget, renderer) -> list[str]:
    class Form(forms.Form):
        default_renderer = renderer
        x = forms.ChoiceField(choices=CHOICES, widget=widget)

    options = list(Form({"x": "a"})["x"])
    return [option.tag() for option in options] + [str(option) for option in options]


def test_every_control_of_ours_stands_for_a_template_that_django_has():
    for name in WRITERS:
        assert DjangoTemplates().get_template(name)
