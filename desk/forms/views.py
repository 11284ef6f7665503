"""The form of a view somebody keeps: its name, who sees it, and whether one begins with it."""

from django import forms

from common.forms import SrrmForm
from desk import saved_views
from desk.models import SavedView

LONGEST_NAME = SavedView._meta.get_field("name").max_length


class ViewForm(SrrmForm):
    """Of a new view, or of `view`, which one keeps already."""

    name = forms.CharField(label="Name", max_length=LONGEST_NAME)
    shared = forms.BooleanField(
        label="Share it with the team",
        required=False,
        help_text="Everybody in the CISO’s team and the administrators see it beside their own.",
    )
    begin = forms.BooleanField(
        label="Begin with it",
        required=False,
        help_text="Whenever you open the list and ask for nothing else. “Everything” stays one press away.",
    )
    replace = forms.BooleanField(label="Replace the view of this name", required=False)

    def __init__(self, *args, user, listing: str, view: SavedView | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.listing, self.view = user, listing, view
        self.namesake: SavedView | None = None
        if not user.has_perm("desk.share_view"):
            del self.fields["shared"]

    def clean(self):
        given = super().clean()
        if not (name := given.get("name")):
            return given
        same = saved_views.named(name, by=self.user, listing=self.listing)
        if self.view is not None:
            same = same.exclude(pk=self.view.pk)
        self.namesake = same.first()
        if self.namesake and (self.view is not None or not given.get("replace")):
            self.add_error("name", saved_views.TWICE)
        return given

    @property
    def for_the_team(self) -> bool:
        return self.cleaned_data.get("shared", False)
