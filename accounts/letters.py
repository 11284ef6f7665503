"""Mail that follows from what an administrator did. It leaves once the change is saved for good."""

from django.contrib import messages
from django.db import transaction
from django.urls import reverse
from django.utils.http import urlencode

from accounts import invitations, mail


def invite(request, user) -> None:
    """Mails `user` the link with which they set a password; says on the page whether that worked."""
    link = f"{reverse('invitation')}?{urlencode({'token': invitations.token_for(user)})}"
    letter = mail.compose(
        "invitation",
        user.email,
        {
            "user": user,
            "by": request.user,
            "link": request.build_absolute_uri(link),
            "sign_in": request.build_absolute_uri(reverse("account_login")),
            "days": invitations.GOOD_FOR.days,
        },
    )

    def leave():
        if mail.send(letter):
            messages.success(request, f"The invitation is on its way to {user.email}.")
        else:
            messages.error(
                request,
                f"{user.name} is invited, but the mail server did not take the invitation. "
                "Send it again in a few minutes.",
            )

    transaction.on_commit(leave)


def tell_of_new_address(request, user, old: str) -> None:
    """Tells both mailboxes that the e-mail one signs in with is another: a hijacked one does not stay unnoticed."""
    context = {"user": user, "old": old, "by": request.user}
    letters = [mail.compose("address_changed", to, context) for to in (old, user.email)]
    transaction.on_commit(lambda: [mail.send(letter) for letter in letters])


def tell_of_unlinking(request, user) -> None:
    letter = mail.compose("safeguards_off", user.email, {"user": user, "by": request.user})
    transaction.on_commit(lambda: mail.send(letter))
