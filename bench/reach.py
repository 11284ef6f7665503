"""Times what follows from a large network inside a process that is warm: `python -m bench.reach`, figures as JSON."""

import json
import statistics
import time
from collections.abc import Callable

REPEATS = 5


def main() -> dict[str, dict[str, float]]:
    """{what: seconds of computation and seconds until it was there}."""
    import django

    django.setup()

    from django.utils import timezone

    from accounts.models import User
    from overview.gaps.reading import read_all, read_facts
    from overview.gaps.rules import gaps_of
    from overview.impact.reach import Radius, links
    from units.graph import Graph

    user, on = User.objects.filter(role="ciso").first(), timezone.localdate()
    read = links(user)
    graph = Graph(read)
    most = max(graph.needed_by, key=lambda unit: len(graph.needed_by[unit]))
    facts = read_facts(on=on)
    return {
        "links": timed(lambda: links(user)),
        "radius": timed(lambda: Radius(most, Graph(read)).hit),
        "rules": timed(lambda: gaps_of(fresh(facts))),
        "gaps": timed(lambda: read_all(on=on)),
        "size": {"units": len(facts.units), "links": len(read), "hit": len(Radius(most, graph).hit)},
    }


def fresh(facts):
    """The same facts, of which nothing was worked out yet."""
    return type(facts)(facts.today, facts.units, facts.links, facts.people, facts.access)


def timed(work: Callable) -> dict[str, float]:
    cpu, wall = [], []
    for _ in range(REPEATS):
        began, used = time.perf_counter(), time.process_time()
        work()
        wall.append(time.perf_counter() - began)
        cpu.append(time.process_time() - used)
    return {"cpu": statistics.median(cpu), "wall": statistics.median(wall)}


if __name__ == "__main__":
    print(json.dumps(main()))
