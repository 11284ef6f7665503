"""Proves that the record is what it was when it was sealed, and that a file of evidence still stands in it."""

from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from common import asof
from common.words import count
from desk.evidence import checking, digests, files, latest, standing
from desk.models import EvidenceAnchor

TOUCHED = "    Authorised redactions touched {} here since; they are accounted for."
UNTOUCHED = "    No authorised redaction touched anything here since."
UNKNOWN = "No anchor of this record has the hash {}."


class Command(BaseCommand):
    help = (
        "Works the chain of hashes out again and compares it with every anchor, with a hash that was kept outside "
        "(--anchor), and with a file of evidence (--file). Ends with 1 where something is not as it was."
    )
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--anchor", metavar="HASH", help="a hash of an anchor, from a mail or from paper")
        parser.add_argument("--file", type=Path, metavar="EXPORT.jsonl", help="a file of evidence")
        parser.add_argument(
            "--from", dest="since", metavar="DAY", help="only what reaches beyond that day: 2026-11-22"
        )

    def handle(self, *, anchor: str | None, file: Path | None, since: str | None, **options):
        moment = self.moment(since)
        with transaction.atomic():
            one_picture()
            sound = self.file_stands(file) if file else True
            if anchor or since or not file:
                sound &= self.chain_holds(moment)
            if anchor:
                sound &= self.is_known(anchor)
        if not sound:
            raise CommandError("Something is not as it was.")
        self.stdout.write("All of it is as it was.")

    def moment(self, since: str | None):
        if not since:
            return None
        try:
            return asof.start_of(date.fromisoformat(since))
        except ValueError:
            raise CommandError(f"“{since}” is not a day; write it as 2026-11-22.") from None

    def chain_holds(self, since) -> bool:
        sound, checked = True, 0
        for checked, segment in enumerate(checking.segments(since=since), start=1):  # noqa: B007  also the count
            if segment.problems:
                sound = False
                self.tell(segment)
            elif segment.redacted:
                self.stdout.write(f"{segment.name}: as it was sealed.")
                self.tell_redactions(segment)
        self.stdout.write(f"{count(checked, 'anchor')} checked.")
        self.tell_unsealed()
        return sound

    def tell(self, segment: checking.Segment) -> None:
        self.stdout.write(f"{segment.name}: not as it was sealed.")
        for problem in segment.problems:
            self.stdout.write(f"  - {problem}")
        if segment.redacted:
            self.tell_redactions(segment)
        else:
            self.stdout.write(UNTOUCHED)

    def tell_redactions(self, segment: checking.Segment) -> None:
        self.stdout.write(TOUCHED.format(count(sum(segment.redacted.values()), "version")))
        for sentence in checking.redactions_said(segment.redacted):
            self.stdout.write(f"    {sentence}")

    def tell_unsealed(self) -> None:
        newest = latest()
        if newest is None:
            self.stdout.write("No anchor was taken yet: nothing is sealed.")
            return
        number = sum(digests.count(table, after=newest.up_to) for table in digests.tables())
        self.stdout.write(f"{count(number, 'version')} since {checking.spoken(newest.up_to)} not sealed yet.")
        self.stdout.write(f"Newest anchor: {newest.number}, {newest.hash}")

    def is_known(self, wanted: str) -> bool:
        found = EvidenceAnchor.objects.filter(hash=wanted.strip().lower()).first()
        if found is None:
            self.stdout.write(UNKNOWN.format(wanted))
            return False
        self.stdout.write(
            f"The hash is that of anchor {found.number}: it seals everything up to {checking.spoken(found.up_to)}."
        )
        return True

    def file_stands(self, file: Path) -> bool:
        try:
            with file.open("rb") as lines:
                found = standing.check(lines)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from None
        except files.Broken as broken:
            self.stdout.write(str(broken))
            return False
        for problem in found.problems:
            self.stdout.write(problem)
        if found.unsaid:
            self.stdout.write(f"and {found.unsaid:,} more")
        if found.redacted:
            lines = count(found.redacted, "line")
            self.stdout.write(f"{lines} made unreadable in the record since, by authorised redactions.")
        if not found.problems:
            self.stdout.write(
                f"{count(found.lines, 'line')} of the file as written, and as the record has them."
            )
        return not found.problems


def one_picture() -> None:
    """Everything is read as it is at one moment, whatever is written meanwhile."""
    if connection.savepoint_ids:
        return  # inside somebody else's transaction, which decided that already
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
