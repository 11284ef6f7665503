"""When it starts to hurt: the one thing a light record asks of time."""

from django import forms

from common.forms import RevisionMixin, SrrmForm
from units.choices import Bucket


class HurtsForm(RevisionMixin, SrrmForm):
    """After how long without its work a department is hurt."""

    hurts_after = forms.TypedChoiceField(
        choices=[("", "Nobody has said yet"), *Bucket.choices],
        coerce=int,
        empty_value=None,
        required=False,
        label="When it starts to hurt",
    )
