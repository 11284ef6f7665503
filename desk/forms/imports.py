"""Forms of an import: the file, what its columns mean, the mapping to take over, the button that brings it in."""

import json

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from common.forms import ReasonMixin, SrrmForm
from common.sheets.mapping import MAX_NAME
from desk.models import Mapping
from desk.sheets.kinds import Kind

MAX_MAPPING = 1024 * 1024


def _refuse_large(upload, limit: int):
    """By the size alone: nothing of it is read."""
    if upload.size > limit:
        raise ValidationError(
            f"The file has {upload.size / 1024 / 1024:.1f} MB; at most {limit / 1024 / 1024:.0f} MB can be taken."
        )


class FileForm(SrrmForm):
    file = forms.FileField(
        label="File",
        error_messages={"required": "Choose a file first.", "empty": "The file is empty."},
        widget=forms.FileInput(),
    )

    def __init__(self, *args, kind: Kind, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = kind.formats
        self.fields["file"].widget.attrs["accept"] = kind.accept

    def clean_file(self):
        _refuse_large(self.cleaned_data["file"], settings.UPLOAD_MAX_SIZE)
        return self.cleaned_data["file"]


class TakeMappingForm(SrrmForm):
    """Another mapping for the file in hand: one that was kept, or one from a JSON file."""

    saved = forms.ModelChoiceField(
        Mapping.objects.none(), required=False, label="One that was kept", empty_label="Choose …"
    )
    file = forms.FileField(
        required=False,
        label="One from a JSON file",
        error_messages={"empty": "The file is empty."},
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )

    def __init__(self, *args, kind: Kind, user, **kwargs):
        super().__init__(*args, **kwargs)
        kept = Mapping.objects.visible_to(user).filter(kind=kind.name)
        self.fields["saved"].queryset = kept.order_by("name")

    def clean_file(self):
        upload = self.cleaned_data["file"]
        if upload is None:
            return None
        _refuse_large(upload, MAX_MAPPING)
        try:
            return json.loads(upload.read())
        except (ValueError, RecursionError):
            raise ValidationError("This is not a JSON file.") from None

    def clean(self):
        data = super().clean()
        if not self.errors and not data.get("saved") and not data.get("file"):
            raise ValidationError("Choose a mapping that was kept, or a JSON file.")
        return data

    @property
    def rules(self) -> dict:
        """The mapping chosen, as JSON."""
        return self.cleaned_data["file"] or self.cleaned_data["saved"].rules


class KeepForm(SrrmForm):
    """Where files like this come from, and whether what its columns mean is kept for the next one."""

    name = forms.CharField(
        label="Where such files come from",
        max_length=MAX_NAME,
        required=False,
    )
    keep = forms.BooleanField(label="Keep these choices for the next file from there", required=False)

    def __init__(self, *args, kind: Kind, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].help_text = kind.name_help

    def clean(self):
        data = super().clean()
        if data.get("keep") and not data.get("name"):
            self.add_error("name", "Give it a name, so that it can be found again.")
        return data


class BringInForm(ReasonMixin, SrrmForm):
    """`seen` is the fingerprint of the preview that was on screen, `closing` tells what was chosen to be ended. `asks`
    are the words of the second question, where there is one."""

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)
    closing = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def __init__(self, *args, file_name: str, asks: str = "", **kwargs):
        self.default_reason = f"Import of {file_name}"[:500]
        super().__init__(*args, **kwargs)
        if asks:
            self.fields["sure"] = forms.BooleanField(label=asks, required=False)
            self.prepare("sure")
