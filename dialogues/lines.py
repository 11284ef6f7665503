"""Quick lines: what somebody types while a talk goes on, read as what was heard, promises and themes.

One `Line` a line of text that is not blank; where nothing was recognised its `kind` is empty and it stays a note.
How a guess was read is said in `reading`. Pure: no database, no clock.

    ! concern   = priority   ? opportunity   + decision   > feedback   @name … by friday   #theme in any of them
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from dialogues.when import find_day

MARKS = {"!": "concern", "=": "priority", "?": "opportunity", "+": "decision", ">": "feedback"}
PROMISE = "promise"
LONGEST = 2000  # signs; what is longer was pasted and is no line

# A mark needs a space or a letter behind it: "+49 30 …" and "=>" are no lines of ours.
MARKED = re.compile(r"([!=?+>])(?:\s+|(?=[^\W\d_]))(\S.*)")
_NAMED = re.compile(r"@([^\W\d_].*)")
_BULLET = re.compile(r"(?:[-*•]\s+(?:\[[ xX]?\]\s*)?)")
_THEME = re.compile(r"(?<![\w#&/])#([^\W\d_][\w-]{0,58}\w)")
_THEME_ALONE = re.compile(r"#[^\W\d_][\w-]{0,58}\w[.,;]?")
_ACCEPTED = re.compile(r"\s*\(accepted\)\s*$|\s*✓\s*$", re.IGNORECASE)
_TOKEN = re.compile(r"[\w'’.-]+")
_SIDES = {"we": "we", "us": "we", "they": "they", "them": "they"}
# Words with an s at their end that are no verbs of a third person.
_NO_VERB = {
    "always",
    "this",
    "thus",
    "perhaps",
    "his",
    "its",
    "us",
    "is",
    "was",
    "as",
    "yes",
    "sales",
    "news",
}
_IRREGULAR = {"has": "have", "does": "do", "goes": "go"}


@dataclass(frozen=True)
class Person:
    """Somebody a line may name. `names` begins with the full name; `side` is “we” or “they”."""

    key: str
    names: tuple[str, ...]
    side: str
    unit_id: int | None = None


@dataclass(frozen=True)
class Line:
    """`number` counts from 1 as the text does; `who` is a person's key; `side` says whose promise it is even where
    nobody is named; `accepted`: the person said yes in the room."""

    number: int
    kind: str
    text: str
    themes: tuple[str, ...]
    who: str | None
    due: date | None
    reading: str
    raw: str
    side: str = ""
    accepted: bool = False


def parse(text: str, people: Iterable[Person], today: date) -> list[Line]:
    """Every line of `text` that is not blank. What stands between ``` fences stays text."""
    people = list(people)
    found, fenced = [], False
    for number, raw in enumerate(text.split("\n"), start=1):
        line = raw.strip()
        fence = line.startswith("```")
        if line and not (fenced or fence):
            found.append(_read(number, line, raw, people, today))
        elif line:
            found.append(note(number, raw, themes=()))
        fenced ^= fence
    return found


def kept(lines: Iterable[Line]) -> list[Line]:
    """Those that become something."""
    return [line for line in lines if line.kind]


def themes_in(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (slug(word) for word in _THEME.findall(text)))))


