"""Bringing a file in by command, the same way the page does: every row is checked, then all or nothing."""

import json
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.models import User
from common.sheets.findings import Findings
from common.sheets.mapping import fitted, from_json, missing_headers
from common.sheets.problems import UnreadableFile, UnusableMapping
from common.words import count
from desk.models import SheetImport
from desk.sheets import flow
from desk.sheets.kinds import Kind
from desk.sheets.mappings import headers_of
from desk.sheets.reading import follow


class BringInCommand(BaseCommand):
    """A command for one kind of sheet: each app's own names its `kind`."""

    kind: Kind
    # They look at pages and settings, of which nothing is used here, and take as long as a thousand rows.
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the file: an Excel workbook or CSV")
        parser.add_argument(
            "--mapping", type=Path, help="JSON file that says what foreign columns and words mean"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and write nothing")
        parser.add_argument("--reason", default="", help="why, for the record; names the file by default")
        parser.add_argument(
            "--by", metavar="EMAIL", help="on whose behalf; by default the record names this command"
        )

    def handle(
        self, *, file: Path, mapping: Path | None, dry_run: bool, reason: str, by: str | None, **options
    ):
        user, now = self.person(by), timezone.now()
        record = self.received(file, user, now)
        found = self.checked(record, mapping, user, now)
        self.tell(record, found)
        if found.problems:
            lines = count(record.outcome["bad_rows"], "line")
            raise CommandError(f"Nothing was brought in: {lines} cannot be taken as {_they(record)}.")
        if dry_run:
            self.stdout.write("Nothing was written; this was a dry run.")
            return
        if not found.todo:
            self.stdout.write(f"Nothing to bring in: the {self.kind.holder} says all of it already.")
            return
        try:
            flow.bring_in(
                self.kind,
                record,
                by=user,
                reason=reason or f"Import of {record.file_name}",
                at=now,
                seen=None,
            )
        except flow.NotToBeDone as problem:
            raise CommandError(str(problem)) from None
        done = count(found.todo, self.kind.one, self.kind.many)
        self.stdout.write(self.style.SUCCESS(f"Brought in {done}."))

    def person(self, email: str | None) -> User | None:
        if email is None:
            return None
        people = User.objects.active(on=timezone.localdate())  # unscoped: commands act for anybody
        user = people.filter(email__iexact=email).first()
        if user is None:
            raise CommandError(f"Nobody signs in as {email}.")
        if not user.has_perm(self.kind.permission):
            raise CommandError(f"{user} may not bring files in.")
        return user

    def received(self, file: Path, user, now) -> SheetImport:
        try:
            if file.stat().st_size > settings.UPLOAD_MAX_SIZE:
                limit = settings.UPLOAD_MAX_SIZE // 1024 // 1024
                raise CommandError(f"{file}: The file is larger than {limit} MB, the most that can be taken.")
            return flow.receive(self.kind, file.read_bytes(), file_name=file.name, by=user, at=now)
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}.") from None
        except UnreadableFile as problem:
            raise CommandError(f"{file}: {problem}") from None

    def checked(self, record: SheetImport, mapping: Path | None, user, now) -> Findings:
        try:
            if mapping is not None:
                rules = from_json(json.loads(mapping.read_bytes()), self.kind.columns_for(user))
                follow(self.kind, record, rules.reading, by=user)
                headers = headers_of(record)
                if missing := missing_headers(rules, headers):
                    raise UnusableMapping([f"The file has no column “{name}”." for name in missing])
                rules = fitted(rules, headers)
            else:
                rules = flow.our_columns(self.kind, record)
            return flow.check(self.kind, record, mapping=rules, by=user, at=now)
        except OSError as error:
            raise CommandError(f"{mapping}: {error.strerror}.") from None
        except ValueError as problem:  # no JSON, no usable mapping, or one without a code
            name = mapping or record.file_name
            said = (
                "This is not a JSON file."
                if isinstance(problem, json.JSONDecodeError | UnicodeError)
                else problem
            )
            raise CommandError(f"{name}: {said}") from None

    def tell(self, record: SheetImport, found: Findings) -> None:
        outcome, findings = record.outcome, record.findings
        self.stdout.write(f"{record.file_name}: {count(outcome['rows'], 'row')}")
        self.stdout.write(
            f"  {outcome['created']:,} new, {outcome['changed']:,} changed, {outcome['unchanged']:,} as they are, "
            f"{outcome['kept']:,} values kept as changed by hand, {outcome['left_empty']:,} references left empty"
        )
        for notice in record.reading.get("notices", []):
            self.stdout.write(f"  {notice}")
        if gone := outcome.get("missing"):
            what = count(gone, self.kind.one, self.kind.many)
            self.stdout.write(
                f"  Not in this file, but in earlier ones from there: {what}; nothing becomes of that"
            )
        if ignored := [header for header, said in record.mapping["columns"].items() if said is None]:
            self.stdout.write(f"  Columns not taken: {', '.join(ignored)}")
        for part in ("left_empty", "doubts"):
            for cell in findings[part]:
                self.stdout.write("  " + _line(*cell))
        for line, key, _, kept in findings["kept"]:
            for label, old, new in kept:
                self.stdout.write(
                    f"  line {line}, {key}, {label}: “{old}” was set by hand and stays; the file says “{new}”"
                )
        for cell in findings["problems"]:
            self.stderr.write("  " + _line(*cell))


def _line(line: int, column: str, value: str, reason: str) -> str:
    where = f"line {line}" + (f", {column}" if column else "")
    return f"{where}, “{value}”: {reason}" if value else f"{where}: {reason}"


def _they(record: SheetImport) -> str:
    return "it is" if record.outcome["bad_rows"] == 1 else "they are"
