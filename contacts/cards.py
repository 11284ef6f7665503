"""The card that says whom to call about a unit, and the first number of many units at once."""

import zoneinfo
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models.functions import Lower
from django.utils import timezone

from accounts.models import User
from contacts.call_finding import FIELDS
from contacts.call_material import PERSON, Gathered, Material, Written, gather
from contacts.calling import BEYOND, HARD, NOW, Calling, Entry
from contacts.choices import Channel
from contacts.models import Contact
from contacts.rules import dialled
from units.models import Unit

# A number nobody confirmed for so long may be somebody else's by now.
STALE = timedelta(days=365)


@dataclass(frozen=True)
class Away:
    """Somebody in whose place another stands, and the last day of it."""

    contact: Contact
    until: date | None


@dataclass(frozen=True)
class Line:
    """One call as it stands on a card. `clock`: the time where they are, where it is another than the reader's."""

    contact: Contact
    entry: Entry
    covers: tuple[Away, ...]
    away_until: date | None
    confirmation: str  # "", "old" or "never"
    clock: str = ""
    seen: bool = False
    kept: bool = False

    @property
    def why(self) -> str:
        return self.entry.why

    @property
    def number(self) -> str:
        return dialled(self.contact.phone) if self.contact.phone else ""

    @property
    def how(self) -> str:
        """By what means, where somebody wrote it down or the person prefers it: in words."""
        by_hand, preferred = self.entry.channel, self.contact.preferred_channel
        return Channel(by_hand or preferred).label.lower() if by_hand or preferred else ""


@dataclass(frozen=True)
class Counterpart:
    """Who in the security team answers; `through` names the unit above whose owner they are."""

    user: User
    contact: Contact | None = None
    through: str = ""

    @property
    def number(self) -> str:
        return dialled(self.contact.phone) if self.contact and self.contact.phone else ""


@dataclass(frozen=True)
class FirstCall:
    """Of one unit among many: whom to call first, if there is anybody; `others` next, where more were asked for."""

    unit: Unit
    line: Line | None
    counterpart: Counterpart | None
    others: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Card:
    """Everything one page says about whom to call for one purpose."""

    unit: Unit
    purpose: str
    above: list[tuple[int, str, str]]
    lines: list[Line]
    calling: Calling
    written: Written
    counterpart: Counterpart | None

    def _of(self, group: int) -> list[Line]:
        return [line for line in self.lines if line.entry.group == group]

    @property
    def now(self) -> list[Line]:
        return self._of(NOW)

    @property
    def beyond(self) -> list[Line]:
        return self._of(BEYOND)

    @property
    def hard(self) -> list[Line]:
        return self._of(HARD)

    @property
    def by_hand(self) -> bool:
        return bool(self.written.steps)


def card_of(
    unit: Unit, purpose: str, user, *, on: date, now: datetime | None = None, draft: Written | None = None
) -> Card:
    """The card of one unit for one purpose; with `now` it also says what time it is for whoever is called, with a
    `draft` what it would be if that were written down."""
    found = gather([unit], purpose, on=on, drafts=None if draft is None else {unit.pk: draft})
    material, calling = found.units[unit.pk], found.calling(unit.pk, purpose)
    keys = [entry.person for entry in calling.entries]
    seen, kept = _reach(user, keys)
    lines = [_line(entry, found, on=on, now=now, seen=seen, kept=kept) for entry in calling.entries]
    answers = _counterpart(unit, material, on=on)
    return Card(unit, purpose, material.path[1:], lines, calling, material.written, answers)


def first_calls(units: Iterable[Unit], purpose: str, *, on: date, most: int = 1) -> list[FirstCall]:
    """Of each unit, in their order, whom to call first and next (`most` in all), and who in the security team
    answers."""
    units = list(units)
    found = gather(units, purpose, on=on)
    ours = _owners_above([found.units[unit.pk] for unit in units if unit.answering_for_us(on) is None], on=on)
    calls = []
    for unit in units:
        entries = found.calling(unit.pk, purpose).entries[:most]
        lines = [_line(entry, found, on=on) for entry in entries]
        named = found.units[unit.pk].written.counterpart or unit.answering_for_us(on)
        counterpart = Counterpart(named) if named else ours.get(unit.pk)
        calls.append(FirstCall(unit, lines[0] if lines else None, counterpart, tuple(lines[1:])))
    return calls


