"""What an anchor states and the hash that seals it. Pure: no database, no clock."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime


def canonical(value) -> str:
    """JSON in the one form in which it is hashed: keys sorted, nothing between them, every sign as itself."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def moment(at: datetime) -> str:
    """In UTC to the microsecond: 2026-11-22T08:55:40.123456Z."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def digest_of(value) -> str:
    return hashlib.sha256(canonical(value).encode()).hexdigest()


def run(digests: Iterable[bytes]) -> tuple[int, str]:
    """How many, and the SHA-256 over all of them in their order."""
    number, running = 0, hashlib.sha256()
    for number, digest in enumerate(digests, start=1):  # noqa: B007  also the count
        running.update(digest)
    return number, running.hexdigest()


def seal(
    *, number: int, previous: str, up_to: datetime, shape: str, tables: Mapping, redactions: Mapping
) -> str:
    """The hash of an anchor: over everything it states, the hash of the one before included."""
    return digest_of(
        {
            "number": number,
            "previous": previous,
            "redactions": redactions,
            "shape": shape,
            "tables": tables,
            "up_to": moment(up_to),
        }
    )


def seal_of(anchor, shape: str) -> str:
    """The hash that an anchor must have by what stands in its row."""
    return seal(
        number=anchor.number,
        previous=anchor.previous.hash if anchor.previous_id else "",
        up_to=anchor.up_to,
        shape=shape,
        tables=anchor.tables,
        redactions=anchor.redactions,
    )
