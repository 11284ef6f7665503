"""Gaps in how units depend on each other. Pure; what the words mean stands in `overview.gaps.facts`."""

from collections.abc import Iterator
from datetime import date

from common.words import count
from overview.gaps.facts import (
    CRITICAL,
    HIGH,
    IMPORTANT,
    PRESSING,
    STALE,
    TO_SETTLE,
    Facts,
    Gap,
    LinkFact,
    listed,
)

MANY_CONSUMERS = 5  # critical consumers that make a provider a single point of failure


def one_sided(facts: Facts) -> Iterator[Gap]:
    for link in facts.links:
        if not link.critical or link.consumer_confirmed == link.provider_confirmed:
            continue
        waiting, other = (
            (link.consumer, link.provider) if link.provider_confirmed else (link.provider, link.consumer)
        )
        if not facts.units[waiting].begun:
            continue
        yield Gap(
            f"one_sided:{link.id}", "one_sided", PRESSING if link.criticality == 5 else TO_SETTLE, waiting,
            f"Not yet confirmed by {facts.name(waiting)}",
            f"Because {facts.name(link.consumer)} needs {facts.name(link.provider)}, {link.criticality} of 5 critical, "
            f"and only {facts.name(other)} has confirmed it.",
            f"Confirm it with {facts.name(waiting)}", "confirm", str(link.id),
        )  # fmt: skip


def nobody_to_call(facts: Facts) -> Iterator[Gap]:
    for link in facts.links:
        consumer, provider = facts.units[link.consumer], facts.units[link.provider]
        if (
            link.critical
            and not consumer.callable
            and not provider.callable
            and (consumer.begun or provider.begun)
        ):
            asked = provider if provider.begun else consumer
            yield Gap(
                f"nobody_to_call:{link.id}", "nobody_to_call", PRESSING, asked.id,
                "Nobody to call on either side",
                f"Because {consumer.name} needs {provider.name}, {link.criticality} of 5 critical, and neither names "
                "anybody with a number.",
                f"Name whom to call at {asked.name}", "people", asked.code,
            )  # fmt: skip


def single_point(facts: Facts) -> Iterator[Gap]:
    bridges = facts.graph.bridges(least=CRITICAL)
    for unit_id, links in facts.needed_by.items():
        unit, critical = facts.units[unit_id], [link for link in links if link.critical]
        if not unit.begun or not critical or not (unit_id in bridges or len(critical) >= MANY_CONSUMERS):
            continue
        bare = [link for link in critical if not _tested(link, facts.today)]
        if not bare:
            continue
        reason = (
            f"{count(len(critical), 'department')} need it critically"
            if len(critical) >= MANY_CONSUMERS
            else "without it departments would be cut off from one another"
        )
        lacking = "no fallback was tried in the last year" if len(bare) == len(critical) else (
            f"for {len(bare)} of them no fallback was tried in the last year"
        )  # fmt: skip
        yield Gap(
            f"single_point:{unit_id}", "single_point", PRESSING if len(critical) >= MANY_CONSUMERS else TO_SETTLE,
            unit_id, "Single point of failure", f"Because {reason} and {lacking}.",
            "Agree on a fallback and try it", "dependencies", unit.code,
            tuple(facts.name(link.consumer) for link in bare),
        )  # fmt: skip


def _tested(link: LinkFact, today: date) -> bool:
    return bool(link.fallback) and link.tested_on is not None and today - link.tested_on <= STALE


def circle(facts: Facts) -> Iterator[Gap]:
    for group in facts.graph.circles(least=CRITICAL):
        units = [facts.units[unit] for unit in group]
        begun = [unit for unit in units if unit.begun]
        if not begun:
            continue
        first = max(begun, key=lambda unit: (unit.importance or 0, -unit.id))
        names = tuple(sorted(unit.name for unit in units))
        key = "-".join(map(str, group)) if len(group) <= 8 else f"{group[0]}-{len(group)}"
        yield Gap(
            f"circle:{key}", "circle", TO_SETTLE, first.id, "Circle of critical dependencies",
            f"Because {listed(names)} need one another critically; none can start again without the others.",
            "Decide who starts first", "impact", first.code, names,
        )  # fmt: skip


def risky_provider(facts: Facts) -> Iterator[Gap]:
    for unit_id, links in facts.needed_by.items():
        unit = facts.units[unit_id]
        if not unit.begun or (unit.risk or 0) < HIGH:
            continue
        leaning = [
            facts.units[link.consumer]
            for link in links
            if link.critical
            and (facts.units[link.consumer].importance or 0) >= IMPORTANT
            and (facts.units[link.consumer].risk or 0) < unit.risk
        ]
        if leaning:
            names = tuple(sorted({other.name for other in leaning}))
            yield Gap(
                f"risky_provider:{unit_id}", "risky_provider", PRESSING if unit.risk == 5 else TO_SETTLE, unit_id,
                "High risk upstream of what matters most",
                f"Because its risk is {'very high' if unit.risk == 5 else 'high'} and {listed(names)} "
                f"{'needs' if len(names) == 1 else 'need'} it critically.",
                "See what would bring the risk down", "risk", unit.code, names,
            )  # fmt: skip


def downhill(facts: Facts) -> Iterator[Gap]:
    for link in facts.links:
        consumer, provider = facts.units[link.consumer], facts.units[link.provider]
        if link.classification != "restricted" or not consumer.begun:
            continue
        if consumer.risk is not None and provider.risk is not None and consumer.risk > provider.risk:
            yield Gap(
                f"downhill:{link.id}", "downhill", TO_SETTLE, consumer.id,
                "Restricted data flows to higher risk",
                f"Because restricted data comes from {provider.name} and the risk of {consumer.name} is higher.",
                "Look at what flows", "dependency", str(link.id),
            )  # fmt: skip