def with_numbers(counterparts: Iterable[Counterpart], *, on: date) -> dict[int, Counterpart]:
    """The same, by the id of the user, with the entry in the directory under their e-mail. One query for all."""
    by_email = {one.user.email.lower(): one for one in counterparts if one.user.email}
    if not by_email:
        return {}
    rows = Contact.objects.listed().here(on=on).alias(same=Lower("email")).filter(same__in=by_email)
    found: dict[int, Counterpart] = {}
    for contact in rows.only(*PERSON).order_by("pk"):
        one = by_email[contact.email.lower()]
        found.setdefault(one.user.pk, replace(one, contact=contact))
    return found


def _reach(user, keys: list[int]) -> tuple[set[int], set[int]]:
    """Of these people: whose page `user` may open, and whose entry they may change."""
    if not keys or not user.has_perm("contacts.view_contact"):
        return set(), set()
    if user.has_perm("units.view_every_unit"):
        return set(keys), set(keys) if user.has_perm("contacts.change_contact") else set()
    those = Contact.objects.filter(pk__in=keys)
    seen = set(those.visible_to(user).values_list("pk", flat=True))
    return seen, set(those.kept_by(user).values_list("pk", flat=True))


def _line(entry: Entry, found: Gathered, *, on: date, now=None, seen=(), kept=()) -> Line:
    contact = found.contacts[entry.person]
    covers = tuple(Away(found.contacts[key], found.people[key].away_until) for key in entry.covers)
    return Line(
        contact,
        entry,
        covers,
        found.people[entry.person].away_until,
        confirmation(contact, on=on),
        _clock(contact.time_zone, now) if now else "",
        entry.person in seen,
        entry.person in kept,
    )


def confirmation(contact: Contact, *, on: date) -> str:
    """Whether the number can be relied on: nothing to say, "old" or "never" confirmed."""
    if not contact.phone:
        return ""
    if contact.phone_confirmed_on is None:
        return "never"
    return "old" if contact.phone_confirmed_on < on - STALE else ""


def _clock(name: str, now: datetime) -> str:
    """What the clock says there; empty where it says the same as the reader's."""
    if not name:
        return ""
    there, here = timezone.localtime(now, zoneinfo.ZoneInfo(name)), timezone.localtime(now)
    if there.utcoffset() == here.utcoffset():
        return ""
    day = "" if there.date() == here.date() else f" on {there:%A}"
    return f"{there:%H:%M}{day} there ({name.rsplit('/', maxsplit=1)[-1].replace('_', ' ')})"


def _counterpart(unit: Unit, material: Material, *, on: date) -> Counterpart | None:
    """Whoever was named for the purpose, else whoever answers for the unit on the day, else for the nearest above."""
    named = material.written.counterpart or unit.answering_for_us(on)
    found = Counterpart(named) if named else _owners_above([material], on=on).get(unit.pk)
    if found is None or not found.user.email:
        return found
    # By the e-mail, which both may be read by; who signs in as whom is for the team.
    same = Contact.objects.listed().here(on=on).filter(email__iexact=found.user.email)
    return replace(found, contact=same.only(*PERSON).order_by("pk").first())


def _owners_above(materials: list[Material], *, on: date) -> dict[int, Counterpart]:
    """For units whose own owner is not named: of the nearest above that has one. One query for all of them."""
    above = {pk for material in materials for pk, _, _ in material.path[1:]}
    if not above:
        return {}
    uppers = Unit.objects.filter(pk__in=above).select_related("owner", "owner_cover").only(*FIELDS).in_bulk()
    found: dict[int, Counterpart] = {}
    for material in materials:
        for pk, _, name in material.path[1:]:
            user = uppers[pk].answering_for_us(on) if pk in uppers else None
            if user is not None:
                found.setdefault(material.unit.pk, Counterpart(user, through=name))
    return found
