"""Closing a talk: what becomes of one point of the agenda, and one thing that came of the talk."""

from django import forms
from django.core.exceptions import ValidationError

from common.forms import SrrmForm
from dialogues.actions.closing import Kept, Settled, side_of
from dialogues.choices import InsightKind, ItemKind, ItemState
from dialogues.lines import PROMISE
from dialogues.models.outcome import MAX_LINE
from units.models import Unit

OWED = (ItemKind.WE_OWE, ItemKind.THEY_OWE)
KINDS = [*InsightKind.choices, (PROMISE, "Promise")]


class PointForm(SrrmForm):
    """`was` is how the point stood when the page was opened: what somebody settled meanwhile is not undone by a page
    on which nothing was chosen."""

    state = forms.ChoiceField(label="What becomes of it", widget=forms.RadioSelect)
    because = forms.CharField(label="Why it is dropped", required=False, max_length=300)
    was = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)

    def __init__(self, data, *, item):
        self.item = item
        initial = {"state": self.stands(item.state), "because": item.because, "was": item.state}
        super().__init__(data, prefix=f"item-{item.pk}", initial=initial)
        done = "Kept" if item.kind in OWED and item.commitment_id else "Talked about"
        self.fields["state"].choices = [
            (ItemState.DONE, done), (ItemState.DROPPED, "Drop, because…"), (ItemState.CARRIED, "Carry"),
        ]  # fmt: skip

    @staticmethod
    def stands(state: str) -> str:
        return ItemState.CARRIED if state == ItemState.OPEN else state

    def clean(self):
        values = super().clean()
        if values.get("state") == ItemState.DROPPED and not values.get("because"):
            self.add_error("because", f"Say why “{self.item.text}” is dropped; the other side reads it.")
        return values

    @property
    def shown(self) -> str:
        """What is chosen as the page stands."""
        return self["state"].value()

    def settled(self) -> Settled | None:
        """The choice; None where nothing was chosen on a point that somebody else settled meanwhile."""
        said = self.cleaned_data
        untouched = said["state"] == self.stands(said["was"])
        if untouched and said["was"] != self.item.state:
            return None
        return Settled(said["state"], said["because"])


class LineForm(SrrmForm):
    """One thing to keep, as it was read; everything can be put right, and it can be left out."""

    keep = forms.BooleanField(label="Keep it", required=False)
    text = forms.CharField(label="In words", max_length=2000)
    kind = forms.ChoiceField(label="What it is", choices=KINDS)
    who = forms.ChoiceField(label="Whose promise", required=False)
    due_on = forms.DateField(label="By", required=False)
    accepted = forms.BooleanField(label="Accepted in the room", required=False)
    unit = forms.ModelChoiceField(Unit.objects.none(), label="Department", required=False)
    themes = forms.CharField(label="Themes", required=False, max_length=300)
    team_only = forms.BooleanField(label="Team only", required=False)

    def __init__(self, data, *, proposal, units: list, who: list, team: bool, initial: dict):
        self.proposal = proposal
        super().__init__(data, prefix=f"line-{proposal.key}", initial=initial)
        self.only_unit = units[0] if len(units) == 1 else None
        self.fields["who"].choices = who
        self.fields["unit"].queryset = Unit.objects.filter(pk__in=[one.pk for one in units])
        if self.only_unit:
            del self.fields["unit"]
        if not team:
            del self.fields["team_only"]

    @property
    def is_promise(self) -> bool:
        return self["kind"].value() == PROMISE

    def full_clean(self):
        """What is left out may say anything."""
        super().full_clean()
        if self.is_bound and not self.cleaned_data.get("keep"):
            self._errors.clear()

    def clean(self):
        values = super().clean()
        if not values.get("keep"):
            return values
        if not self.only_unit and not values.get("unit"):
            self.add_error("unit", "Say which department this is about.")
        if values.get("kind") == PROMISE and len(values.get("text") or "") > MAX_LINE:
            self.add_error("text", f"Keep a promise to {MAX_LINE} characters; the notes hold the rest.")
        if values.get("kind") == PROMISE and values.get("team_only"):
            self.add_error(
                "team_only", "A promise is read by the department. Make it something heard, or leave it out."
            )
        return values

    def clean_text(self):
        """One line, as it was typed in the notes."""
        return " ".join(self.cleaned_data["text"].split())

    def clean_who(self):
        who = self.cleaned_data["who"]
        if who and who not in {key for _, group in self.fields["who"].choices for key, _ in group}:
            raise ValidationError("Choose somebody from the list.")
        return who

    def kept(self, people: dict) -> Kept | None:
        """What to keep; None where it is left out. `people` are the persons by their keys."""
        said = self.cleaned_data
        if not said.get("keep"):
            return None
        unit, who = self.only_unit or said["unit"], said.get("who") or "we"
        if said["kind"] != PROMISE:
            themes = said["themes"].replace(",", " ").replace("#", " ").split()
            return Kept(
                said["kind"], said["text"], unit, themes=themes, team_only=said.get("team_only", False)
            )
        side = side_of(who)
        person = people.get(who)
        return Kept(
            PROMISE, said["text"], unit, side=side, due_on=said["due_on"], accepted=said["accepted"],
            user=person if who.startswith("user") else None,
            contact=person if who.startswith("contact") else None,
        )  # fmt: skip
