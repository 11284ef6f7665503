"""What is typed in a talk: saved with every pause, merged with what others typed, kept in the record on leaving.

A save names the text it started from and that text's number. Whoever saves second gets both texts, merged. Who never
leaves, because the browser or the machine gave up, has it kept after a while."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q

from common.history import recording
from dialogues import states
from dialogues.actions.room import NotNow
from dialogues.choices import SessionState
from dialogues.merging import merge
from dialogues.models import Draft, Session
from dialogues.models.session import MAX_NOTES
from dialogues.states import Step

KEPT = "Notes of the talk kept"
LEFT = timedelta(minutes=30)
KEPT_LATER = "Notes of the talk kept, as nobody had typed on for half an hour"
FIELDS = {False: "notes", True: "team_notes"}


class TooLong(ValidationError):
    """More than the record takes. Nothing was written."""


@dataclass(frozen=True)
class Saved:
    draft: Draft
    doubled: int = 0


@transaction.atomic
def save_draft(session: Session, *, team: bool, base: str, number: int, text: str, by, at: datetime) -> Saved:
    """Stores `text`, which grew out of `base`, the text with that `number`. What others saved since is merged in.

    NotNow where the talk was closed meanwhile, TooLong where it is too much for the record; then nothing is stored.
    """
    found = _writable(session, at)
    draft = _draft(found, team, by, at)
    text, base = clean(text), clean(base)
    merged = merge(base=base, stored=draft.text, mine=text) if number != draft.number else None
    whole, doubled = (merged.text, merged.doubled) if merged else (text, 0)
    if len(whole) > MAX_NOTES:
        raise TooLong(
            f"The notes are longer than {MAX_NOTES:,} characters. Shorten them; nothing is lost meanwhile."
        )
    if whole != draft.text or draft.pk is None:
        draft.text, draft.number = whole, draft.number + 1
        draft.saved_at, draft.saved_by = at, by
        draft.save()
    return Saved(draft, doubled)


@transaction.atomic
def keep(session: Session, *, by, at: datetime) -> Session:
    """What was typed becomes a version of the record. One that changes nothing leaves none."""
    found = _writable(session, at)
    for draft in found.drafts.all():
        setattr(found, FIELDS[draft.team], draft.text)
    with recording(by=by, reason=KEPT):
        found.save()
    return found


def keep_left(*, at: datetime, after: timedelta = LEFT) -> int:
    """Texts that nobody typed on in and nobody left properly become versions of the record, each in the name of who
    typed last; how many did. A talk that is closed meanwhile took them along itself."""
    told = Q(team=False, text=F("session__notes")) | Q(team=True, text=F("session__team_notes"))
    left = Draft.objects.filter(session__state=SessionState.HELD, saved_at__lte=at - after).exclude(told)
    return sum(_kept_later(draft, at, after) for draft in left.order_by("pk"))


@transaction.atomic
def _kept_later(draft: Draft, at: datetime, after: timedelta) -> bool:
    """Asked once more under the lock that every save waits for: somebody may just have come back."""
    try:
        found = _writable(draft.session, at)
    except NotNow:
        return False
    now = found.drafts.select_related("saved_by").filter(pk=draft.pk, saved_at__lte=at - after).first()
    if now is None or getattr(found, FIELDS[now.team]) == now.text:
        return False
    setattr(found, FIELDS[now.team], now.text)
    with recording(by=now.saved_by, reason=KEPT_LATER):
        found.save()
    return True


def latest(session: Session, *, team: bool) -> Draft:
    """What stands in the notes now; not saved where nobody has typed yet."""
    found = session.drafts.filter(team=team).select_related("saved_by").first()
    return found or Draft(session=session, team=team, text=getattr(session, FIELDS[team]))


def clean(text: str) -> str:
    """As the database takes it, with one kind of line end."""
    text = text.encode("utf-8", "replace").decode()  # half a sign, as broken software sends it
    return text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")


def _writable(session: Session, at: datetime) -> Session:
    """Locked, so that no save slips in between closing's reading of the notes and its end."""
    found = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    if said := states.refusal(Step.WRITE, found.state, at=at, closed_at=found.closed_at):
        raise NotNow(said)
    return found


def _draft(session: Session, team: bool, by, at: datetime) -> Draft:
    found = session.drafts.select_for_update(of=("self",)).filter(team=team).first()
    if found is None:
        return Draft(
            session=session, team=team, text=getattr(session, FIELDS[team]), saved_at=at, saved_by=by
        )
    return found
