"""Something to talk about next time."""

from django.urls import reverse_lazy

from common.fields import RemoteModelChoiceField
from common.forms import SrrmModelForm
from dialogues.models import Topic
from units.models import Unit


class TopicForm(SrrmModelForm):
    mark_required = False

    unit = RemoteModelChoiceField(
        Unit.objects.none(), label="Department", choices_url=reverse_lazy("choices:units")
    )

    class Meta:
        model = Topic
        fields = ["text", "unit"]
        help_texts = {"text": "In a sentence. It stands on the agenda of the next talk, with your name."}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        mine = Unit.objects.visible_to(user).current()
        self.fields["unit"].queryset = mine
        self.fields["unit"].error_messages["required"] = "Say with which department."
