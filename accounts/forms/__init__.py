"""What administrators and people themselves fill in about who signs in."""

from accounts.forms.passwords import FirstPasswordForm
from accounts.forms.people import InviteForm, OwnAccountForm, PersonForm, ReasonForm

__all__ = ["FirstPasswordForm", "InviteForm", "OwnAccountForm", "PersonForm", "ReasonForm"]
