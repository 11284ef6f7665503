"""What the inventory itself shows to be unsettled: facts in, gaps out. Pure: no database, no clock.

A rule is a function from `Facts` to gaps; `RULES` lists them, and a later room adds its own to the list. A rule asks a
unit only for what its record depth asks. A unit that nobody has begun to look after, such as one fresh from an import,
is counted in one collective gap and in no other.
"""

from collections.abc import Iterable

from overview.gaps import links, people, units
from overview.gaps.facts import Facts, Gap, Rule

RULES = (
    Rule("one_sided", "Critical need confirmed by one side only", links.one_sided),
    Rule("nobody_to_call", "Critical need without anybody to call", links.nobody_to_call),
    Rule("nobody_named", "Nobody named yet", units.nobody_named),
    Rule("single_point", "Single point of failure", links.single_point),
    Rule("circle", "Circle of critical needs", links.circle),
    Rule("risky_provider", "High risk upstream of what matters", links.risky_provider),
    Rule("downhill", "Restricted data flows to higher risk", links.downhill),
    Rule("silo", "Important and alone", units.silo),
    Rule("thin_record", "Little known for its depth", units.thin_record),
    Rule("not_begun", "Not begun", units.not_begun),
    Rule("too_many", "Too much on one person", people.too_many),
    Rule("access", "Responsibility and access disagree", people.access),
    Rule("old_number", "Number not confirmed for a year", people.old_number),
)


def gaps_of(facts: Facts, rules: Iterable[Rule] | None = None) -> list[Gap]:
    """Every gap, the most severe first, then by the importance of its unit, then by name."""
    found = [gap for rule in rules or RULES for gap in rule.find(facts)]

    def order(gap: Gap):
        unit = facts.units.get(gap.unit)
        return (
            -gap.severity,
            -(unit.importance or 0) if unit else 0,
            unit.name.lower() if unit else "",
            gap.key,
        )

    return sorted(found, key=order)
