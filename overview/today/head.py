"""My department: what we owe, what we ask, who answers for it with us, its risk and why, what changed.

Everything here is about the departments one may act for. Nothing says how others are doing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone

from accounts.audiences import hidden_fields
from common.words import day
from overview import talk_addresses
from overview.department.reasons import because
from overview.record.addresses import department_page
from overview.today import between_us, news, reviews
from units.choices import RiskLevel
from units.completeness import completeness_of, known_facts
from units.depth import ON_SHEET, Ask, minutes
from units.forms.unit import STRUCTURE, UnitForm
from units.models import Stewardship, Unit

MOST_ASKED = 3
MOST_UNITS = 12
# Of a large division the page looks at the first so many.
MOST_LOOKED_AT = 200


@dataclass(frozen=True)
class Asked:
    """One thing we ask of a department: all that its record lacks and the person can say."""

    code: str
    name: str
    wanted: tuple[str, ...]
    minutes: int
    href: str

    action = "Write it down"
    because = "Because its record does not say it yet."

    @property
    def what(self) -> str:
        labels = [label[:1].lower() + label[1:] for label in self.wanted]
        said = labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} and {labels[-1]}"
        return f"Tell us about {self.name}: {said}"


@dataclass(frozen=True)
class Owed:
    """One thing the department waits for from us."""

    name: str
    href: str
    what: str
    because: str


@dataclass(frozen=True)
class Own:
    """One department of the person's."""

    unit: Unit
    href: str
    answers: object | None
    standing_in: bool
    level: int | None
    word: str
    because: str
    known: int
    asked: int


def page(user, *, now: datetime) -> dict:
    today = timezone.localdate(now)
    hidden = hidden_fields(user, Unit)
    everything = units_of(user)
    units = [unit for unit in everything if unit.own]
    records = {unit.pk: _completeness(unit, hidden) for unit in everything}
    visit = news.since(user, now=now)
    pledges = between_us.pledges(user, today=today)
    confirms = reviews.waiting_for(user, {pk: one.missing for pk, one in records.items()}, today=today)
    # A review asks for what its record lacks by itself.
    reviewed = {one.unit_id for one in confirms}
    lacking = [(unit, records[unit.pk].missing) for unit in everything if unit.pk not in reviewed]
    talk_now, next_talk = between_us.near_talks(user, now=now)
    return {
        "today": today,
        "own": [_own(unit, records[unit.pk], hidden, today=today) for unit in units[:MOST_UNITS]],
        "more": max(0, len(units) - MOST_UNITS),
        "below": len(everything) - len(units),
        "many": len(everything) == MOST_LOOKED_AT,
        "owed": [*pledges.owed, *(owed for unit in units for owed in owed_to(unit, today=today))],
        "asks": [*confirms, *pledges.asked, *asks_of(lacking)][:MOST_ASKED],
        "talk_now": talk_now,
        "next_talk": next_talk,
        "topics": between_us.topics(user),
        "propose": talk_addresses.propose(user),
        "in_passing": talk_addresses.in_passing(user),
        "shown": news.changed(user, visit, today=today),
        "visit": visit,
        "visited": user.previous_sign_in_at is not None,
    }


def units_of(user) -> list[Unit]:
    """Open departments the person sees, those they are named for first; `own` says which these are."""
    named = Stewardship.objects.filter(unit=OuterRef("pk"), user=user)
    return list(
        Unit.objects.visible_to(user)
        .current()
        .select_related("owner", "owner_cover")
        .annotate(own=Exists(named), known=known_facts())
        .defer("notes", "team_notes", "words", "sources", "pinned")
        .order_by("-own", Lower("name"), "pk")[:MOST_LOOKED_AT]
    )


def _completeness(unit: Unit, hidden: set[str]):
    return completeness_of(unit, known=unit.known, hidden=hidden)


def _own(unit: Unit, known, hidden: set[str], *, today: date) -> Own:
    answers = unit.answering_for_us(today)
    level = unit.risk_on(today)
    if unit.override_holds(today):
        until = day(unit.risk_override_until, today=today, short=True)
        why = f"set by hand until {until}: “{unit.risk_override_reason}”"
    else:
        why = because(unit.risk_level, unit.drivers, frozenset(hidden))
    return Own(
        unit,
        department_page(unit.code),
        answers,
        answers is not None and answers.pk != unit.owner_id,
        level,
        RiskLevel(level).label if level else "Not known yet",
        why,
        known.known,
        known.asked,
    )


def owed_to(unit: Unit, *, today: date) -> Iterable[Owed]:
    """What is open on our side."""
    href = department_page(unit.code)
    if unit.answering_for_us(today) is None:
        yield Owed(
            unit.name,
            href,
            "The name of somebody of ours who answers for you",
            "Because nobody is named yet.",
        )
    if unit.override_holds(today):
        until = day(unit.risk_override_until, today=today, short=True)
        yield Owed(
            unit.name,
            href,
            f"Another look at your risk by {until}",
            f"Because it is set by hand: “{unit.risk_override_reason}”.",
        )


def asks_of(lacking: Iterable[tuple[Unit, tuple[Ask, ...]]], most: int = MOST_ASKED) -> list[Asked]:
    """At most three things, what takes longest to be useful without first: the record that lacks most. What stands on
    the sheet is asked there; only where that is complete, the rest in the form."""
    answerable = set(UnitForm.Meta.fields) - set(STRUCTURE)
    found = []
    for unit, missing in lacking:
        on_sheet = tuple(ask for ask in missing if ask.key in ON_SHEET)
        wanted = on_sheet or tuple(ask for ask in missing if ask.key in answerable)
        if wanted:
            page = "unit_sheet" if on_sheet else "units:edit"
            labels = tuple(ask.label for ask in wanted)
            found.append(
                Asked(unit.code, unit.name, labels, minutes(wanted), reverse(page, args=[unit.code]))
            )
    found.sort(key=lambda ask: (-len(ask.wanted), ask.name.lower(), ask.code))
    return found[:most]
