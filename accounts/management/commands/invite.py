"""Invites somebody from the command line: the first administrator, or one when all others are locked out."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils.http import urlencode

from accounts import actions, invitations
from accounts.models import User
from accounts.roles import Role


class Command(BaseCommand):
    help = "Invites somebody and prints the link with which they set a password. Nothing is mailed."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("--name", required=True)
        parser.add_argument("--role", choices=Role.values, default=Role.ADMIN.value)
        parser.add_argument("--access-ends-on", metavar="YYYY-MM-DD", help="an auditor needs one")
        parser.add_argument(
            "--site", default="http://127.0.0.1:8000", help="where the installation is reached"
        )

    def handle(self, *, email, name, role, access_ends_on, site, **options):
        values = {"email": email, "name": name, "role": role, "access_ends_on": access_ends_on}
        user = User.objects.filter(email=email.strip().lower()).first()
        try:
            if user is None:
                user = actions.invite(values=values, by=None, actor="Command line", reason="Invited")
            elif not user.is_awaited:
                raise CommandError(
                    f"{user.email} has been here already; a forgotten password is reset on the sign-in page."
                )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        link = f"{reverse('invitation')}?{urlencode({'token': invitations.token_for(user)})}"
        self.stdout.write(
            f"{user} is invited as {user.get_role_display()}. Good for {invitations.GOOD_FOR.days} days:"
        )
        self.stdout.write(f"{site.rstrip('/')}{link}")
