"""How a person's sign-in is secured, for their own page and for the administrator's."""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount


@dataclass(frozen=True)
class Safeguards:
    has_password: bool
    has_second_step: bool
    is_linked: bool

    @property
    def can_be_taken_off(self) -> bool:
        return self.has_second_step or self.is_linked


def safeguards_of(user) -> Safeguards:
    return Safeguards(
        has_password=user.has_usable_password(),
        has_second_step=Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists(),
        is_linked=SocialAccount.objects.filter(user=user).exists(),
    )
