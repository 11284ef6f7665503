"""What the map says of a fact in words, so that nothing is told by colour or size alone."""

from units.choices import Harm, RiskLevel

HARMS = {value: label.partition(" ")[2].capitalize() for value, label in Harm.choices}


def fact_word(fact: str, value: int | None) -> str:
    if value is None:
        return ""
    if fact == "risk":
        return RiskLevel(value).label
    if fact == "impact":
        return f"{HARMS[value]} impact" if value else "No impact"
    return f"{value} of 5" if fact == "importance" else f"{value:,} people"
