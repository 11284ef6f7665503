"""Planning one talk, moving it, and saying that it does not take place."""

from django import forms
from django.core.exceptions import ValidationError

from common.forms import SrrmForm
from common.words import MONTHS
from dialogues.forms.planning import PlanForm, TimeInput
from dialogues.models import Session
from dialogues.models.series import minutes_field
from dialogues.recurrence import instant


def moment(form, day, at_time, zone):
    """When that is; an hour that clocks skip on that day is refused with the next one there is."""
    found, moved_on = instant(day, at_time, zone)
    if moved_on:
        here = found.astimezone(zone)
        raise ValidationError(
            f"On {day.day} {MONTHS[day.month - 1]} {day.year} clocks in {zone.key} go from before {at_time:%H:%M} "
            f"straight past it; choose {here:%H:%M} or another hour."
        )
    if found < form.now:
        raise ValidationError("This is over already; choose a time to come.")
    return found


class SessionForm(PlanForm):
    day = forms.DateField(label="On")
    at_time = forms.TimeField(label="At", widget=TimeInput)

    class Meta:
        model = Session
        fields = [
            "title",
            "kind",
            "time_zone",
            "minutes",
            "place",
            "framework",
            "liaison",
            "limited",
            "invite",
        ]
        labels = {"title": "Called", "time_zone": "Time zone", "kind": "Kind of talk"}
        help_texts = {
            "title": "Leave empty to name it after its departments.",
            "limited": "Nobody else sees it, whatever their role.",
            "invite": "Mails an invitation with a neutral title to everybody who takes part, and says when it changes.",
        }

    def __init__(self, *args, now, **kwargs):
        super().__init__(*args, **kwargs)
        self.now = now
        self.fields["title"].required = False
        self.fields["liaison"].required = True
        kind = self.fields["kind"]
        kind.choices = [choice for choice in kind.choices if choice[0] != "touch"]

    def clean(self):
        values = super().clean()
        if values.get("day") and values.get("at_time") and self.zone:
            try:
                self.instance.starts_at = moment(self, values["day"], values["at_time"], self.zone)
            except ValidationError as refused:
                self.add_error("at_time", refused)
        if not self.errors:
            self.instance.title = values["title"] = self.named(values.get("title", ""))
        return values


class MoveForm(SrrmForm):
    """Another day, hour, length or place for one talk; the hour is that of the talk’s own zone."""

    day = forms.DateField(label="On")
    at_time = forms.TimeField(label="At", widget=TimeInput)
    minutes = minutes_field().formfield()
    place = forms.CharField(label="Where", required=False, max_length=200)
    reason = forms.CharField(
        label="Why", required=False, max_length=300, help_text="Optional. Kept in the record."
    )

    def __init__(self, *args, talk, zone, now, **kwargs):
        self.talk, self.zone, self.now = talk, zone, now
        starts = talk.starts_at.astimezone(zone)
        told = {"day": starts.date(), "at_time": starts.time(), "minutes": talk.minutes, "place": talk.place}
        super().__init__(*args, initial=told, **kwargs)

    def clean(self):
        values = super().clean()
        if values.get("day") and values.get("at_time"):
            try:
                values["starts_at"] = moment(self, values["day"], values["at_time"], self.zone)
            except ValidationError as refused:
                self.add_error("at_time", refused)
        return values


class CallOffForm(SrrmForm):
    """Why a talk does not take place, and whether the later ones of its series fall away as well."""

    rest = forms.TypedChoiceField(
        label="Which",
        choices=[("", "Only this one; the recurring talk goes on"), ("1", "This one and all later ones")],
        coerce=bool,
        required=False,
        widget=forms.RadioSelect,
    )
    because = forms.CharField(
        label="Why", required=False, max_length=300, help_text="Those who take part may read this."
    )

    def __init__(self, *args, recurring: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not recurring:
            del self.fields["rest"]
