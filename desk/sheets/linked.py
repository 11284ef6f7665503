"""Writing rows of which each may refer to another one of the same file that is written later."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from common.history import bulk
from common.sheets.plan import Plan, PlannedRow


def write_linked(
    model, plans: Iterable[Plan], *, link: str, new: Sequence, names: Mapping,
    node_of: Callable[[PlannedRow], object],
) -> None:  # fmt: skip
    """Writes the pieces. A row that `moves` holds the node it refers to by `link` in its attribute of that name:
    an id, or for one of `new` what `node_of` says of its row. `names` are what the file calls nodes."""
    # Ids first, so that rows can be written in any order.
    ids = dict(zip(new, bulk.take_ids(model, len(new)), strict=True))
    # The other may not be written yet; what it will be called is all that the record asks of it.
    others = {node: model(pk=ids.get(node, node), name=name) for node, name in names.items()}
    for plan in plans:
        for row in plan.created:
            row.subject.pk = ids[node_of(row)]
        for row in (*plan.created, *plan.changed):
            node = getattr(row, link) if row.moves else None
            if row.moves and node in others:
                setattr(row.subject, link, others[node])
            elif row.moves:
                setattr(row.subject, f"{link}_id", node)
        model.objects.bulk_create_with_history([row.subject for row in plan.created])
        model.objects.bulk_update_with_history([row.subject for row in plan.changed])
