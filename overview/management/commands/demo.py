"""`manage.py demo`: fills an empty installation with the demo organisation and says who can sign in."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from overview.demo import build, organisation
from overview.demo.people import PASSWORD, SIGN_INS


class Command(BaseCommand):
    help = "Fill an empty installation with the demo organisation. Does nothing where it is there already."

    def add_arguments(self, parser):
        parser.add_argument(
            "--force",
            action="store_true",
            help="Also in production mode, although everybody knows the passwords of the demo sign-ins.",
        )

    def handle(self, *args, force: bool, **options):
        if not settings.LOCAL and not force:
            raise CommandError(
                "This is a production installation, and everybody knows the passwords of the demo sign-ins. "
                "With --force the demo organisation is added all the same."
            )
        if not build.is_built():
            if not build.has_room():
                self.stdout.write("There is an organisation in here already; the demo was not added.")
                return
            now = timezone.now()
            build.build(on=timezone.localdate(now), at=now)
        self.stdout.write(self._welcome())

    def _welcome(self) -> str:
        people = "\n".join(f"  {person.address:<24} {person.name}, {person.title}" for person in SIGN_INS)
        return f"{organisation.NAME} is ready. Sign in as\n{people}\nPassword of all five: {PASSWORD}"
