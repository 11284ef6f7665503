"""Which of two entries each value is taken from, when they become one."""

from dataclasses import dataclass

from django.db.models import Model
from django.utils.text import capfirst

from common import words
from contacts.models import Contact

KEEP, OTHER = "keep", "other"
# In the order of the page. When a number was confirmed goes with the number.
SHOWN = ("name", "title", "email", "phone", "preferred_channel", "personnel_number", "location", "time_zone",
         "home_unit", "manager", "user", "left_on")  # fmt: skip


@dataclass(frozen=True)
class Choice:
    """One field as both entries have it, in words. `take` is the side proposed, or chosen."""

    name: str
    label: str
    keep: str
    other: str
    same: bool
    take: str

    @property
    def control(self) -> str:
        return f"take-{self.name}"


def choices(keep: Contact, other: Contact, *, data=None, today) -> list[Choice]:
    """Every field that at least one of them has, with what was chosen in `data`."""
    found = []
    for name in SHOWN:
        mine, theirs = getattr(keep, name), getattr(other, name)
        if mine or theirs:
            take = _proposed(name, mine, theirs)
            if data is not None and data.get(f"take-{name}") in (KEEP, OTHER):
                take = data[f"take-{name}"]
            label = capfirst(str(Contact._meta.get_field(name).verbose_name))
            shown = (_said(keep, name, today), _said(other, name, today))
            found.append(Choice(name, label, *shown, mine == theirs, take))
    return found


def values(keep: Contact, other: Contact, chosen: list[Choice]) -> dict:
    """{field: value} of the entry that stays."""
    side = {choice.name: other if choice.take == OTHER else keep for choice in chosen}
    found = {name: getattr(entry, name) for name, entry in side.items()}
    if "phone" in side:
        found["phone_confirmed_on"] = side["phone"].phone_confirmed_on
    return found


def _proposed(name: str, mine, theirs) -> str:
    if name == "left_on":  # whoever is here in one of the two is here
        return KEEP if mine is None else OTHER
    return KEEP if mine else OTHER


def _said(entry: Contact, name: str, today) -> str:
    value = getattr(entry, name)
    if name == "left_on" and not value:
        return "still here"
    if not value:
        return words.NOTHING
    if name == "phone" and entry.phone_confirmed_on:
        return f"{value} (confirmed {words.day(entry.phone_confirmed_on, today=today)})"
    if name == "preferred_channel":
        return entry.get_preferred_channel_display()
    if name == "left_on":
        return words.day(value, today=today)
    if name == "user":
        return f"{value.name} ({value.email})"
    return value.name if isinstance(value, Model) else str(value)
