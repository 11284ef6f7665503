"""The rooms of the side list, in their order. A new room is one line here; its page may live on any floor."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from django.urls import NoReverseMatch, get_script_prefix, reverse


@dataclass(frozen=True)
class Room:
    """A place one goes to: shown to whoever holds `permission`, once its address exists.

    `key` follows `g` on the keyboard. `phone` puts it into the bar at the foot of a small screen, which has room
    for three beside Find and More. `called` gives it another label for a role. Rooms of one
    `group` stand together under that heading.
    """

    label: str
    url_name: str
    permission: str
    key: str = ""
    phone: bool = False
    called: Mapping[str, str] = field(default_factory=dict, hash=False)
    group: str = ""


KNOWN, KEPT, RUN = "What we know", "Kept correct", "Running it"

# Daily rooms first, without a heading; then those one goes to with a question.
ROOMS = (
    Room(
        "Today",
        "today",
        "overview.view_today",
        key="t",
        phone=True,
        called={"head": "My department", "responder": "Call sheets"},
    ),
    Room("Departments", "units:list", "units.view_unit", key="u", phone=True),
    Room("People", "contacts:list", "contacts.view_contact", key="c"),
    Room("Who to call", "call:find", "contacts.view_call_card", key="w"),
    Room("Talks", "dialogues:list", "dialogues.view_talk", key="d"),
    Room("Promises", "promises", "dialogues.view_talk", key="p"),
    Room("To settle", "gaps", "overview.view_gaps", key="s"),
    Room("Map", "map", "overview.view_map", key="m", group=KNOWN),
    Room("What they cannot lose", "value", "units.view_unit", key="v", group=KNOWN),
    Room("What we heard", "heard", "dialogues.view_talk", key="h", group=KNOWN),
    Room("Practices", "practices", "reviews.view_practice", group=KNOWN),
    Room("Goals", "goals", "goals.view_objective", group=KNOWN),
    Room("Incidents", "incidents", "units.view_incident", key="i", group=KNOWN),
    Room("Obligations", "obligations", "units.view_obligations", key="o", group=KNOWN),
    Room("Reviews", "reviews:list", "reviews.view_review", group=KEPT),
    Room("The record", "changes", "overview.view_record", key="r", phone=True, group=KEPT),
    Room("Reorganisations", "reorganisations", "overview.view_reorganisation", group=KEPT),
    Room("Evidence", "evidence", "desk.take_evidence", group=KEPT),
    Room("People who sign in", "users", "accounts.manage_users", group=RUN),
    Room("Mail", "outreach:list", "outreach.view_outbox", group=RUN),
    Room("System", "system", "desk.view_system", group=RUN),
    Room("Retention", "desk:retention", "desk.view_retention", group=RUN),
)


@dataclass(frozen=True)
class Place:
    """A room as one person sees it on one page."""

    label: str
    href: str
    key: str
    phone: bool
    current: bool
    group: str = ""


@cache
def _address(url_name: str, prefix: str) -> str:
    return reverse(url_name)


def address(url_name: str) -> str:
    """Where `url_name` leads, or nothing where no such page exists."""
    try:
        return _address(url_name, get_script_prefix())
    except NoReverseMatch:
        return ""


def places(user, path: str, rooms=ROOMS) -> list[Place]:
    """The rooms `user` may enter; the one whose address is the longest beginning of `path` is current."""
    open_rooms = [
        (room, href) for room in rooms if user.has_perm(room.permission) and (href := address(room.url_name))
    ]
    home = address("today")
    inside = (href for _, href in open_rooms if path == href or (href != home and path.startswith(href)))
    here = max(inside, key=len, default="")
    role = getattr(user, "role", "")
    return [
        Place(room.called.get(role, room.label), href, room.key, room.phone, href == here, room.group)
        for room, href in open_rooms
    ]
