"""allauth's questions answered for this product."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """People are invited; nobody signs up."""

    def is_open_for_signup(self, request) -> bool:
        return False


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Single sign-on admits people who were invited before."""

    def is_open_for_signup(self, request, sociallogin) -> bool:
        return False
