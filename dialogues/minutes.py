"""Minutes of a closed talk: who gets them, and what each of them reads. Nothing that is for the team alone, and in a
joint session of other departments only what was shared."""

from dataclasses import dataclass

from dialogues import promise_words
from dialogues.choices import InsightKind, ItemState, PromiseState, SessionState
from dialogues.models import Participation, Session
from dialogues.readable import readable
from outreach import kinds
from outreach.mailing import Written, link, write

KIND = "minutes"


@dataclass(frozen=True)
class Recipient:
    """Somebody who took part. Without an address they are shown, and not chosen."""

    row: Participation

    @property
    def person(self):
        return self.row.contact or self.row.user

    @property
    def key(self) -> str:
        return f"{'contact' if self.row.contact_id else 'user'}:{self.person.pk}"

    @property
    def ours(self) -> bool:
        return self.row.contact_id is None

    @property
    def address(self) -> str:
        return self.person.email


def recipients(session: Session) -> list[Recipient]:
    """Those who were there first."""
    rows = session.participations.select_related("contact__user", "user", "unit")
    return [
        Recipient(row)
        for row in sorted(rows, key=lambda row: (not row.attended, row.contact_id is None, row.pk))
    ]


def written_for(recipient: Recipient, session: Session, *, path: str, today, note: str = "") -> Written:
    """The mail as this person gets it."""
    sees = _sees(recipient, session)
    items = [row for row in session.agenda.filter(team_only=False) if sees(row.unit_id)]
    heard = session.insights.filter(team_only=False).select_related("unit").order_by("pk")
    promises = session.commitments.select_related("user", "contact").order_by("side", "pk")
    return write(
        "dialogues/mail/minutes",
        {
            "name": recipient.person.name,
            "title": session.title,
            "started": session.starts_at,
            "note": note,
            "notes": readable(session.notes, strong="").strip(),
            "done": [row.text for row in items if row.state == ItemState.DONE],
            "dropped": [
                f"{row.text} (because {row.because})" for row in items if row.state == ItemState.DROPPED
            ],
            "carried": [row.text for row in items if row.state == ItemState.CARRIED],
            "heard": [f"{InsightKind(row.kind).label}: {row.text}" for row in heard if sees(row.unit_id)],
            "promises": [_promise(row, recipient, today) for row in promises if sees(row.unit_id)],
            "page": link(path),
            "signs_in": recipient.ours or bool(getattr(recipient.person, "user_id", None)),
        },
    )


def _sees(recipient: Recipient, session: Session):
    """In a joint session each department reads its own matter and what is nobody's."""
    units = set(session.session_units.values_list("unit", flat=True))
    own = recipient.row.unit_id or (units.copy().pop() if len(units) == 1 else None)
    return lambda unit: recipient.ours or unit is None or unit == own


def _promise(row, recipient: Recipient, today) -> str:
    side = promise_words.side(row, team=recipient.ours)
    by = f", by {row.due_on:%d %B %Y}" if row.due_on else ""
    waits = f" ({promise_words.PROPOSED})" if row.state == PromiseState.PROPOSED else ""
    return f"{side}: {row.text} ({promise_words.who(row)}{by}){waits}"


def refusal(message) -> str:
    """Why minutes are not wanted any more just before they go."""
    _, _, number = message.about.partition(":")
    session = Session.objects.filter(pk=number).first() if number.isdecimal() else None
    if session is None or session.state != SessionState.CLOSED:
        return "The talk was opened again to correct it; its minutes are sent anew after that."
    if message.user and not Session.objects.visible_to(message.user).filter(pk=session.pk).exists():
        return f"{message.user.name} may not read this talk any more."
    who = {"contact": message.contact_id} if message.contact_id else {"user": message.user_id}
    if not session.participations.filter(**who).exists():
        return "This person is not in the list of the talk any more."
    return ""


def register() -> None:
    kinds.register(
        kinds.MailKind(
            KIND, "Minutes", "What came of a talk, to those who took part.", refusal, reminder=False
        )
    )
