"""Columns of a sheet: how a cell is read and how a value is written. One declaration serves import and export.

For every column, `parse(show(value))` gives a value that is `same` as `value`.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from common.sheets.blanks import is_no_value, is_unsaid, levelled, plain, trimmed
from common.sheets.dates import NoDay, read_day
from common.sheets.numbers import NoNumber, OtherMark, read_number
from common.sheets.options import COMMA, DAY_FIRST, POINT, Reading
from common.sheets.problems import CellProblem

NUL = "It holds a character that cannot be kept (NUL). Paste it again as plain text."
_LINE_END = re.compile(r"\r\n?")
_BLANKS = re.compile(r"\s+")
_BETWEEN = re.compile(r"[;,|\n]")
_WHOLE = re.compile(r"(-?)([0-9]{1,15})(?:\.0*)?")
_AMOUNT = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,2}0*)?")
_MANY_DIGITS = re.compile(r"-?[0-9]{16,}(?:\.[0-9]*)?")


@dataclass(frozen=True, kw_only=True, eq=False)
class Column:
    """One column. `aliases` are other headers it is known by; `keeps` is for columns that an empty cell leaves
    alone; `collects` for those that several columns of a foreign file may fill together, a line each; `joined_by` is
    what stands between the parts where several columns make up one value, None where they cannot; `telling` for those
    whose values look like no others.
    """

    name: str
    label: str
    aliases: tuple[str, ...] = ()
    exported: bool = True
    keeps: bool = False
    collects: bool = False
    joined_by: str | None = None
    telling: bool = False

    empty = None

    def parse(self, text: str):
        """The value of a cell. Raises CellProblem."""
        raise NotImplementedError

    def written(self, reading: Reading) -> "Column":
        """The column as it reads cells of a file that is written in this way."""
        return self

    def show(self, value) -> str:
        """The value as it stands in a file."""
        return "" if value is None else str(value)

    def say(self, value) -> str:
        """The value as a person reads it."""
        return self.show(value)

    def same(self, one, other) -> bool:
        return one == other


@dataclass(frozen=True, kw_only=True, eq=False)
class Text(Column):
    """Free text. `lines` allows line ends; without, they become blanks. `check` may name a problem."""

    limit: int
    lines: bool = False
    check: Callable[[str], str | None] | None = None
    joined_by: str | None = " "

    empty = ""

    def parse(self, text: str) -> str:
        if "\0" in text:
            raise CellProblem(NUL)
        if text[:1] == "#" and is_no_value(text):
            raise CellProblem("The spreadsheet shows an error here instead of a value.")
        value = self._neat(text)
        if len(value) > self.limit:
            raise CellProblem(f"The text has {len(value):,} characters; at most {self.limit:,} can be kept.")
        if value and self.check and (problem := self.check(value)):
            raise CellProblem(problem)
        return value

    def same(self, one, other) -> bool:
        return one == other or self._neat(one or "") == self._neat(other or "")

    def _neat(self, text: str) -> str:
        if "\r" in text:
            text = _LINE_END.sub("\n", text)
        if not self.lines and "\n" in text:
            text = _BLANKS.sub(" ", text)
        return trimmed(text) if self.lines else levelled(text)


@dataclass(frozen=True, kw_only=True, eq=False)
class Choice(Column):
    """One of a few words. Read by its value or its label; `synonyms` only serve guesses."""

    choices: Iterable[tuple[object, str]]
    synonyms: dict[str, object] = field(default_factory=dict)

    empty = ""

    def parse(self, text: str):
        word = plain(text)
        if not word:
            return self.empty
        found = self.known.get(word)
        if found is None:
            raise CellProblem(f"It is none of {self.listed}.")
        return found

    def say(self, value) -> str:
        return self.labels.get(value, self.show(value))

    @cached_property
    def labels(self) -> dict:
        return dict(self.choices)

    @cached_property
    def known(self) -> dict[str, object]:
        """Values by every word they are read from."""
        by_label = {plain(label): value for value, label in self.choices}
        return by_label | {plain(str(value)): value for value, _ in self.choices}

    @property
    def listed(self) -> str:
        return ", ".join(str(value) for value, _ in self.choices)


@dataclass(frozen=True, kw_only=True, eq=False)
class Level(Choice):
    """A choice among numbers, such as 1 to 5; nobody having said is None, not a word."""

    empty = None

    def parse(self, text: str):
        return super().parse(text.strip().removesuffix(".0"))


@dataclass(frozen=True, kw_only=True, eq=False)
class Several(Column):
    """Any number of a few words, with semicolons, commas or line ends between them; a list without order."""

    choices: Iterable[tuple[object, str]]

    empty = ()

    def parse(self, text: str) -> list:
        found = []
        for part in _BETWEEN.split(text):
            if word := plain(part):
                if word not in self.known:
                    raise CellProblem(f"“{part.strip()}” is none of {self.listed}.")
                found.append(self.known[word])
        return list(dict.fromkeys(found))

    def show(self, value) -> str:
        return "; ".join(str(one) for one in value or ())

    def say(self, value) -> str:
        return ", ".join(self.labels.get(one, str(one)) for one in value or ())

    def same(self, one, other) -> bool:
        return set(one or ()) == set(other or ())

    @cached_property
    def labels(self) -> dict:
        return dict(self.choices)

    @cached_property
    def known(self) -> dict[str, object]:
        return {plain(str(word)): value for value, label in self.choices for word in (label, value)}

    @property
    def listed(self) -> str:
        return ", ".join(str(value) for value, _ in self.choices)


@dataclass(frozen=True, kw_only=True, eq=False)
class Number(Column):
    """A number as people write it; `decimal` is the mark before the decimals."""

    decimal: str = POINT

    not_one = "It is not a number."
    too_large = "The number is larger than the record can hold."

    def written(self, reading: Reading) -> "Number":
        return self if reading.decimal == self.decimal else replace(self, decimal=reading.decimal)

    def _number(self, text: str) -> Decimal | None:
        """None where the cell says that there is nothing to say."""
        if is_unsaid(text):
            return None
        try:
            number = read_number(text, self.decimal)
        except OtherMark:
            mark = "comma" if self.decimal == COMMA else "point"
            raise CellProblem(
                f"{self.not_one} Numbers of this file are read with a decimal {mark}; this one is written otherwise."
            ) from None
        except NoNumber:
            raise CellProblem(self.too_large if _MANY_DIGITS.fullmatch(text) else self.not_one) from None
        if abs(number) >= 10**15:
            raise CellProblem(self.too_large)
        return number


@dataclass(frozen=True, kw_only=True, eq=False)
class Whole(Number):
    """A whole number."""

    not_one = "It is not a whole number. Write it in digits, such as 1878."

    def parse(self, text: str) -> int | None:
        text = trimmed(text)
        if not text:
            return None
        if self.decimal == POINT and (found := _WHOLE.fullmatch(text)):
            return int(found[1] + found[2])
        number = self._number(text)
        if number is not None and number != int(number):
            raise CellProblem(self.not_one)
        return None if number is None else int(number)


@dataclass(frozen=True, kw_only=True, eq=False)
class Amount(Number):
    """An amount with at most two decimals."""

    not_one = "It is not an amount. Write it in digits with at most two decimals, such as 1878.50."
    too_large = "The amount is larger than the record can hold."

    def parse(self, text: str) -> Decimal | None:
        text = trimmed(text)
        if not text:
            return None
        if self.decimal == POINT and _AMOUNT.fullmatch(text):
            return Decimal(text).quantize(Decimal("0.01"))
        number = self._number(text)
        if number is None:
            return None
        rounded = number.quantize(Decimal("0.01"))
        if rounded != number:
            raise CellProblem(self.not_one)
        return rounded

    def show(self, value) -> str:
        return "" if value is None else format(value, "f")


@dataclass(frozen=True, kw_only=True, eq=False)
class Day(Column):
    """A date. `order` says what comes first where only numbers stand there and the year last."""

    order: str = DAY_FIRST

    def written(self, reading: Reading) -> "Day":
        return self if reading.dates == self.order else replace(self, order=reading.dates)

    def parse(self, text: str) -> date | None:
        text = trimmed(text)
        if not text or is_unsaid(text):
            return None
        try:
            return read_day(text, self.order)
        except NoDay as problem:
            raise CellProblem(str(problem)) from None

    def show(self, value) -> str:
        return "" if value is None else value.isoformat()


@dataclass(frozen=True, kw_only=True, eq=False)
class Reference(Column):
    """The key of another row, in the file or already known. Who is meant is found later, for the whole file.

    `elsewhere` is for keys of rows of another kind. `otherwise` says what becomes of a key that nobody has, where
    the person who brings the file in lets it pass. `by_name`: a file may also hold the name, where its mapping says so.
    """

    elsewhere: bool = False
    by_name: bool = False
    joined_by: str | None = "-"
    otherwise: str = "is left empty and listed"

    empty = ""

    def parse(self, text: str) -> str:
        if "\0" in text:
            raise CellProblem(NUL)
        return levelled(text)
