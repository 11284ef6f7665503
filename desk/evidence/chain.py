"""Taking an anchor: sealing what the record holds by now, on top of what was sealed before."""

from datetime import datetime, timedelta

from django.db import connection, transaction

from desk import chores
from desk.evidence import digests
from desk.evidence.seal import digest_of, run, seal
from desk.models import EvidenceAnchor, EvidenceShape, Redaction

NAME, TASK = "evidence_anchor", "desk.tasks.take_anchor"
EVERY = timedelta(days=1)
ACTOR = "SRRM"
# What is being written is dated when it begins: nothing that belongs before that moment may still arrive.
BEHIND = timedelta(hours=1)
SLACK = timedelta(minutes=5)
APART = timedelta(minutes=1)


class NothingNew(Exception):
    """No anchor can be taken now; the message is a sentence for whoever asked."""


def register() -> None:
    chores.regularly(NAME, TASK, every=EVERY)


def latest() -> EvidenceAnchor | None:
    """The newest anchor: its `hash` is what stands outside, on paper and in mail."""
    return EvidenceAnchor.objects.order_by("-number").first()


@transaction.atomic
def take_anchor(*, at: datetime, actor: str = ACTOR) -> EvidenceAnchor:
    """Seals everything dated up to an hour before `at`. Raises NothingNew where that is sealed already."""
    _one_at_a_time()
    previous = latest()
    up_to = _settled(at)
    if previous is not None and up_to - previous.up_to < APART:
        raise NothingNew(
            "The newest anchor reaches as far as one can now: an hour back. Take the next one later."
        )
    after = previous.up_to if previous else None
    shape = _shape()
    found = {table: _sealed(table, shape.columns[table], after, up_to) for table in shape.columns}
    found = {table: facts for table, facts in found.items() if facts["versions"]}
    redactions = _log(previous.redactions["last"] if previous else 0)
    number = previous.number + 1 if previous else 1
    versions = sum(facts["versions"] for facts in found.values())
    return EvidenceAnchor.objects.create(
        number=number, previous=previous, made_at=at, actor=actor, up_to=up_to, versions=versions,
        total=versions + (previous.total if previous else 0), shape=shape, tables=found, redactions=redactions,
        hash=seal(
            number=number, previous=previous.hash if previous else "", up_to=up_to, shape=shape.digest,
            tables=found, redactions=redactions,
        ),
    )  # fmt: skip


def take_daily(*, at: datetime) -> EvidenceAnchor | None:
    """None where one was taken lately, by another worker or by hand."""
    newest = latest()
    if newest is not None and at - newest.made_at < EVERY / 2:
        return None
    try:
        return take_anchor(at=at)
    except NothingNew:
        return None


def _one_at_a_time() -> None:
    """Waits for another anchor, and for redactions that are under way: an anchor sees all of one, or nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('srrm.evidence.anchor', 0))")
        cursor.execute("LOCK TABLE desk_redaction IN SHARE MODE")


def _settled(at: datetime) -> datetime:
    """The latest moment before which nothing arrives any more: an hour back, further where somebody is still writing
    what they began before that."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT min(xact_start) FROM pg_stat_activity WHERE datname = current_database() "
            "AND backend_xid IS NOT NULL AND pid <> pg_backend_pid()"
        )
        [(oldest,)] = cursor.fetchall()
    return min(at - BEHIND, oldest - SLACK) if oldest else at - BEHIND


def _shape() -> EvidenceShape:
    columns = digests.tables()
    return EvidenceShape.objects.get_or_create(digest=digest_of(columns), defaults={"columns": columns})[0]


def _sealed(table: str, columns, after: datetime | None, up_to: datetime) -> dict:
    lines = digests.of_segment(table, columns, after=after, up_to=up_to)
    versions, digest = run(digest for _, digest in lines)
    return {"versions": versions, "digest": digest}


def _log(after: int) -> dict:
    last = Redaction.objects.order_by("-pk").values_list("pk", flat=True).first() or after
    entries, digest = run(digests.of_log(after=after, last=last))
    return {"last": last, "entries": entries, "digest": digest}
