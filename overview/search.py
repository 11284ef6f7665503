"""Finding by any word, within what a person may see: departments, people, what cannot be lost, talks and what came of
them, incidents, obligations.

A group is one kind of thing. Words are folded and each is a prefix; nothing typed is ever read as an operator.
"""

from datetime import date

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Concat, Lower
from django.urls import reverse

from accounts.models import User
from common import words
from common.addresses import address
from contacts.call_finding import units_named
from overview import search_talks, search_things
from overview.record.addresses import department_page, impact_page
from overview.search_parts import GLIMPSE, MOST, PAGE, Group, Hit, Part, Source, holding
from units.choices import Kind, Severity
from units.models import FormerCode, Incident, Obligation, Unit

__all__ = ["GLIMPSE", "PAGE", "find", "sources_for"]

KINDS = dict(Kind.choices)


def find(user, text: str, *, only: str = "", page: int = 1, size: int = GLIMPSE, today: date) -> list[Group]:
    """Every group with something in it; `only` one of them, a page at a time, where it is named."""
    found = []
    for source in sources_for(user):
        if only and source.key != only:
            continue
        hits, count = source.look(user, text, Part((page - 1) * size, size, bool(only)), today)
        if hits or only:
            found.append(Group(source.key, source.heading, hits, count))
    return found


def sources_for(user) -> list[Source]:
    return [source for source in SOURCES if user.has_perm(source.permission)]


def _units(user, text: str, part: Part, today: date) -> tuple[list[Hit], int | None]:
    """By code first, of today or of earlier days; then names that begin so; then words."""
    seen = Unit.objects.visible_to(user).only("code", "name", "kind", "status")
    former = FormerCode.objects.filter(code__iexact=text.strip()).values("unit")
    had = list(seen.filter(pk__in=former))
    matching = seen.matching(text).exclude(pk__in=[unit.pk for unit in had])
    first = had[part.start : part.start + part.size]
    rest = Part(max(0, part.start - len(had)), part.size - len(first), part.counted)
    if part.counted:
        found, count = rest.of(matching.order_by(_nearness(text), Lower("name"), "pk"))
    else:
        found = _nearest(seen, matching, text, rest.size + 1)
        found, count = found[: rest.size], (len(found) if len(found) <= rest.size else None)
    count = None if count is None else count + len(had)
    return [_department(user, unit) for unit in [*first, *found]], count


def _department(user, unit) -> Hit:
    impact = impact_page(unit.code) if user.has_perm("overview.view_impact") else ""
    return Hit(unit.name, _about(unit), department_page(unit.code), impact)


def _is_code(text: str) -> Q:
    return Q(code__iexact=text.strip())


def _begins(text: str) -> Q:
    return Q(lower_name__startswith=text.strip().lower())


def _nearness(text: str) -> Case:
    return Case(
        When(_is_code(text), then=0),
        When(name__istartswith=text.strip(), then=1),
        default=2,
        output_field=IntegerField(),
    )


def _nearest(seen: QuerySet, matching: QuerySet, text: str, size: int) -> list:
    """The first `size` of what `_nearness` orders, by indexes alone: ordering every department that a common word
    finds would take longer than everything else. Of those a word finds elsewhere than at the beginning of the name,
    the first are taken among any `MOST`."""
    everything = matching.alias(lower_name=Lower("name"))
    some = seen.filter(pk__in=matching.order_by().values("pk")[:MOST]).alias(lower_name=Lower("name"))
    parts = (
        everything.filter(_is_code(text)),
        everything.filter(_begins(text)).exclude(_is_code(text)),
        some.exclude(_is_code(text) | _begins(text)),
    )
    columns = ("code", "name", "kind", "status", "pk", "near")
    # The last part is sorted, not read along the index on the name: that would look for every name among the some.
    by_name = (Lower("name"), Lower("name"), Concat(Lower("name"), Value("")))
    limited = [
        one.annotate(near=Value(near)).order_by(by_name[near], "pk").values_list(*columns, named=True)[:size]
        for near, one in enumerate(parts)
    ]
    found = limited[0].union(*limited[1:], all=True)
    return sorted(found, key=lambda unit: (unit.near, unit.name.lower(), unit.pk))[:size]


def _about(unit: Unit) -> str:
    parts = [unit.code, KINDS.get(unit.kind, ""), "" if unit.status == "active" else unit.status]
    return " · ".join(part for part in parts if part)


def _incidents(user, text: str, part: Part, today: date) -> tuple[list[Hit], int | None]:
    rows = Incident.objects.visible_to(user).filter(holding(text, "title", "reference", "summary"))
    found, count = part.of(rows.order_by("-occurred_on", "-pk"))
    return [
        Hit(
            incident.title,
            f"{words.day(incident.occurred_on, today=today, short=True)} · {Severity(incident.severity).label}",
            reverse("incident", args=[incident.pk]),
        )
        for incident in found
    ], count


def _obligations(user, text: str, part: Part, today: date) -> tuple[list[Hit], int | None]:
    rows = Obligation.objects.visible_to(user).filter(holding(text, "name", "description"))
    found, count = part.of(rows.order_by(Lower("name"), "pk"))
    return [Hit(o.name, "", reverse("obligation", args=[o.pk])) for o in found], count


def _colleagues(user, text: str, part: Part, today: date) -> tuple[list[Hit], int | None]:
    rows = User.objects.visible_to(user).filter(holding(text, "name", "email"))
    found, count = part.of(rows.order_by(Lower("name"), "pk"))
    return [
        Hit(str(one), f"{one.get_role_display()} · {one.email}", f"{reverse('units:list')}?person={one.pk}")
        for one in found
    ], count


def _names(user, text: str, part: Part, today: date) -> tuple[list[Hit], int | None]:
    """For whoever may only look up whom to call: departments by name and code alone, each by its card."""
    units, more = units_named(user, text, start=part.start, most=part.size)
    hits = [
        Hit(unit.name, KINDS.get(unit.kind, ""), address("call:card", unit.code), impact_page(unit.code))
        for unit in units
    ]
    return hits, None if more else part.start + len(hits)


SOURCES = (
    Source("units", "Departments", "units.view_unit", _units),
    Source("names", "Departments", "overview.view_duty", _names),
    Source("contacts", "People", "contacts.view_contact", search_things.people),
    Source("assets", "What cannot be lost", "units.view_unit", search_things.assets),
    Source("processes", "Processes", "units.view_unit", search_things.processes),
    Source("talks", "Talks", "dialogues.view_talk", search_talks.talks),
    Source("promises", "Promises", "dialogues.view_talk", search_talks.promises),
    Source("heard", "What we heard", "dialogues.view_talk", search_talks.heard),
    Source("incidents", "Incidents", "units.view_incident", _incidents),
    Source("obligations", "Obligations", "units.view_unit", _obligations),
    Source("people", "Colleagues", "units.compare_units", _colleagues),
)
