"""Single sign-on through OpenID Connect: it lets in people who were invited, and never makes an account.

A person is known by the provider's `sub`. The first time, the e-mail decides, if the provider vouches for it.
"""

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount

from accounts import addresses
from accounts.adapter import refused
from accounts.models import User

UNKNOWN = (
    "Single sign-on knows you, but nobody here was invited with your e-mail address. "
    "Ask your administrator for an invitation, and say which address single sign-on has of you."
)
UNPROVEN = (
    "Single sign-on does not vouch for your e-mail address, so it cannot be matched with an invitation. "
    "Ask whoever runs single sign-on in your organisation to confirm the address."
)
LINKED = (
    "Your e-mail address belongs to somebody who signs in with another single sign-on account. "
    "If that was you, ask your administrator to unlink the old one."
)
FAILED = "Signing in through single sign-on did not work. Please try again, or sign in another way."
DOWN = "Single sign-on does not answer just now. Please try again in a few minutes, or sign in another way."
FAILED_TITLE = "Single sign-on did not work"
MIXED_UP = "Single sign-on gave two different answers about who you are. Please try again."


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Single sign-on admits people who were invited before."""

    def is_open_for_signup(self, request, sociallogin) -> bool:
        return False

    def pre_social_login(self, request, sociallogin) -> None:
        sociallogin.state.pop("process", None)  # signing in is all that single sign-on is for
        if problem := _contradiction(sociallogin) or self._find(request, sociallogin):
            raise ImmediateHttpResponse(refused(request, problem))

    def on_authentication_error(self, request, provider, error=None, exception=None, extra_context=None):
        raise ImmediateHttpResponse(refused(request, FAILED, title=FAILED_TITLE))

    def get_requests_session(self):
        """Talks to the provider; one that does not answer is said on a page."""
        session = super().get_requests_session()
        ask = session.request

        def request(*args, **kwargs):
            try:
                answer = ask(*args, **kwargs)
            except OSError as error:
                raise self._down() from error
            if answer.status_code >= 500:
                raise self._down()
            return answer

        session.request = request
        return session

    def _down(self) -> ImmediateHttpResponse:
        return ImmediateHttpResponse(refused(self.request, DOWN, title=FAILED_TITLE, status=503))

    def _find(self, request, sociallogin) -> str:
        """Attaches the invited person to the login, or says why nobody is."""
        if sociallogin.is_existing:
            return ""
        claims = _claims(sociallogin)
        email = str(claims.get("email") or "").strip().lower()
        if not email or "\0" in email:
            return UNKNOWN
        if claims.get("email_verified") not in (True, "true"):
            return UNPROVEN
        person = User.objects.filter(email=email, is_active=True).first()
        if person is None:
            return UNKNOWN
        if SocialAccount.objects.filter(user=person, provider=sociallogin.account.provider).exists():
            return LINKED
        addresses.prove(person)
        sociallogin.connect(request, person)
        return ""


def _claims(sociallogin) -> dict:
    """What the provider says about the person."""
    data = sociallogin.account.extra_data
    return data.get("userinfo") or data.get("id_token") or {}


def _contradiction(sociallogin) -> str:
    """The answer about a person counts only where it is about the one who signed in (OpenID Connect Core 5.3.2)."""
    data = sociallogin.account.extra_data
    subjects = {data[part].get("sub") for part in ("userinfo", "id_token") if data.get(part)}
    return MIXED_UP if len(subjects) != 1 else ""
