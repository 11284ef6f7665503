"""Working the chain out again from the record as it stands, segment by segment, and saying what is not as it was."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from common.words import count
from desk.evidence import digests
from desk.evidence.seal import digest_of, run, seal_of
from desk.evidence.tables import called
from desk.models import EvidenceAnchor, EvidenceShape, RedactedVersion, Redaction

FORGED = "What the anchor itself states was changed: its hash does not belong to it."
UNCHAINED = "It does not follow the anchor before it."
LOG = "The log of redactions of that time is not as it was."


@dataclass
class Segment:
    """One anchor, and what is not as it was when it was taken. `redacted`: versions that authorised redactions changed
    since, by entry of the log; they are accounted for."""

    anchor: EvidenceAnchor
    problems: list[str] = field(default_factory=list)
    redacted: dict[int, int] = field(default_factory=dict)

    @property
    def name(self) -> str:
        anchor = self.anchor
        since = spoken(anchor.previous.up_to) if anchor.previous_id else "the beginning"
        return f"Anchor {anchor.number}, from {since} to {spoken(anchor.up_to)}"


def spoken(at: datetime) -> str:
    return f"{timezone.localtime(at):%d.%m.%Y %H:%M:%S}"


def segments(*, since: datetime | None = None) -> Iterator[Segment]:
    """Every anchor that reaches beyond `since`, checked, the oldest first."""
    anchors = EvidenceAnchor.objects.select_related("previous").order_by("number")
    if since is not None:
        anchors = anchors.filter(up_to__gt=since)
    shapes = dict(EvidenceShape.objects.values_list("pk", "columns"))
    for anchor in anchors.iterator(chunk_size=100):
        yield _checked(anchor, shapes[anchor.shape_id])


def _checked(anchor: EvidenceAnchor, columns: dict[str, list[str]]) -> Segment:
    found = Segment(anchor)
    if seal_of(anchor, digest_of(columns)) != anchor.hash:
        found.problems.append(FORGED)
    if anchor.previous_id and anchor.previous.number != anchor.number - 1:
        found.problems.append(UNCHAINED)
    first = anchor.previous.redactions["last"] if anchor.previous_id else 0
    entries, digest = run(digests.of_log(after=first, last=anchor.redactions["last"]))
    if (entries, digest) != (anchor.redactions["entries"], anchor.redactions["digest"]):
        found.problems.append(LOG)
    for table in sorted({*anchor.tables, *digests.tables()}):
        _check_table(found, table, columns.get(table, []))
    return found


def _check_table(found: Segment, table: str, columns: list[str]) -> None:
    anchor = found.anchor
    after = anchor.previous.up_to if anchor.previous_id else None
    sealed = anchor.tables.get(table)
    if sealed is None:
        if more := digests.count(table, after=after, up_to=anchor.up_to):
            found.problems.append(f"{called(table)}: {count(more, 'version')} that the anchor does not know.")
        return
    if gone := sorted(set(columns) - digests.columns_there(table)):
        found.problems.append(
            f"{called(table)}: cannot be worked out again, {', '.join(gone)} is not kept any more."
        )
        return
    lines = digests.of_segment(table, columns, after=after, up_to=anchor.up_to)
    walk = _Walk(table, anchor.redactions["last"])
    versions, digest = run(walk.as_sealed(lines))
    found.problems += _difference(table, sealed, versions, digest, walk.beyond)
    for entry, number in walk.redacted.items():
        found.redacted[entry] = found.redacted.get(entry, 0) + number


def _difference(table: str, sealed: dict, versions: int, digest: str, beyond: int) -> list[str]:
    """Sentences; none where all is as it was."""
    name = called(table)
    if versions < sealed["versions"]:
        return [
            f"{name}: {count(sealed['versions'] - versions, 'version')} of {sealed['versions']:,} missing."
        ]
    if versions > sealed["versions"]:
        more = count(versions - sealed["versions"], "version")
        return [f"{name}: {more} more than the {sealed['versions']:,} that were sealed."]
    if digest != sealed["digest"]:
        return [f"{name}: something in {count(versions, 'version')} was changed."]
    if beyond:
        return [f"{name}: {count(beyond, 'version')} changed after an authorised redaction, and not by one."]
    return []


class _Walk:
    """Lines as they were sealed: in place of one that a redaction changed since stands the digest it had before."""

    def __init__(self, table: str, last: int):
        self.redacted: dict[int, int] = {}
        self.beyond = 0
        self._before: dict[int, bytes] = {}
        self._after: dict[int, str] = {}
        self._entries: dict[int, list[int]] = {}
        rows = RedactedVersion.objects.filter(table=table, redaction__gt=last).exclude(before="")
        for row in rows.order_by("redaction").iterator(chunk_size=2_000):
            self._before.setdefault(row.version, bytes.fromhex(row.before))
            self._after[row.version] = row.after
            self._entries.setdefault(row.version, []).append(row.redaction_id)

    def as_sealed(self, lines) -> Iterator[bytes]:
        for number, digest in lines:
            before = self._before.get(number)
            if before is None:
                yield digest
                continue
            self.beyond += bytes(digest).hex() != self._after[number]
            for entry in self._entries[number]:
                self.redacted[entry] = self.redacted.get(entry, 0) + 1
            yield before


def redactions_said(redacted: dict[int, int]) -> list[str]:
    """What authorised redactions changed, a sentence each."""
    return [
        f"{count(redacted[entry.pk], 'version')} made unreadable on {spoken(entry.at)} by {entry.actor}, "
        f"under “{entry.rule}”: {entry.reason}"
        for entry in Redaction.objects.filter(pk__in=redacted).order_by("pk")
    ]
