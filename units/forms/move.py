"""The form that moves a department in the tree."""

from django.urls import reverse_lazy

from common.fields import RemoteModelChoiceField
from common.forms import ReasonMixin, RevisionMixin, SrrmForm
from units.models import Unit


class MoveForm(RevisionMixin, ReasonMixin, SrrmForm):
    parent = RemoteModelChoiceField(
        Unit.objects.none(),
        choices_url=reverse_lazy("choices:units"),
        required=False,
        label="Shall belong to",
        help_text="Leave empty to put it at the top.",
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = Unit.objects.visible_to(user)
