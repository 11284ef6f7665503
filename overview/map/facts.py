"""What the map knows, read from the database within what its reader may see.

Three questions at most, however many departments there are.
"""

from collections.abc import Iterable
from itertools import starmap

from django.db.models import F, Q
from django.db.models.lookups import IsNull

from accounts.audiences import may_read
from overview.map.network import FACTS, Link, Network, Node, readable
from units.models import Dependency, Unit

FEW = 300  # departments; of more, all dependencies are read at once in less time than those between them are looked for


def network(user, units, *, hidden: Iterable[str], kinds: Iterable[str] = ()) -> Network:
    """`units` are those that a filter let through of what `user` may see, with their risk; `kinds` of dependency."""
    facts = readable(hidden)
    rows = units.current().values_list(
        "id", "code", "name", "kind", "parent_id", *(FACTS[f][1] for f in facts)
    )
    nodes = {row[0]: Node(*row[:5], row[5:]) for row in rows}
    sides = may_read(user, Dependency, "consumer_confirmed_at")
    everything = user.has_perm("units.view_every_unit")
    touching = _touching(nodes, both=everything) if len(nodes) <= FEW else Q()
    links = _links(user, sides, kinds, touching) if nodes else []
    if not everything:
        nodes |= _neighbours(user, nodes, links)
    links = [link for link in links if link.provider in nodes and link.consumer in nodes]
    ordered = sorted(nodes.values(), key=lambda node: (node.name.lower(), node.code))
    return Network({node.id: node for node in ordered}, links, facts, sides)


def _touching(nodes: dict[int, Node], *, both: bool) -> Q:
    """Dependencies of which one side, or `both`, are among the nodes."""
    consumer, provider = Q(consumer__in=[*nodes]), Q(provider__in=[*nodes])
    return consumer & provider if both else consumer | provider


def _links(user, sides: bool, kinds: Iterable[str], touching: Q) -> list[Link]:
    fields = ["provider_id", "consumer_id", "kind", "criticality"]
    if sides:
        fields += [IsNull(F("consumer_confirmed_at"), False), IsNull(F("provider_confirmed_at"), False)]
    rows = Dependency.objects.visible_to(user).filter(touching, provider__isnull=False)
    if kinds := list(kinds):
        rows = rows.filter(kind__in=kinds)
    return [*starmap(Link, rows.order_by("id").values_list(*fields))]


def _neighbours(user, nodes: dict[int, Node], links: list[Link]) -> dict[int, Node]:
    """Departments of others on the far side of a dependency: their name and kind, nothing else."""
    beyond = {link.consumer for link in links if link.provider in nodes}
    beyond |= {link.provider for link in links if link.consumer in nodes}
    if not (beyond := beyond - nodes.keys()):
        return {}
    others = (
        Unit.objects.current()
        .filter(id__in=beyond)
        .exclude(id__in=Unit.objects.visible_to(user).values("id"))
    )
    rows = others.values_list("id", "code", "name", "kind")
    return {row[0]: Node(*row, None, (), True) for row in rows}
