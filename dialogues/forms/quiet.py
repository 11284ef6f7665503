"""When a department wants no talks."""

from django.urls import reverse_lazy

from common.fields import RemoteModelChoiceField
from common.forms import RevisionMixin, SrrmModelForm
from dialogues.models import QuietTime
from units.models import Unit


class QuietForm(RevisionMixin, SrrmModelForm):
    unit = RemoteModelChoiceField(
        Unit.objects.none(), label="Department", choices_url=reverse_lazy("choices:units")
    )

    class Meta:
        model = QuietTime
        fields = ["unit", "since", "until", "why"]
        labels = {"since": "From", "until": "Until"}
        help_texts = {"until": "The last day, included.", "why": "Such as “Annual accounts”. Optional."}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.visible_to(user)

    def clean(self):
        values = super().clean()
        since, until = values.get("since"), values.get("until")
        if since and until and until < since:
            self.add_error("until", "It ends before it begins.")
        if since and until and (until - since).days > 366:
            self.add_error("until", "A quiet time lasts at most a year; end the recurring talk instead.")
        return values
