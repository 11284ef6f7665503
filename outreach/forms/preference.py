"""How a person wants to be reminded: what, how early, together or one by one, and on which days not."""

from django import forms
from django.core.exceptions import ValidationError

from common.forms import SrrmForm
from outreach import kinds
from outreach.models import Digest
from outreach.wishes import EVERY_DAY, Wishes

SUMMARY = "digest"
WEEKDAYS = [
    (0, "Monday"), (1, "Tuesday"), (2, "Wednesday"), (3, "Thursday"), (4, "Friday"), (5, "Saturday"),
    (6, "Sunday"),
]  # fmt: skip


class PreferenceForm(SrrmForm):
    kinds = forms.MultipleChoiceField(
        label="Remind me of", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Each goes out by itself, once. Everything else waits for the summary.",
    )  # fmt: skip
    days_before = forms.IntegerField(
        label="Days before something is due", min_value=0, max_value=60,
        help_text="0 is the day itself, at seven in the morning.",
    )  # fmt: skip
    digest = forms.ChoiceField(label="Summary", choices=Digest.choices, widget=forms.RadioSelect)
    quiet_weekdays = forms.TypedMultipleChoiceField(
        label="Nothing on", choices=WEEKDAYS, coerce=int, required=False, widget=forms.CheckboxSelectMultiple,
        help_text="What falls on one of these waits for the next other day.",
    )  # fmt: skip
    quiet_from = forms.DateField(label="Nothing from", required=False)
    quiet_until = forms.DateField(label="Until", required=False, help_text="Both days included.")

    def __init__(self, *args, user, wishes: Wishes, **kwargs):
        known = {one.key: one for one in kinds.reminders_for(user)}
        start = {name: getattr(wishes, name) for name in self.base_fields}
        start["kinds"] = [key for key in wishes.kinds if key in known]
        start["quiet_weekdays"] = sorted(wishes.quiet_weekdays)
        super().__init__(*args, initial=start, **kwargs)
        single = [(one.key, f"{one.label}: {one.says}") for one in known.values() if one.key != SUMMARY]
        if single:
            self.fields["kinds"].choices = single
        else:
            del self.fields["kinds"], self.fields["days_before"]
        if SUMMARY not in known:
            del self.fields["digest"]

    def clean_quiet_weekdays(self) -> list[int]:
        days = self.cleaned_data["quiet_weekdays"]
        if set(days) >= EVERY_DAY:
            raise ValidationError(
                "Leave at least one day. To get nothing at all, choose no kind above and no summary."
            )
        return days

    def clean(self):
        said = super().clean()
        begins, ends = said.get("quiet_from"), said.get("quiet_until")
        if begins and ends and ends < begins:
            self.add_error("quiet_until", "The quiet days end before they begin.")
        return said
