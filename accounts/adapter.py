"""allauth's questions about signing in by password and by code, answered for this product."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from accounts import mail
from accounts.backends import organisation_today, refusal


def refused(request, sentence: str, *, title: str = "You cannot sign in", status: int = 403):
    """The page for somebody who has shown who they are and is still not let in."""
    return render(request, "accounts/refused.html", {"title": title, "sentence": sentence}, status=status)


class AccountAdapter(DefaultAccountAdapter):
    """People are invited; nobody signs up."""

    def is_open_for_signup(self, request) -> bool:
        return False

    def pre_login(self, request, user, **kwargs):
        if sentence := refusal(user, on=organisation_today()):
            clear_login(request)
            return refused(request, sentence)
        return None

    def login(self, request, user):
        """Signs in. The sign-in before this one is what "since your last visit" counts from."""
        user.previous_sign_in_at = user.last_login
        super().login(request, user)
        user.save(update_fields=["previous_sign_in_at"])

    def is_safe_url(self, url) -> bool:
        """One is only ever sent on within this site, whatever other hosts it answers to."""
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts={self.request.get_host()}, require_https=self.request.is_secure()
        )

    def get_password_change_redirect_url(self, request) -> str:
        return reverse("account")

    def get_logout_redirect_url(self, request) -> str:
        return reverse("account_login")

    def render_mail(self, template_prefix, email, context, headers=None):
        return mail.compose(template_prefix.rpartition("/")[2], email, context)

    def send_mail(self, template_prefix, email, context) -> None:
        letter = self.render_mail(template_prefix, email, {"email": email, **context})
        if not mail.send(letter):
            raise ImmediateHttpResponse(render(self.request, "accounts/mail_failed.html", status=503))

    def send_notification_mail(self, template_prefix, user, context=None, email=None) -> None:
        """Tells people what happened to their sign-in. A mail server that is down keeps nobody from acting."""
        about = {
            "user": user,
            "timestamp": timezone.now(),
            "ip": self.get_client_ip(self.request),
            "user_agent": self.get_http_user_agent(self.request)[:200],
        }
        mail.send(self.render_mail(template_prefix, email or user.email, about | (context or {})))

    def send_password_reset_mail(self, user, email, context) -> None:
        if not refusal(user, on=organisation_today()):
            super().send_password_reset_mail(user, email, context)


class MFAAdapter(DefaultMFAAdapter):
    """Two-step sign-in."""

    def get_totp_label(self, user) -> str:
        return user.email
