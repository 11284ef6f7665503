"""What a part of the record still lacks, as far as the department itself can say it. Pure."""

from collections.abc import Iterable

from reviews.choices import Part
from units.depth import Ask

PARTS = {
    Part.PEOPLE: ("head", "deputy", "incident_contact", "ambassador"),
    Part.AIMS: ("purpose", "security_view", "risk_appetite"),
    Part.VALUE: (
        "crown_jewels", "hurts_after", "processes", "impacts", "grids", "asset_owners", "process_owners",
    ),
    Part.NEEDS: ("needs",),
    Part.SHAPE: ("headcount", "work_mode", "annual_revenue", "exposure", "incident_history"),
    Part.RULES: ("obligations", "compliance_burden"),
}  # fmt: skip
# Our owner, who may act for it, its kind and its first day are for the security team to settle.


def by_part(missing: Iterable[Ask]) -> dict[str, tuple[Ask, ...]]:
    missing = list(missing)
    return {part: tuple(ask for ask in missing if ask.key in keys) for part, keys in PARTS.items()}


def words(asks: Iterable[Ask]) -> str:
    """“a deputy and when it starts to hurt”."""
    said = [ask.label[:1].lower() + ask.label[1:] for ask in asks]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"
