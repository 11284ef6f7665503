"""System check: a mail must belong to one worker for longer than an attempt to send it can last."""

from django.conf import settings
from django.core.checks import Error, register

# Connecting, greeting, encryption, signing in, and the mail itself: each may take the whole time-out.
STEPS = 12


@register()
def check_lease(app_configs, **kwargs):
    timeout, lease = settings.EMAIL_TIMEOUT, settings.OUTREACH_LEASE
    if timeout and lease >= STEPS * timeout:
        return []
    return [
        Error(
            f"A mail is held for {lease} seconds, but with EMAIL_TIMEOUT {timeout} an attempt can last longer: two "
            "workers would send it.",
            hint=f"Set EMAIL_TIMEOUT, and OUTREACH_LEASE to at least {STEPS} times as much.",
            id="srrm.E010",
        )
    ]
