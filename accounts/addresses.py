"""Keeps allauth's table of addresses in step with the e-mail of a person.

The e-mail belongs to the administrator: a person has exactly one and cannot change it. What allauth adds is
whether somebody has shown that the mailbox is theirs: by an invitation, a code or a link that was mailed there.
Until then a password alone does not sign in; allauth mails a link first.
"""

from allauth.account.models import EmailAddress


def keep(user) -> None:
    """Leaves `user` one address, their e-mail; proven only if it was already theirs and proven."""
    EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
    EmailAddress.objects.get_or_create(user=user, email=user.email, defaults={"primary": True})


def prove(user) -> None:
    """The person has shown that their mailbox is theirs."""
    EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"primary": True, "verified": True}
    )
