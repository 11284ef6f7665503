"""A recap pasted from elsewhere (a meeting tool, a mail), read as the same lines as quick ones: “Action: …”,
“Decision: …”, “- [ ] …”, “Ana to send …”, and what stands beneath such a heading. Pure."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from dialogues.lines import LONGEST, Line, Person, kept, note, parse, promise, promised, said, who_is

_KINDS = {
    "promise": r"actions?(?: items?| points?)?|to[ -]?dos?|tasks?|follow[ -]?ups?|next steps?|promises?",
    "decision": r"decisions?(?: made)?|decided|agreed|agreements?",
    "concern": r"concerns?|risks?|issues?|worries",
    "priority": r"priorit(?:y|ies)",
    "opportunity": r"opportunit(?:y|ies)|ideas?",
    "feedback": r"feedback",
}
_LEAD = re.compile(r"^(?:#{1,6}\s+|[-*•]\s+|\d{1,2}[.)]\s+)?(\*\*|__)?")
_LABELLED = {
    kind: re.compile(rf"^(?:{words})\s*(?:\(([^)]*)\))?\s*(?:[:–—]|-(?=\s))\s*(.*)$", re.I)
    for kind, words in _KINDS.items()
}
_HEADING = {kind: re.compile(rf"^(?:{words})\s*:?$", re.I) for kind, words in _KINDS.items()}
_TASK = re.compile(r"^[-*•]\s+\[[ xX]?\]\s*(.+)$")
_BULLET = re.compile(r"^(?:[-*•]|\d{1,2}[.)])\s+(.+)$")
_DOES = re.compile(r"^([^\W\d_][\w'’.-]*(?: [A-ZÀ-Þ][\w'’.-]*){0,2}) (?:to|will|shall) (\S.*)$")
_OWNER = re.compile(r"[\[(]([^\[\]()]{1,80})[\])]$|\s[–—-]\s*([^–—-]{2,60})$")


def recap(text: str, people: Iterable[Person], today: date) -> list[Line]:
    """The lines of a pasted recap that become something, and those that stay notes."""
    people, found, under = list(people), [], ""
    for number, raw in enumerate(text.split("\n"), start=1):
        if not raw.strip():
            continue
        heading = _heading(raw)
        if heading is not None:
            under = heading
            found.append(note(number, raw))
        else:
            found.append(_read(number, raw, under, people, today))
    return found


def _heading(raw: str) -> str | None:
    """The kind of what follows: empty for a heading of something else, None where it is no heading."""
    bare = _bare(raw)
    for kind, pattern in _HEADING.items():
        if pattern.match(bare):
            return kind
    return "" if raw.lstrip().startswith("#") and raw.lstrip("# ") != raw.lstrip("#") else None


def _read(number: int, raw: str, under: str, people: Sequence[Person], today: date) -> Line:
    if len(raw) > LONGEST:
        return note(number, raw)
    quick = kept(parse(raw, people, today))
    if quick and not raw.lstrip().startswith("+ "):
        return _renumbered(quick[0], number)
    bare = _bare(raw)
    for kind, pattern in _LABELLED.items():
        match = pattern.match(bare)
        if match and match[2]:
            return _of_kind(kind, number, raw, match[2], match[1] or "", people, today)
    task = _TASK.match(raw.strip())
    if task:
        return _of_kind("promise", number, raw, task[1], "", people, today)
    bullet = _BULLET.match(raw.strip())
    if under and bullet:
        return _of_kind(under, number, raw, _unstarred(bullet[1]), "", people, today)
    does = _DOES.match(bare)
    if does and who_is(does[1], people)[0]:
        return promised(number, raw, bare, people, today)
    return note(number, raw)


def _of_kind(kind: str, number: int, raw: str, text: str, owner: str, people, today: date) -> Line:
    if kind != "promise":
        return said(number, raw, kind, text)
    if text.startswith("@"):
        return promised(number, raw, text[1:], people, today)
    for name in filter(None, (owner, *_owners(text))):
        who = who_is(name, people)[0]
        if who:
            rest = text if name == owner else f"{_OWNER.sub('', text.rstrip())} {_due_within(name)}"
            return promise(number, raw, rest, today, who=who)
    does = _DOES.match(text)
    first = who_is(text, people)
    if first[0] and first[2]:
        return promised(number, raw, text, people, today)
    if does and does[1].istitle():
        return promised(number, raw, text, people, today)
    return promise(number, raw, text, today, who=None)


def _owners(text: str) -> list[str]:
    match = _OWNER.search(text.rstrip())
    return [(match[1] or match[2]).strip()] if match else []


def _due_within(owner: str) -> str:
    """“Ana, by 30 Nov” names a day behind the person."""
    return owner.partition(",")[2].strip()


def _bare(raw: str) -> str:
    return _unstarred(_LEAD.sub("", raw.strip(), count=1))


def _unstarred(text: str) -> str:
    return text.replace("**", "").replace("__", "").strip()


def _renumbered(line: Line, number: int) -> Line:
    return Line(**(vars(line) | {"number": number}))
