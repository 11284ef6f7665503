"""How people are reminded who never said anything: by their role. And what holds for one person."""

from accounts.roles import Role
from outreach.models import Digest, Preference
from outreach.wishes import Wishes

TEAM = Wishes(
    kinds=frozenset({"session_ahead", "notes_missing", "promise_due", "dialogue_due", "review_waiting"}),
    days_before=3,
    digest=Digest.NONE.value,
)
# A department is not pestered: one summary a month, and what a review still waits for, beside the invitations to its
# talks.
HEAD = Wishes(kinds=frozenset({"review_waiting"}), digest=Digest.MONTHLY.value)
# The anchor is worth something only where it lies outside: an auditor has it unless they say no.
AUDITOR = Wishes(kinds=frozenset({"record_anchor"}))
NOTHING = Wishes()

USUAL = {Role.CISO: TEAM, Role.ADMIN: TEAM, Role.HEAD: HEAD, Role.AUDITOR: AUDITOR}


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
