"""Writing a file of evidence into the database: a head with what was asked for, the versions, the rights, an end."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings

from accounts.roles import PERMISSIONS, Role
from common.history import bulk, recording
from desk import work
from desk.evidence.chain import latest
from desk.evidence.files import FOOT, FORMAT, HEAD, Writer
from desk.evidence.population import Population
from desk.evidence.seal import moment
from desk.models import EvidenceExport, EvidencePart

MOST = 100_000
TOO_MANY = "That are {:,} versions; a file holds {:,} at most. Take a sample, or a shorter time."


@dataclass(frozen=True)
class Order:
    """What goes into one file. `said`: the parameters as its head repeats them; `rights`: further lines, after the
    versions."""

    population: Population
    seed: str
    size: int | None
    said: dict
    rights: Iterable[dict] = field(default=())


def export(order: Order, *, by, at: datetime, progress) -> EvidenceExport:
    """Inside a transaction: the file, and that it was taken."""
    progress(0, 0, "Counting the versions")
    counts = order.population.counts()
    population = sum(counts.values())
    chosen = min(population, order.size) if order.size else population
    if chosen > MOST:
        raise work.Refused(TOO_MANY.format(chosen, MOST))
    numbers = order.population.sample(order.seed, order.size) if order.size else None
    made = EvidenceExport(
        taken_at=at, by=by, role=by.role, parameters=order.said, population=population, chosen=chosen
    )
    bulk.give_ids([made])
    writer = Writer(_Pieces(made.pk).keep)
    writer.write(_head(order, counts, by, at))
    for done, line in enumerate(order.population.lines(numbers), start=1):
        writer.write(line)
        progress(done, chosen, "Writing the versions")
    progress(chosen, chosen, "Writing who had which rights")
    for line in order.rights:
        writer.write(line)
    return _finished(made, writer, by, at)


def _finished(made: EvidenceExport, writer: Writer, by, at: datetime) -> EvidenceExport:
    anchor = latest()
    writer.write({"kind": FOOT, "lines": writer.lines, "anchor": anchor and anchor_said(anchor)})
    made.sha256, made.hash, made.lines, made.size = writer.close(), writer.hash, writer.lines, writer.size
    made.anchor = anchor
    with recording(by=by, reason="Evidence was taken"):
        made.save(force_insert=True)
    return made


def anchor_said(anchor) -> dict:
    return {
        "number": anchor.number, "hash": anchor.hash, "up_to": moment(anchor.up_to), "versions": anchor.total,
    }  # fmt: skip


def roles() -> Iterable[dict]:
    """What each role may do, by the program that writes the file."""
    for role in Role:
        yield {
            "kind": "role", "role": role.value, "label": str(role.label), "permissions": sorted(PERMISSIONS[role]),
        }  # fmt: skip


def _head(order: Order, counts: dict[str, int], by, at: datetime) -> dict:
    return {
        "kind": HEAD,
        "format": FORMAT,
        "organisation": settings.ORGANISATION_NAME,
        "version": settings.VERSION,
        "taken_at": moment(at),
        "by": {"name": by.name, "email": by.email, "role": by.role},
        "asked_for": order.said,
        "population": {"versions": sum(counts.values()), "by_kind": counts},
        "sampling": "lowest SHA-256 of seed:model:version" if order.size else "none: the whole population",
    }


class _Pieces:
    """Keeps the file a piece at a time. The row it belongs to follows in the same transaction."""

    def __init__(self, export: int):
        self.export, self.number = export, 0

    def keep(self, piece: bytes) -> None:
        EvidencePart.objects.create(export_id=self.export, number=self.number, content=piece)
        self.number += 1