def slug(word: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", _plain(word)).strip("-")


def note(number: int, raw: str, themes: tuple[str, ...] | None = None) -> Line:
    """A line that stays a note."""
    line = raw.strip()
    return Line(number, "", line, themes_in(line) if themes is None else themes, None, None, "", raw)


def _read(number: int, line: str, raw: str, people: Sequence[Person], today: date) -> Line:
    if len(line) > LONGEST:
        return note(number, raw)
    line = " ".join(line.split())
    marked = MARKED.fullmatch(line)
    if marked:
        return said(number, raw, MARKS[marked[1]], marked[2])
    named = _NAMED.fullmatch(_BULLET.sub("", line, count=1) if _BULLET.match(line) else line)
    if named and who_is(named[1], people)[2]:
        return promised(number, raw, named[1], people, today)
    return note(number, raw)


def said(number: int, raw: str, kind: str, text: str) -> Line:
    """Something heard: concern, priority, opportunity, decision or feedback."""
    return Line(number, kind, _sentence(without_themes(text)), themes_in(text), None, None, "", raw)


def promised(number: int, raw: str, rest: str, people: Sequence[Person], today: date) -> Line:
    """A promise whose text begins with a name (without the @)."""
    found, side, after, doubt = who_is(rest, people)
    return promise(number, raw, after, today, who=found, side=side, doubt=doubt)


def promise(
    number: int, raw: str, rest: str, today: date, *, who: Person | None, side: str = "", doubt: str = ""
) -> Line:
    """A promise of somebody already known; `rest` is what they do, and by when."""
    accepted = bool(_ACCEPTED.search(rest))
    rest = _ACCEPTED.sub("", rest)
    themes = themes_in(rest)
    text, due, reading = find_day(without_themes(rest), today)
    text = _sentence(_infinitive(text)) or rest.strip() or raw.strip()
    line = Line(number, PROMISE, text, themes, None, due, " ".join(filter(None, (reading, doubt))), raw)
    if who:
        return replace(line, who=who.key, side=who.side, accepted=accepted)
    return replace(line, side=side, accepted=accepted)


def who_is(rest: str, people: Sequence[Person]) -> tuple[Person | None, str, str, str]:
    """The person at the beginning of `rest`, whose side, what follows the name, and a doubt in words.

    The longest name wins: full name, then a single name, then the beginning of one, each only where it means one
    person."""
    words = list(_TOKEN.finditer(rest))
    first = words[0][0].rstrip(".-'’") if words else rest
    after = rest[words[0].end() :] if words else ""
    called, _ = _roster(tuple(people))
    for length in (3, 2):
        exact = called.get(_plain(" ".join(word[0] for word in words[:length])), ())
        if len(words) >= length and len(exact) == 1:
            return exact[0], exact[0].side, _trimmed(rest[words[length - 1].end() :]), ""
    if _plain(first) in _SIDES:
        return None, _SIDES[_plain(first)], _trimmed(after), ""
    close = _called(first, people)
    if len(close) == 1:
        return close[0], close[0].side, _trimmed(after), ""
    if close:
        names = " or ".join(one.names[0] for one in close[:3])
        sides = {one.side for one in close}
        return None, sides.pop() if len(sides) == 1 else "", _trimmed(after), f"“@{first}” may be {names}."
    return None, "", _trimmed(after), f"“@{first}” is nobody we know here."


@lru_cache(maxsize=16)  # one list of people, asked for every line
def _roster(people: tuple[Person, ...]) -> tuple[dict[str, list[Person]], list[tuple[Person, set[str]]]]:
    """Whoever has that whole name, and the single names of each."""
    called: dict[str, list[Person]] = {}
    single = []
    for one in people:
        names = {_plain(name) for name in one.names}
        for name in names:
            called.setdefault(name, []).append(one)
        single.append((one, {part for name in names for part in name.split()}))
    return called, single


def _called(word: str, people: Sequence[Person]) -> list[Person]:
    wanted = _plain(word).replace(".", " ").strip()
    called, single = _roster(tuple(people))
    exact = called.get(wanted) or [one for one, parts in single if wanted in parts]
    if exact or len(wanted) < 2:
        return exact
    return [one for one, parts in single if any(part.startswith(wanted) for part in parts)]


def without_themes(text: str) -> str:
    """Themes at the end go; one inside a sentence stays as the word it is."""
    short = text.strip()
    while short and _THEME_ALONE.fullmatch(short.split()[-1]):
        short = "".join(short.rsplit(None, 1)[:-1]).strip()
    return _THEME.sub(lambda match: match[1], short or text).strip()


def _trimmed(rest: str) -> str:
    return rest.lstrip(" ,:;–—-").strip()


def _infinitive(text: str) -> str:
    """“sends the list”, “will send the list” and “to send the list” are all “send the list”."""
    text = re.sub(r"^(?:will|shall|to|is going to|is to)\s+", "", text)
    first, space, rest = text.partition(" ")
    if not first.islower() or not first.isalpha() or first in _NO_VERB:
        return text
    if first in _IRREGULAR:
        return _IRREGULAR[first] + space + rest
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x")):
        if first.endswith(ending) and len(first) > len(ending) + 1:
            return first.removesuffix(ending) + instead + space + rest
    if first.endswith("s") and not first.endswith(("ss", "us")) and len(first) > 3:
        return first[:-1] + space + rest
    return text


def _sentence(text: str) -> str:
    text = text.strip(" ,;")
    return text[:1].upper() + text[1:]


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(sign for sign in decomposed if not unicodedata.combining(sign)).split())
