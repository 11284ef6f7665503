"""Promises changed together: another day, somebody else, and whoever it is given to is asked."""

import datetime as dt

import pytest
from django.urls import reverse

from dialogues.models import Commitment
from tests.factories.dialogues import CommitmentFactory
from tests.fixtures.together import Together, told

pytestmark = pytest.mark.django_db
URL = "/promises/together/"


@pytest.fixture
def ours(cast):
    return [CommitmentFactory(unit=cast.unit, side="we", user=cast.ciso, state="open") for _ in range(2)]


def test_a_new_day_for_several_and_the_old_ones_again(clients, ours):
    together = Together(clients["ciso"], URL)
    shown = together.preview(ours, due_on="2027-03-01")
    together.apply(shown, ours, due_on="2027-03-01")
    assert set(Commitment.objects.values_list("due_on", "state")) == {(dt.date(2027, 3, 1), "open")}
    undone = clients["ciso"].get(
        reverse("promises_together_undo", args=[ours[0].history.latest().history_group])
    )
    assert "By: 1 March 2027 →" in told(undone).replace("\N{NO-BREAK SPACE}", " ")
    together.undo("promises_together_undo", ours[0])
    assert dt.date(2027, 3, 1) not in set(Commitment.objects.values_list("due_on", flat=True))


def test_whoever_they_are_given_to_says_yes_first(clients, cast, ours):
    together = Together(clients["ciso"], URL)
    shown = together.preview(ours, user=cast.admin.pk)
    assert "Who of ours: Cast ciso → Cast admin" in told(shown)
    assert "State: Open → Proposed" in told(shown)
    together.apply(shown, ours, user=cast.admin.pk)
    assert set(Commitment.objects.values_list("user", "state")) == {(cast.admin.pk, "proposed")}


def test_what_is_settled_or_theirs_is_left_with_a_reason(clients, cast, ours):
    kept = CommitmentFactory(unit=cast.unit, side="we", user=cast.ciso, state="kept")
    theirs = CommitmentFactory(unit=cast.unit, side="they", user=None, state="open")
    shown = Together(clients["ciso"], URL).preview([*ours, kept, theirs], user=cast.admin.pk)
    assert "This promise is kept already." in told(shown)
    assert "nobody of ours is named" in told(shown)
    assert "Change 2 promises, leave 2" in told(shown)


def test_a_head_gives_nothing_to_anybody(clients, cast, ours):
    page = clients["head"].post(URL, {"pick": [ours[0].pk]})
    assert "By when" in told(page)
    assert "Who of ours" not in told(page)
    assert "Who owes it changes it" in told(Together(clients["head"], URL).preview(ours, due_on="2027-03-01"))
