"""Which departments a review asks: the address of a filtered list of departments, read for whoever runs the review."""

from dataclasses import dataclass
from types import SimpleNamespace

from django.db.models import QuerySet
from django.http import QueryDict

from common import asof
from units.choices import Kind
from units.filters import UnitFilter
from units.models import Unit

# Nobody at an external partner answers for its record here.
USUAL = "&".join(f"kind={kind}" for kind in Kind.values if kind != Kind.EXTERNAL_PARTNER)
UNKNOWN = "The list of departments cannot be narrowed by “{}” (any more)."
NOBODY_LEFT = "{} does not see the list of departments any more; somebody else has to run this review."
EMPTY = "No department fits, so nobody would be asked. Change which departments it is about."


@dataclass(frozen=True)
class Scope:
    """`units` that are not closed and fit, `conditions` in words, and what could not be read as sentences."""

    units: QuerySet
    conditions: list[str]
    problems: list[str]


def read(text: str, user) -> Scope:
    """What a scope means today to `user`. With problems it means nothing: no department is asked by mistake."""
    # ...what it cannot read would narrow nothing, and the review would go to everybody.
    params = QueryDict(text)
    everything = Unit.objects.visible_to(user).current().with_risk(on=asof.day())
    known = UnitFilter.names_for(user)
    problems = [UNKNOWN.format(name[:60]) for name in params if name not in known]
    if not everything.query.is_empty() and user.has_perm("units.view_every_unit"):
        found = UnitFilter(params, everything, request=SimpleNamespace(user=user))
        units = found.found()
        problems += found.refused()
        words = [f"Words: {params['q']}"] if params.get("q") else []
        conditions = words + [said.replace(" (code)", "") for _, said in found.conditions()]
    else:
        units, conditions, problems = everything, [], [NOBODY_LEFT.format(user.name)]
    return Scope(units.none() if problems else units, conditions, problems)


def of(cycle) -> Scope:
    return read(cycle.scope, cycle.run_by)


def written(params: QueryDict, user) -> str:
    """The address to keep for what was chosen in a form. “I look after it” becomes the name of who said so."""
    kept = QueryDict(mutable=True)
    for name in UnitFilter.base_filters:
        values = [value for value in params.getlist(name) if value]
        if name == "mine" and values:
            name, values = "person", [str(user.pk)]
        if values:
            kept.setlist(name, values)
    return kept.urlencode()
