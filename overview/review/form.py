"""The answer to a review as a form: a choice for each part that asks, ticks, and whose answer it is."""

from django import forms

from common.forms import SrrmForm
from overview.review.page import PartState, ReviewPage
from reviews.choices import Channel, PartAnswer

# The fields stand beside what they are about; this is the form they belong to, wherever that is.
FORM = "answer"
LABELS = {
    PartAnswer.CORRECT: "Still correct",
    PartAnswer.CHANGED: "Something has changed",
    PartAnswer.NOT_OURS: "No longer ours",
}
NOTHING_TO_ADD = "Correct as it is, there is nothing to add"
CHANNELS = [(Channel.PHONE.value, "They said so by phone"), (Channel.ON_BEHALF.value, "On behalf of them")]
NO_LONGER = "No longer true:"
ANSWER, IN_WORDS = "Say whether this is still correct.", "Say it in a few words, or change it here."
WHOSE_NOW = "Say in a few words whose it is now; the security team reads it."
WHOSE = "Say whose answer it is."


class AnswerForm(SrrmForm):
    """For one person and one page. What does not ask is not a field: the one button speaks for it."""

    mark_required = False

    seen = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    instead_of = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    open_all = forms.BooleanField(required=False, widget=forms.HiddenInput)
    tick = forms.MultipleChoiceField(required=False)
    channel = forms.ChoiceField(
        label="How the answer came", choices=CHANNELS, required=False, widget=forms.RadioSelect
    )
    spoke_with = forms.CharField(label="Whose answer it is", max_length=200, required=False)
    remarks = forms.CharField(
        label="Anything else we should know",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data=None, *, page: ReviewPage, instead_of: str = "", kept=None):
        """`kept`: what was chosen on the screen so far, to stand there again without being judged."""
        first = Channel.PHONE if not page.own else ""
        initial = {"seen": page.seen, "instead_of": instead_of, "open_all": page.open_all, "channel": first}
        if page.review.reviewer and not page.own:
            initial["spoke_with"] = page.review.reviewer.name
        super().__init__(data, initial=initial, auto_id="answer-%s")
        self.page, self.kept = page, kept
        self.fields["tick"].choices = [(one.key, str(one)) for _, one in page.ticks]
        if page.own:
            del self.fields["channel"], self.fields["spoke_with"]
        for state in page.parts:
            if state.choices:
                self._ask(state)
        for name, field in self.fields.items():
            if name != "tick":
                field.widget.attrs["form"] = FORM
            if kept is not None and name in kept and name not in ("seen", "instead_of"):
                self.initial[name] = kept[name]

    def _ask(self, state: PartState) -> None:
        before = self.page.before.get(state.part)
        chosen = before.answer if before else "" if state.asks else PartAnswer.CORRECT
        labels = LABELS | ({PartAnswer.CORRECT: NOTHING_TO_ADD} if state.missing else {})
        self.fields[f"part_{state.part}"] = forms.ChoiceField(
            label=f"{state.part.label}: is this still so?",
            choices=[(answer.value, labels[answer]) for answer in PartAnswer],
            required=False,
            initial=chosen,
            widget=forms.RadioSelect,
        )
        self.fields[f"note_{state.part}"] = forms.CharField(
            label="What changed, or whose it is now",
            max_length=500,
            required=False,
            initial=before.note.partition(NO_LONGER)[0].strip() if before else "",
        )
        self.prepare(f"part_{state.part}")
        self.prepare(f"note_{state.part}")

    def rows(self) -> list[dict]:
        """Every part with its two fields, where it has any."""
        return [self.row(state) for state in self.page.parts]

    def row(self, state: PartState) -> dict:
        asked = f"part_{state.part}" in self.fields
        return {
            "state": state,
            "choice": self[f"part_{state.part}"] if asked else None,
            "note": self[f"note_{state.part}"] if asked else None,
        }

    def ticked(self, key: str) -> bool:
        """What was not on the screen yet comes with its tick."""
        sent = self.data if self.is_bound else self.kept
        if sent is None or key not in sent.getlist("offered"):
            return key not in self.page.off
        return key in sent.getlist("tick")

    def closely(self) -> list[tuple]:
        return [(one, self.ticked(one.key)) for one in self.page.closely]

    def waiting(self) -> list[tuple]:
        return [(one, self.ticked(one.key)) for one in self.page.waiting]

    def clean(self):
        given = super().clean()
        for state in self.page.parts:
            if state.choices:
                self._judge(state, given)
        if not self.page.own and not given.get("spoke_with") and "spoke_with" not in self.errors:
            self.add_error("spoke_with", WHOSE)
        return given

    def _judge(self, state: PartState, given: dict) -> None:
        choice, note = given.get(f"part_{state.part}"), given.get(f"note_{state.part}")
        if f"part_{state.part}" in self.errors or f"note_{state.part}" in self.errors:
            return
        if state.asks and not choice:
            self.add_error(f"part_{state.part}", ANSWER)
        elif choice == PartAnswer.NOT_OURS and not note:
            self.add_error(f"note_{state.part}", WHOSE_NOW)
        elif choice == PartAnswer.CHANGED and not (note or state.corrected or self._off(state.part, given)):
            self.add_error(f"note_{state.part}", IN_WORDS)

    def _off(self, part: str, given: dict) -> bool:
        """Whether a tick of that part was taken off, which says what changed."""
        ticked = set(given.get("tick", ()))
        return any(of == part and one.key not in ticked for of, one in self.page.ticks)

    def dropped(self) -> set[str]:
        """Keys of what had its tick taken off."""
        ticked = set(self.cleaned_data["tick"])
        return {one.key for _, one in self.page.ticks} - ticked

    def answers(self) -> dict[str, tuple[str, str]]:
        """Part → (answer, note), for every part: what did not ask is confirmed by the button."""
        dropped, found = self.dropped(), {}
        for state in self.page.parts:
            off = [str(one) for part, one in self.page.ticks if part == state.part and one.key in dropped]
            choice = self.cleaned_data.get(f"part_{state.part}") or PartAnswer.CORRECT
            note = self.cleaned_data.get(f"note_{state.part}", "")
            if choice == PartAnswer.CORRECT and (off or state.corrected):
                choice = PartAnswer.CHANGED
            if off:
                note = " ".join(filter(None, [note, f"{NO_LONGER} {'; '.join(off)}."]))
            found[state.part] = (choice, note[:500])
        return found


__all__ = ["FORM", "AnswerForm"]
