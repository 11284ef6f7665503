"""How people are reminded who never said anything: by their role. And what holds for one person."""

from accounts.roles import Role
from outreach.models import Digest, Preference
from outreach.wishes import Wishes

TEAM = Wishes(
    kinds=frozenset({"session_ahead", "notes_missing", "promise_due", "dialogue_due"}),
    days_before=3,
    digest=Digest.NONE.value,
)
# A department is not pestered: one summary a month, beside the invitations to its talks.
HEAD = Wishes(digest=Digest.MONTHLY.value)
NOTHING = Wishes()

USUAL = {Role.CISO: TEAM, Role.ADMIN: TEAM, Role.HEAD: HEAD}


def usual_of(role: str) -> Wishes:
    return USUAL.get(role, NOTHING)


def wishes_of(role: str, preference: Preference | None) -> Wishes:
    """What somebody chose, or the usual of their role."""
    if preference is None:
        return usual_of(role)
    return Wishes(
        kinds=frozenset(preference.kinds),
        days_before=preference.days_before,
        digest=preference.digest,
        quiet_weekdays=frozenset(preference.quiet_weekdays),
        quiet_from=preference.quiet_from,
        quiet_until=preference.quiet_until,
    )
