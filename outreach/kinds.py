"""What is mailed, and why: the apps above say so when they start."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class MailKind:
    """One kind of mail.

    `label` and `says` are words for people. `refusal(message)` is asked just before a mail goes and answers with the
    sentence why it is not wanted any more (the reason is gone, the recipient lost the right), or with nothing.
    `reminder` marks what a person can switch off; an invitation or minutes they cannot. Only whoever holds
    `permission` is ever reminded so.
    """

    key: str
    label: str
    says: str
    refusal: Callable[..., str] = lambda message: ""
    reminder: bool = True
    permission: str = ""


_kinds: dict[str, MailKind] = {}


def register(kind: MailKind) -> None:
    _kinds[kind.key] = kind


def kinds() -> list[MailKind]:
    return sorted(_kinds.values(), key=lambda kind: kind.label)


def reminders_for(user) -> list[MailKind]:
    """What this person can choose to be reminded of."""
    return [one for one in kinds() if one.reminder and (not one.permission or user.has_perm(one.permission))]


def of(key: str) -> MailKind | None:
    return _kinds.get(key)
