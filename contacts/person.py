"""Everything the page of one person shows, as far as its reader may know it, in a fixed number of queries."""

import zoneinfo
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property

from django.db.models.functions import Lower
from django.utils import timezone

from accounts.audiences import hidden_fields, may_read, readable_versions
from common.addresses import address
from contacts import engagement, sight
from contacts.filters import FRESH
from contacts.models import Absence, Assignment, Contact
from contacts.rules import dialled
from units.models import Unit

REPORTS_SHOWN = 12
CHANGES_SHOWN = 5
PARTS_SHOWN = 3
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True)
class Held:
    """One responsibility: `what` it is held for, which `href` shows where the reader may see it; `words` are those
    that only whoever sees the department reads."""

    assignment: Assignment
    what: str
    href: str
    words: list[tuple[str, str]]
    hours: Decimal | None


@dataclass(frozen=True)
class Change:
    """One save of something about the person."""

    at: datetime
    actor: str
    reason: str
    what: str
    href: str


class Person:
    """What `user` may know of `contact` on `today`, at `now`."""

    def __init__(self, contact: Contact, user, *, today: date, now: datetime):
        self.contact, self.user, self.today, self.now = contact, user, today, now
        self.hidden = hidden_fields(user, Contact)

    @cached_property
    def names(self) -> dict:
        """Names of the department and the manager, where the reader may be told them."""
        found = Contact.objects.visible_to(self.user).filter(pk=self.contact.pk)
        return found.values(
            unit_name=sight.unit_name(self.user),
            unit_code=sight.unit_code(self.user),
            manager_name=sight.person_name(self.user),
        ).get()

    @property
    def unit_href(self) -> str:
        code = self.names["unit_code"]
        return address("department", code) if code else ""

    @property
    def local_time(self) -> datetime | None:
        try:
            return (
                self.now.astimezone(zoneinfo.ZoneInfo(self.contact.time_zone))
                if self.contact.time_zone
                else None
            )
        except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError):
            return None

    @property
    def clock(self) -> str:
        """What a clock shows where they are, with the day where it is another one there."""
        if self.local_time is None:
            return ""
        other_day = self.local_time.date() != self.now.astimezone(timezone.get_current_timezone()).date()
        return f"{self.local_time:%H:%M}" + (f" on {DAYS[self.local_time.weekday()]}" if other_day else "")

    @property
    def dialled(self) -> str:
        return dialled(self.contact.phone)

    @property
    def gone(self) -> bool:
        return not self.contact.is_here(self.today)

    @property
    def phone_is_old(self) -> bool:
        confirmed = self.contact.phone_confirmed_on
        return confirmed is None or confirmed < self.today - FRESH

    @cached_property
    def may_change(self) -> bool:
        return Contact.objects.kept_by(self.user).filter(pk=self.contact.pk).exists()

    @cached_property
    def held(self) -> list[Held]:
        """Every responsibility, the latest first."""
        rows = Assignment.objects.visible_to(self.user).filter(contact=self.contact)
        rows = list(rows.select_related("unit", "function", "asset", "process").in_order())
        seen = set(
            Unit.objects.visible_to(self.user)
            .filter(pk__in={r.unit_id for r in rows})
            .values_list("pk", flat=True)
        )
        return [self._one(row, row.unit_id in seen) for row in rows]

    def _one(self, row: Assignment, seen: bool) -> Held:
        thing = row.asset or row.process
        what = f"{thing} of {row.unit.name}" if thing else row.unit.name
        words, hours = [], None
        if seen:
            hours = row.share_of_time
            words = [
                (Assignment._meta.get_field(name).verbose_name.capitalize(), text)
                for name in ("responsibilities", "affects", "affected")
                if (text := getattr(row, name))
            ]
        return Held(row, what, address("department", row.unit.code) if seen else "", words, hours)

    @property
    def now_held(self) -> list[Held]:
        return [one for one in self.held if one.assignment.holds_on(self.today)]

    @property
    def to_come(self) -> list[Held]:
        return [one for one in self.held if one.assignment.since and one.assignment.since > self.today]

    @property
    def before(self) -> list[Held]:
        past = [one for one in self.held if one.assignment.until and one.assignment.until < self.today]
        return sorted(past, key=lambda one: one.assignment.until, reverse=True)

    @cached_property
    def absences(self) -> list[Absence]:
        rows = Absence.objects.visible_to(self.user).filter(contact=self.contact)
        return list(rows.select_related("cover").order_by("since"))

    @cached_property
    def opened(self) -> set[int]:
        """Ids of those who cover and whose page the reader may open."""
        covers = {one.cover_id for one in self.absences if one.cover_id}
        if not covers or sight.sees_everybody(self.user):
            return covers
        return set(Contact.objects.visible_to(self.user).filter(pk__in=covers).values_list("pk", flat=True))

    @property
    def absences_ahead(self) -> list[Absence]:
        return [one for one in self.absences if one.until >= self.today]

    @property
    def absences_over(self) -> list[Absence]:
        return [one for one in self.absences if one.until < self.today]

    @cached_property
    def away(self) -> Absence | None:
        return next((one for one in self.absences_ahead if one.since <= self.today), None)

    @cached_property
    def reports(self) -> list[Contact]:
        """One more than are shown, so that a page knows of others."""
        found = (
            Contact.objects.visible_to(self.user).listed().here(on=self.today).filter(manager=self.contact)
        )
        return list(found.only("name", "title").order_by(Lower("name"), "pk")[: REPORTS_SHOWN + 1])

    @property
    def signs_in(self):
        return self.contact.user if may_read(self.user, Contact, "user") else None

    @cached_property
    def stances(self) -> list:
        """Readings of their engagement, the newest first; for the CISO's team, else none and no question asked."""
        if not engagement.may_read(self.user):
            return []
        return list(engagement.of_person(self.contact, self.user))

    @cached_property
    def changes(self) -> list[Change]:
        """The latest saves of the entry, of absences and of responsibilities."""
        if not self.user.has_perm("overview.view_record"):
            return []
        saves = defaultdict(list)
        for model in (Contact, Assignment, Absence):
            own = {"id": self.contact.pk} if model is Contact else {"contact_id": self.contact.pk}
            versions = (
                readable_versions(self.user, model).filter(**own).order_by("-history_date", "-history_id")
            )
            for version in versions[:CHANGES_SHOWN]:
                saves[version.history_group].append((version, model))
        latest = sorted(saves.values(), key=lambda save: save[0][0].history_date, reverse=True)
        return [self._change(save) for save in latest[:CHANGES_SHOWN]]

    def _change(self, save: list) -> Change:
        version = save[0][0]
        parts = list(dict.fromkeys(self._said(one, model) for one, model in save))
        more = [f"and {len(parts) - PARTS_SHOWN} more"] if len(parts) > PARTS_SHOWN else []
        what = "; ".join([*parts[:PARTS_SHOWN], *more])
        href = address("change", version.history_group)
        return Change(version.history_date, version.history_actor, version.history_change_reason, what, href)

    def _said(self, version, model) -> str:
        if version.history_type != "~":
            done = "entered" if version.history_type == "+" else "removed"
            return f"{version.history_label} {done}"
        hidden = hidden_fields(self.user, model)
        return ", ".join(
            str(model._meta.get_field(name).verbose_name)
            for name in version.history_changes
            if name not in hidden
        )
