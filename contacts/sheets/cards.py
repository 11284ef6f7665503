"""vCards 3.0 and 4.0 as a sheet: a row for each card, in our own columns. What a card does not say changes nothing.

Pure: no database. A line that cannot be read is a problem with its number; the other cards are read all the same.
"""

import re
import zoneinfo
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from icalendar.parser import Contentline, split_on_unescaped_semicolon, unescape_backslash

from common.sheets.problems import Problem, UnreadableFile, shown
from common.sheets.reading import MAX_ROWS, Row, Sheet
from contacts.vcards import MANAGER, UNIT_CODE

HEADERS = ("name", "email", "phone", "title", "home_unit", "time_zone", "manager")
READ = ("3.0", "4.0")
UNIT_STEP = " / "
_BEGINS = re.compile(rb"\s*begin\s*:\s*vcard", re.IGNORECASE)
_WORTH = {"pref": 4, "work": 2, "cell": 1, "voice": 1, "home": -1, "fax": -9, "pager": -9, "textphone": -9}


@dataclass
class _Property:
    line: int
    params: dict
    value: str

    @property
    def types(self) -> set[str]:
        found = self.params.get("TYPE", [])
        found = found if isinstance(found, list) else found.split(",")
        return {one.strip().lower() for one in found}

    @property
    def worth(self) -> int:
        """How much it is the one to use, where a card has several."""
        preference = str(self.params.get("PREF", ""))
        wanted = 200 - int(preference) if preference.isascii() and preference.isdigit() else 0
        return wanted + sum(_WORTH.get(one, 0) for one in self.types)


@dataclass
class _Card:
    line: int
    lines: list[tuple[int, str]] = field(default_factory=list)
    properties: dict[str, list[_Property]] = field(default_factory=dict)

    def best(self, name: str) -> _Property | None:
        return max(self.properties.get(name, []), key=lambda one: one.worth, default=None)

    def text(self, name: str) -> str | None:
        found = self.best(name)
        return unescape_backslash(found.value).strip() or None if found else None


def are_cards(content: bytes) -> bool:
    return bool(_BEGINS.match(content.removeprefix(b"\xef\xbb\xbf")))


def read(content: bytes) -> Sheet:
    """A row for each card. Raises UnreadableFile where there is none."""
    sheet = Sheet([], lenient=True)
    cells = []
    for card in _cards(_decoded(content), sheet.problems):
        if len(cells) >= MAX_ROWS:
            raise UnreadableFile(f"The file has more than {MAX_ROWS:,} cards. Split it into several files.")
        if _understood(card, sheet.problems):
            cells.append((card.line, _cells_of(card)))
    sheet.headers = [name for name in HEADERS if name == "name" or any(said[name] for _, said in cells)]
    sheet.rows = [Row(line, [said[name] for name in sheet.headers]) for line, said in cells]
    return sheet


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        reason = (
            f"Line {line} holds a character that is not UTF-8. Export the cards again as vCard 4.0 or 3.0."
        )
        raise UnreadableFile(reason) from None


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """(number of its first line, line) with what was folded joined again."""
    begun, parts = 0, []
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text), start=1):
        if line[:1] in (" ", "\t") and parts:
            parts.append(line)
            continue
        if parts:
            yield begun, Contentline.from_ical("\r\n".join(parts))
        begun, parts = number, [line] if line.strip() else []
    if parts:
        yield begun, Contentline.from_ical("\r\n".join(parts))


def _cards(text: str, problems: list[Problem]) -> Iterator[_Card]:
    card = None
    for number, line in _unfolded(text):
        said = line.replace(" ", "").upper()
        if said == "BEGIN:VCARD":
            if card:
                problems.append(_unfinished(card))
            card = _Card(number)
        elif card is None:
            problems.append(Problem(number, "", shown(line, 80), "The line stands outside of a card."))
        elif said == "END:VCARD":
            yield card
            card = None
        else:
            card.lines.append((number, line))
    if card:
        problems.append(_unfinished(card))


def _unfinished(card: _Card) -> Problem:
    return Problem(
        card.line, "", "BEGIN:VCARD", "The card that begins here does not end: END:VCARD is missing."
    )


def _understood(card: _Card, problems: list[Problem]) -> bool:
    """Whether the card is of a version that can be read. Its lines are taken apart, those that are broken told."""
    version = next((said for said in card.lines if said[1].upper().startswith("VERSION")), None)
    number = version[1].partition(":")[2].strip() if version else ""
    if number not in READ:
        line, text = version or (card.line, "BEGIN:VCARD")
        what = f"This is a vCard {number}" if number else "The card does not say its version"
        reason = f"{what}; 3.0 and 4.0 can be read. Export it again as one of these."
        problems.append(Problem(line, "VERSION", shown(text, 80), reason))
        return False
    for line, text in card.lines:
        try:
            name, params, value = Contentline(text).raw_parts()
        except ValueError:
            reason = (
                "The line cannot be read: a name, a colon and a value are expected, such as TITLE:Manager."
            )
            problems.append(Problem(line, "", shown(text, 80), reason))
            continue
        # A group before the name (item1.TEL) only ties lines together.
        name = name.rpartition(".")[2].upper()
        card.properties.setdefault(name, []).append(_Property(line, params, value))
    return True


def _cells_of(card: _Card) -> dict[str, str | None]:
    """Our columns; None for what the card does not say."""
    return {
        "name": card.text("FN") or _built_name(card),
        "email": _without(card.text("EMAIL"), "mailto:"),
        "phone": _phone(card),
        "title": card.text("TITLE"),
        "home_unit": card.text(UNIT_CODE) or _unit(card),
        "time_zone": _zone(card),
        "manager": _manager(card),
    }


def _built_name(card: _Card) -> str:
    """From the parts, where the card has no name as a whole."""
    found = card.best("N")
    parts = [*split_on_unescaped_semicolon(found.value if found else ""), *[""] * 5]
    return " ".join(
        part.strip() for part in (parts[3], parts[1], parts[2], parts[0], parts[4]) if part.strip()
    )


def _without(text: str | None, scheme: str) -> str | None:
    if text and text.lower().startswith(scheme):
        return unquote(text[len(scheme) :])
    return text


def _phone(card: _Card) -> str | None:
    text = card.text("TEL")
    if text and text.lower().startswith("tel:"):
        number, _, extension = text[4:].partition(";ext=")
        return f"{number.partition(';')[0]} ext. {extension}" if extension else number.partition(";")[0]
    return text


def _unit(card: _Card) -> str | None:
    """The organisation and its units, from the largest, as one text."""
    found = card.best("ORG")
    parts = [part.strip() for part in split_on_unescaped_semicolon(found.value)] if found else []
    return UNIT_STEP.join(part for part in parts if part) or None


def _zone(card: _Card) -> str | None:
    """A zone by its name. An offset such as +01:00 says too little to be kept."""
    text = card.text("TZ")
    return text if text in zoneinfo.available_timezones() else None


def _manager(card: _Card) -> str | None:
    for found in card.properties.get("RELATED", []):
        if found.types & {MANAGER, "manager"}:
            text = unescape_backslash(found.value).strip()
            if text.lower().startswith("mailto:"):
                return unquote(text[7:])
            if str(found.params.get("VALUE", "")).lower() == "text":
                return text or None
    return card.text("X-MANAGER")
