"""What refers to rows: why one of them cannot simply be removed."""

from collections.abc import Collection, Iterable, Iterator

from django.db import connection
from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL


def among(rows: QuerySet, name: str, ids: Iterable[int]) -> QuerySet:
    """Those of the rows whose column of that name holds one of the ids. As one value, not one a id; and no join, which
    takes minutes where the database does not know yet how much a large save has just written."""
    meta = rows.model._meta
    column = next(field.column for field in meta.concrete_fields if name in (field.attname, field.name))
    named = f"{connection.ops.quote_name(meta.db_table)}.{connection.ops.quote_name(column)}"
    return rows.filter(RawSQL(f"{named} = ANY(%s)", [list(ids)], BooleanField()))  # noqa: S611  names of the model


def references_to(model) -> Iterator[tuple[type, str]]:
    """(model, field name) of every foreign key that points to `model`, also those without a way back."""
    for relation in model._meta.get_fields(include_hidden=True):
        points_here = relation.auto_created and not relation.concrete and not relation.many_to_many
        if points_here and not hasattr(relation.related_model, "history_type"):
            yield relation.related_model, relation.field.name


def holders(model, ids: Collection[int], touched: Collection) -> Iterator[tuple[type, list[tuple[int, int]]]]:
    """Per foreign key the pairs (id of the row that refers, id of the row it refers to) of the rows of `model` with
    these ids; what is in `touched`, as (model, id), counts for nothing."""
    for holder, name in references_to(model):
        rows = among(holder._base_manager.order_by("pk"), f"{name}_id", ids)
        found = [pair for pair in rows.values_list("pk", f"{name}_id") if (holder, pair[0]) not in touched]
        if found:
            yield holder, found


def held(removed: Iterable[tuple[type, int]], models: Collection[type], touched: Collection) -> set:
    """Of what is to be removed, as (model, id), that of these models which something else refers to. What stays for
    that reason holds in its turn what it refers to itself."""
    going = set(touched)
    removed = {model: {pk for of, pk in removed if of is model} for model in models}
    found: set = set()
    while fresh := _held_now(removed, going) - found:
        found |= fresh
        going -= fresh
    return found


def _held_now(removed: dict[type, set[int]], going: set) -> set:
    return {
        (model, pk)
        for model, ids in removed.items()
        if ids
        for _, pairs in holders(model, ids, going)
        for _, pk in pairs
    }
