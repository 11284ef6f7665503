"""The rules every form follows, and how a field looks."""

from datetime import date

import pytest
from django import forms

from common.audience import TEAM
from common.forms import FilterForm, ReasonMixin, RevisionMixin, SrrmForm


class Sample(ReasonMixin, RevisionMixin, SrrmForm):
    name = forms.CharField(label="Name", max_length=20)
    since = forms.DateField(label="Exists since", required=False)
    words = forms.CharField(label="In their words", required=False, max_length=50, widget=forms.Textarea)
    free = forms.CharField(required=False)
    level = forms.ChoiceField(
        label="Level", choices=[("1", "One"), ("2", "Two")], widget=forms.RadioSelect, required=False
    )
    agree = forms.BooleanField(label="It is so", required=False, help_text="Say yes.")


GOOD = {"name": "Marketing", "reason": "Because", "revision": "7"}


def sample(**data):
    return Sample({**GOOD, **data}, revision="7")


def test_good_input_is_taken():
    form = sample(since="2020-02-29")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["since"] == date(2020, 2, 29)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", "", "This cannot be empty."),
        ("name", "   ", "This cannot be empty."),
        ("name", "x" * 21, "Keep this to 20 characters; it has 21."),
        ("name", "a\0b", "This holds a character that cannot be kept (NUL)."),
        ("words", "x" * 51, "Keep this to 50 characters; it has 51."),
        ("free", "x" * 100_000, "Keep this to 20000 characters; it has 100000."),
        ("since", "1899-12-31", "This is before 1900."),
        ("since", "2200-01-01", "This is after 2199."),
        ("since", "next week", "This is not a date."),
        ("since", "0001-01-01", "This is before 1900."),
        ("level", "9", "9"),
    ],
)
def test_bad_input_is_refused_in_words_and_kept(field, value, said):
    form = sample(**{field: value})
    assert not form.is_valid()
    assert said in str(form.errors[field])
    assert form[field].value() == value


def test_a_british_date_is_understood():
    assert sample(since="16/11/2024").is_valid()


def test_a_long_text_is_counted_not_cut():
    html = str(sample()["words"])
    assert "maxlength" not in html
    assert 'data-count="50"' in html


def test_the_reason_is_asked_for_unless_the_form_has_one():
    assert "reason" in sample(reason="").errors

    class Inline(Sample):
        default_reason = "Changed on the department page"

    form = Inline({**GOOD, "reason": ""}, revision="7")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["reason"] == "Changed on the department page"


def test_a_form_knows_that_the_row_was_saved_since():
    assert not sample().is_stale(7)
    assert sample().is_stale(8)
    assert sample(revision="").is_stale(7)


def test_the_revision_is_a_hidden_field():
    assert '<input type="hidden" name="revision" value="7"' in str(Sample(revision=7)["revision"])


def test_a_field_is_rendered_with_label_help_and_error_tied_to_it():
    form = sample(name="")
    html = form["name"].as_field_group()
    assert '<label for="id_name">Name' in html
    assert 'class="form-control"' in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_name_error"' in html
    assert 'id="id_name_error"' in html
    assert "required</span>" in html


def test_boxes_and_radio_buttons_have_their_own_shape():
    form = sample()
    assert "<fieldset" in form["level"].as_field_group()
    assert form["level"].as_field_group().count("form-check-input") == 2
    assert 'id="id_agree_helptext"' in form["agree"].as_field_group()


def test_a_field_for_the_team_says_so():
    form = sample()
    form.fields["name"].audience = TEAM
    html = form["name"].as_field_group()
    assert "mk-team" in html
    assert "team only" in html


def test_whatever_was_typed_is_escaped():
    html = sample(name='"><script>alert(1)</script>').as_div() + str(sample(name="<script>"))
    assert "<script>" not in html


def test_a_filter_offers_several_values_as_boxes_to_tick():
    class Narrow(FilterForm):
        status = forms.MultipleChoiceField(choices=[("a", "Active"), ("b", "Closed")], required=False)

    html = Narrow({"status": ["a"]})["status"].as_field_group()
    assert html.count('type="checkbox"') == 2
    assert html.count("checked") == 1
