"""Planning a review: its name and days, and what it looks at."""

import re

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import User
from accounts.roles import Role
from common.forms import RevisionMixin, SrrmModelForm
from reviews.models import Cycle

FURTHEST, MOST = 90, 5


class CycleForm(RevisionMixin, SrrmModelForm):
    remind = forms.CharField(
        label="Remind so many days before", max_length=40, required=False,
        help_text="Such as “7, 1”. Leave it empty to remind nobody.",
    )  # fmt: skip

    class Meta:
        model = Cycle
        fields = ["name", "opens_on", "due_on", "interval", "counts_from", "in_depth", "note", "run_by"]
        help_texts = {
            "opens_on": "It opens by itself on that day, once nothing stands in the way.",
            "in_depth": "One part a time; the next review looks at the next one.",
            "note": "Stays with the review; no department reads it.",
            "run_by": "Answers come back to them, and they are told when it cannot open.",
        }

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        runs = User.objects.active(on=today).filter(role__in=(Role.CISO, Role.ADMIN)).order_by("name", "pk")
        self.fields["run_by"].queryset = runs
        self.initial["remind"] = ", ".join(map(str, self.instance.remind_days))

    def clean_remind(self) -> list[int]:
        found = []
        for word in re.split(r"[\s,;]+", self.cleaned_data["remind"].strip()):
            if word and not (word.isascii() and word.isdigit() and int(word[:4]) <= FURTHEST):
                raise ValidationError(
                    f"Write whole days up to {FURTHEST}, with commas between them, such as 7, 1."
                )
            found += [int(word)] if word else []
        if len(set(found)) > MOST:
            raise ValidationError(f"At most {MOST} times.")
        return sorted(set(found), reverse=True)

    def clean(self):
        values = super().clean()
        due = values.get("due_on")
        if due and due < self.today:
            self.add_error("due_on", "This day is over.")
        if "remind" in values:
            self.instance.remind_days = values["remind"]
        return values

    def refuse(self, error: ValidationError) -> None:
        """What the action said: beside its field where the form has one, else above all."""
        for name, said in getattr(error, "message_dict", {"__all__": error.messages}).items():
            for one in said:
                if one not in self.errors.get(name, []):
                    self.add_error(name if name in self.fields else None, one)
