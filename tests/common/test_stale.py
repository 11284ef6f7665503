"""Two people saved the same record at once: nothing is lost, and one chooses."""

import pytest
from django import forms
from django.http import QueryDict
from django.template.loader import render_to_string

from common import stale
from common.forms import ReasonMixin, RevisionMixin, SrrmForm


class Sample(ReasonMixin, RevisionMixin, SrrmForm):
    name = forms.CharField(label="Name")
    kind = forms.ChoiceField(label="Kind", choices=[("d", "Department"), ("t", "Team")])
    people = forms.IntegerField(label="People", required=False)
    partner = forms.BooleanField(label="A partner", required=False)


OPENED = {"name": "Marketing", "kind": "d", "people": 41, "partner": True}


def sent(text: str) -> QueryDict:
    return QueryDict(text)


def rows(mine, theirs, opened=None) -> dict:
    return {c.name: c for c in stale.conflicts(mine, theirs, opened)}


def test_fields_that_say_the_same_are_left_alone():
    mine = Sample(sent("name=Marketing&kind=d&people=46&partner=on&reason=x"))
    found = rows(mine, Sample(initial=OPENED))
    assert list(found) == ["people"]
    assert (found["people"].yours, found["people"].theirs, found["people"].take) == ("46", "41", "yours")


def test_values_are_shown_as_one_reads_them():
    mine = Sample(sent("name=Marketing&kind=t&people="))
    found = rows(mine, Sample(initial=OPENED))
    assert (found["kind"].yours, found["kind"].theirs) == ("Team", "Department")
    assert (found["partner"].yours, found["partner"].theirs) == ("No", "Yes")
    assert found["people"].yours == "–"


def test_what_only_they_changed_is_proposed_from_them():
    mine = Sample(sent("name=Press&kind=d&people=41&partner=on"))
    theirs = Sample(initial={**OPENED, "name": "Media", "people": 50})
    found = rows(mine, theirs, Sample(initial=OPENED))
    assert found["people"].take == "theirs"
    assert not found["people"].both
    assert found["name"].take == "yours"
    assert found["name"].both


def test_the_choice_makes_the_data_of_the_next_save():
    theirs = Sample(initial={**OPENED, "people": 50, "partner": False})
    data = sent(
        "name=Press&kind=t&people=46&partner=on&choose-people=theirs&choose-name=yours&choose-partner=theirs"
    )
    result = stale.chosen(data, theirs)
    assert result["people"] == "50"
    assert result["name"] == "Press"
    assert "partner" not in result


def test_a_field_the_person_does_not_have_cannot_be_chosen():
    assert stale.chosen(sent("choose-secret=theirs"), Sample(initial=OPENED)).get("secret") is None


def test_everything_typed_is_carried_along():
    data = sent("csrfmiddlewaretoken=t&revision=7&name=Press&tags=a&tags=b&choose-name=yours")
    assert stale.carried(data) == [("name", "Press"), ("tags", "a"), ("tags", "b")]
    assert stale.has_choices(data)
    assert not stale.has_choices(sent("name=Press"))


def test_the_page_shows_both_and_escapes_what_was_typed(rf):
    mine = Sample(sent("name=<script>alert(1)</script>&kind=d"))
    html = render_to_string(
        "_stale.html",
        {
            "conflicts": stale.conflicts(mine, Sample(initial=OPENED)),
            "carried": stale.carried(mine.data),
            "revision": 8,
            "who": "Ana Duarte",
            "cancel": "/",
        },
        rf.get("/"),
    )
    assert "Ana Duarte saved this record" in html
    assert "<script>alert" not in html
    assert html.count('type="radio"') == 2 * len(rows(mine, Sample(initial=OPENED)))


@pytest.mark.parametrize("value", ["yours", "theirs", "nonsense"])
def test_an_unknown_choice_keeps_what_was_typed(value):
    result = stale.chosen(sent(f"name=Press&choose-name={value}"), Sample(initial=OPENED))
    assert result["name"] == ("Marketing" if value == "theirs" else "Press")
