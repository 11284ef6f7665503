"""Obligations that usually follow from what an asset holds: suggested, never set silently. Pure.

The table names laws and standards by words that occur in their usual names; what an organisation has in its own
catalogue of obligations is found by these words, and only that is suggested.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from units.choices import Handled
from units.words import folded

# What is held -> words that the name of an obligation has. One of the alternatives suffices, with all of its words.
USUALLY: dict[str, tuple[str, ...]] = {
    Handled.CARD: ("pci",),
    Handled.PERSONAL: ("gdpr", "data protection", "privacy"),
    Handled.CUSTOMER: ("gdpr", "data protection", "privacy", "ccpa"),
    Handled.STAFF: ("gdpr", "data protection", "works council", "employee data"),
    Handled.HEALTH: ("hipaa", "gdpr", "health data", "data protection"),
    Handled.CHILDREN: ("coppa", "gdpr", "data protection", "children"),
    Handled.FINANCIAL: ("sox", "sarbanes", "financial reporting"),
    Handled.INSIDER: ("market abuse", "mar", "insider", "stock exchange"),
    Handled.EXPORT: ("export control", "itar", "ear", "dual use"),
    Handled.SECRETS: ("trade secret", "trade secrets", "know how"),
    Handled.CONTROL: ("nis2", "nis 2", "iec 62443", "62443", "machinery", "kritis"),
}


@dataclass(frozen=True)
class Implied:
    """An obligation of the catalogue that is not named yet, and what makes one think of it."""

    obligation: int
    name: str
    because: str


def implied(
    held: Iterable[tuple[str, str]], catalogue: Iterable[tuple[int, str]], bound: Iterable[int] = ()
) -> list[Implied]:
    """From (asset, what it holds), (id, name) of the catalogue and the ids that bind the unit already; by name."""
    by_kind: dict[str, list[str]] = {}
    for asset, kind in held:
        by_kind.setdefault(kind, []).append(asset)
    named = set(bound)
    found = []
    for pk, name in sorted(catalogue, key=lambda pair: pair[1].lower()):
        kinds = [kind for kind in Handled.values if kind in by_kind and follows(kind, name)]
        if pk not in named and kinds:
            found.append(Implied(pk, name, _because(by_kind, kinds)))
    return found


def follows(kind: str, name: str) -> bool:
    """Whether an obligation of that name usually follows from holding `kind`."""
    has = f" {folded(name)} "
    return any(f" {words} " in has for words in USUALLY.get(kind, ()))


def _because(by_kind: dict[str, list[str]], kinds: list[str]) -> str:
    first = kinds[0]
    assets = sorted(dict.fromkeys(by_kind[first]), key=str.lower)
    more = f" and {len(assets) - 1} more" if len(assets) > 1 else ""
    label = Handled(first).label
    return f"{assets[0]}{more} {'hold' if more else 'holds'} {label[0].lower()}{label[1:]}"
