"""When somebody is away, and who covers."""

from django.urls import reverse_lazy

from common.fields import RemoteModelChoiceField
from common.forms import RevisionMixin, SrrmModelForm
from contacts.models import Absence, Contact


class AbsenceForm(RevisionMixin, SrrmModelForm):
    cover = RemoteModelChoiceField(
        Contact.objects.none(),
        choices_url=reverse_lazy("choices_contacts:contacts"),
        required=False,
        label="Covered by",
        help_text="Is called instead. Why somebody is away is not asked.",
    )

    class Meta:
        model = Absence
        fields = ["since", "until", "cover"]
        labels = {"since": "Away from", "until": "Until"}
        help_texts = {"until": "The last day away."}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        seen = Contact.objects.visible_to(user).listed()
        self.fields["cover"].queryset = seen.exclude(pk=self.instance.contact_id)
        if self.instance.cover_id:
            # Also somebody this editor could not choose: who covers is known to whoever may call.
            self.fields["cover"].present = self.instance.cover
