"""Planning a recurring talk: the first day says the weekday, a choice says the rhythm."""

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from common.forms import RevisionMixin
from dialogues.forms.planning import PlanForm, TimeInput
from dialogues.models import Series
from dialogues.recurrence import CHOICES, RuleProblem, anchored, build, choice_of, parse
from dialogues.rule_text import LONGEST, MOST_TIMES

OWN = "own"


class SeriesForm(RevisionMixin, PlanForm):
    repeats = forms.ChoiceField(
        label="Repeats", choices=[*CHOICES.items(), (OWN, "By a rule of your own")], initial="quarter_weekday"
    )
    own = forms.CharField(
        label="Rule of your own",
        required=False,
        max_length=LONGEST,
        help_text="Only for “By a rule of your own”, as calendars write it: FREQ=MONTHLY;BYDAY=2TU",
    )
    until = forms.DateField(label="Last on", required=False, help_text="Leave empty for no end.")
    times = forms.IntegerField(
        label="Or so many times",
        required=False,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_TIMES)],
    )

    class Meta:
        model = Series
        fields = [
            "name", "kind", "starts_on", "at_time", "time_zone", "minutes", "place", "framework", "liaison",
            "limited", "invite",
        ]  # fmt: skip
        widgets = {"at_time": TimeInput}
        labels = {"name": "Called", "time_zone": "Time zone", "kind": "Kind of talk"}
        help_texts = {
            "name": "Leave empty to name it after its departments.",
            "starts_on": "Its weekday, or its day of the month, is that of all talks.",
            "limited": "Nobody else sees them, whatever their role.",
            "invite": "Mails an invitation with a neutral title to everybody who takes part, and says when it changes.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].required = False
        self.rule = None
        if self.instance.pk and not self.is_bound:
            self._tell()

    def _tell(self):
        """What the series is now."""
        series = self.instance
        rule = parse(series.rule)
        choice = choice_of(rule, series.starts_on) or OWN
        bare = anchored(rule, series.starts_on)
        people = list(series.participants.all())
        self.initial |= {
            "repeats": choice,
            "own": _without_end(bare) if choice == OWN else "",
            "until": rule.until,
            "times": rule.count,
            "units": [row.unit_id for row in series.series_units.all()],
            "functions": [row.function_id for row in people if row.function_id],
            "contacts": [row.contact_id for row in people if row.contact_id],
            "users": [row.user_id for row in people if row.user_id],
        }

    def clean(self):
        values = super().clean()
        if values.get("starts_on") and "repeats" in values:
            self._build(values)
        if not self.errors:
            self.instance.name = values["name"] = self.named(values.get("name", ""))
        return values

    def _build(self, values: dict) -> None:
        own = values["repeats"] == OWN
        until, times = values.get("until"), values.get("times")
        if until and until < values["starts_on"]:
            self.add_error("until", "It ends before it begins.")
            return
        if until and times:
            self.add_error("times", "Say either until when or how many times.")
            return
        try:
            self.rule = build(
                "" if own else values["repeats"],
                starts_on=values["starts_on"],
                until=until,
                times=times,
                own=values.get("own", ""),
            )
        except RuleProblem as problem:
            self.add_error("own" if own else "repeats", str(problem))
            return
        self.instance.rule = self.rule.text


def _without_end(rule) -> str:
    return ";".join(part for part in rule.text.split(";") if not part.startswith(("UNTIL=", "COUNT=")))
