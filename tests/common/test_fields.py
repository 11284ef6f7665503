"""A choice among more rows than a page should carry."""

import pytest

from accounts.models import User
from common.fields import RemoteModelChoiceField
from common.forms import SrrmForm
from tests.factories.accounts import UserFactory


@pytest.fixture
def form_class(db):
    UserFactory.create_batch(30, head=True)

    class Pick(SrrmForm):
        who = RemoteModelChoiceField(
            User.objects.filter(role="head"), choices_url="/people.json", required=False, empty_label="Nobody"
        )

    return Pick


def test_only_what_is_chosen_is_rendered(form_class, django_assert_num_queries):
    chosen = User.objects.filter(role="head").first()
    with django_assert_num_queries(1):
        html = str(form_class(initial={"who": chosen.pk})["who"])
    assert html.count("<option") == 2
    assert f'value="{chosen.pk}" selected' in html
    assert 'data-choices-url="/people.json"' in html


def test_nothing_chosen_asks_the_database_nothing(form_class, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert str(form_class()["who"]).count("<option") == 1


def test_a_form_sent_back_still_shows_the_choice(form_class):
    chosen = User.objects.filter(role="head").last()
    assert str(chosen) in str(form_class({"who": str(chosen.pk)})["who"])


@pytest.mark.parametrize("value", ["999999", "a", "\0", "9" * 40, "-1"])
def test_what_is_no_choice_is_refused_in_words(form_class, value):
    form = form_class({"who": value})
    assert not form.is_valid()
    assert "Choose one from the list" in str(form.errors["who"])
    str(form["who"])


def test_a_row_outside_the_scope_is_refused_and_not_named(form_class):
    other = UserFactory(name="Secret Agent", ciso=True)
    form = form_class({"who": str(other.pk)})
    assert not form.is_valid()
    assert "Secret Agent" not in str(form["who"]) + str(form.errors)
