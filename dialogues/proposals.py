"""What the notes of a talk propose to keep: quick lines, and lines of a pasted recap. Each is found again by its words,
so that a page that was open for a while keeps what was chosen on it."""

import hashlib
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from dialogues import people as roster
from dialogues.actions.drafts import latest
from dialogues.keeping import MAX_HEARD, cut
from dialogues.lines import PROMISE, Line, Person, parse
from dialogues.models import Session
from dialogues.models.outcome import MAX_LINE
from dialogues.recaps import recap


@dataclass(frozen=True)
class Proposal:
    """One line that becomes something. `key` names it within its talk, `team` says from which notes it is."""

    key: str
    line: Line
    team: bool


@dataclass(frozen=True)
class Proposed:
    """What can be kept, what an earlier closing kept already, and a mark of the notes it was read from."""

    lines: list[Proposal]
    known: list[Proposal]
    people: list[Person]
    seen: str


def proposed_by(session: Session, *, reader) -> Proposed:
    """`reader` sees only what may be theirs: lines of the team's notes are for those who read them."""
    # “By Friday” means the Friday after the talk, whenever and by whomever it is closed.
    on = session.local_day
    people = roster.of_talk(session, reader=reader, on=on)
    texts = [(False, latest(session, team=False).text)]
    if reader.has_perm("dialogues.view_team_notes"):
        texts.append((True, latest(session, team=True).text))
    found, counted = [], Counter()
    for team, text in texts:
        for line in lines_of(text, people, on):
            mark = f"{team}{line.raw.strip()}"
            counted[mark] += 1
            found.append(Proposal(_short(f"{mark}{counted[mark]}"), line, team))
    kept = _kept(session)
    known = [one for one in found if (one.line.kind, one.line.text) in kept]
    return Proposed(
        [one for one in found if one not in known], known, people, _short("".join(text for _, text in texts))
    )


def lines_of(text: str, people: list[Person], on: date) -> list[Line]:
    """Lines that become something. Quick lines go before what only a pasted recap means."""
    pasted = {line.number: line for line in recap(text, people, on)}
    quick = parse(text, people, on)
    fenced = _fenced(text)
    lines = [line if line.kind or line.number in fenced else pasted.get(line.number, line) for line in quick]
    return [
        replace(line, text=cut(line.text, MAX_LINE if line.kind == PROMISE else MAX_HEARD))
        for line in lines
        if line.kind and line.text
    ]


def _fenced(text: str) -> set[int]:
    inside, found = False, set()
    for number, raw in enumerate(text.splitlines(), start=1):
        fence = raw.strip().startswith("```")
        if inside or fence:
            found.add(number)
        inside ^= fence
    return found


def _kept(session: Session) -> set[tuple[str, str]]:
    heard = set(session.insights.values_list("kind", "text"))
    return heard | {(PROMISE, text) for text in session.commitments.values_list("text", flat=True)}


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]
