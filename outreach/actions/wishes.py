"""What a person says about being reminded, and that they go back to the usual."""

from django.db import transaction

from common.history import recording
from outreach.models import Preference
from outreach.usual import usual_of

CHOSEN, USUAL = "Chosen on their own page of reminders", "Back to the usual of their role"


@transaction.atomic
def choose(*, user, values: dict, by, reason: str = CHOSEN) -> Preference:
    """`values` by field of `Preference`; what is not named stays."""
    preference = Preference.objects.select_for_update().filter(user=user).first() or _usual(user)
    for name, value in values.items():
        setattr(preference, name, value)
    with recording(by=by, reason=reason):
        preference.full_clean()
        preference.save()
    return preference


def _usual(user) -> Preference:
    usual = usual_of(user.role)
    return Preference(
        user=user, kinds=sorted(usual.kinds), days_before=usual.days_before, digest=usual.digest
    )


@transaction.atomic
def go_back(*, user, by, reason: str = USUAL) -> None:
    with recording(by=by, reason=reason):
        for preference in Preference.objects.filter(user=user):
            preference.delete()
