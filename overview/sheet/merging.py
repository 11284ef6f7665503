"""Two people at one row: what the sheet changed, what somebody else did meanwhile, and where both did.

Nothing that was typed is lost: where both changed the same, the sheet says what stands there now, and is sent again.
"""

from dataclasses import dataclass, field


@dataclass
class Merged:
    """`values` to write; `clashes`: field → what somebody else wrote there meanwhile."""

    values: dict = field(default_factory=dict)
    clashes: dict = field(default_factory=dict)


def merge(sent: dict, opened: dict, now: dict) -> Merged:
    """From {field: value} as sent, as it was on screen, and as it is now. What one did not touch stays theirs."""
    found = Merged()
    for name, value in sent.items():
        if value == opened[name] or value == now[name]:
            continue
        if now[name] != opened[name]:
            found.clashes[name] = now[name]
        else:
            found.values[name] = value
    return found


def as_opened(row, revision: str, names) -> dict:
    """The values of the version that was on screen; those of now where it is not known."""
    number = int(revision) if revision.isascii() and revision.isdigit() and len(revision) < 10 else -1
    version = None
    if number != row.revision:
        version = row.history.model.objects.filter(id=row.pk, revision=number).order_by("-history_id").first()
    return {name: getattr(version or row, name) for name in names}
