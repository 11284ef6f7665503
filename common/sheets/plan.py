"""What a file would do, row by row, nothing written; and the steps of making such a plan that every sheet shares.

What a row is about, and which values of a known row may change, is for each app to say.
"""

from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from common.sheets.columns import Column
from common.sheets.converting import Converter, Draft
from common.sheets.pieces import SIZE, Pieces
from common.sheets.problems import Problem, shown
from common.sheets.reading import Sheet
from common.sheets.rules import ColumnMapping

SHOWN_OF_CIRCLE = 6


def silently(*_) -> None:
    """For whoever need not know how far it is."""


@dataclass(frozen=True)
class Change:
    """A field: the texts of its old and its new value, as a person reads them."""

    label: str
    old: str
    new: str


@dataclass
class PlannedRow:
    """A row of the file and what it is about: something new, or something known with the file's values in it.

    `key` and `name` tell a person which one: its code and what it is called.
    """

    line: int
    subject: object
    new: bool = False
    changes: list[Change] = field(default_factory=list)
    kept: list[Change] = field(default_factory=list)

    @property
    def key(self) -> str:
        raise NotImplementedError

    @property
    def name(self) -> str:
        return self.subject.name

    @property
    def known_id(self) -> int:
        """Of what is there already."""
        return self.subject.pk

    def put(self, column: Column, value, *, name: str = "") -> None:
        """The file's value in the field of that name, the column's own by default; told where it is another one."""
        name = name or column.name
        old = getattr(self.subject, name)
        if not column.same(old, value):
            setattr(self.subject, name, value)
            self.tell(column, old, value)

    def tell(self, column: Column, old, value) -> None:
        self.changes.append(Change(column.label, column.say(old), column.say(value)))


@dataclass
class Plan:
    """Everything the file would do, and everything that is wrong with it. Carried out only without problems."""

    rows: int
    created: list[PlannedRow] = field(default_factory=list)
    changed: list[PlannedRow] = field(default_factory=list)
    unchanged: list[PlannedRow] = field(default_factory=list)
    left_empty: list[Problem] = field(default_factory=list)
    doubts: list[Problem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    # Ids of what the file is about and is there already.
    mentioned: set[int] = field(default_factory=set)
    # What else can be counted, for those who tell it.
    also: Counter = field(default_factory=Counter)

    @property
    def kept(self) -> list[PlannedRow]:
        """Rows in which a value made by hand is kept."""
        return [row for row in (*self.changed, *self.unchanged) if row.kept]

    def take(self, row: PlannedRow) -> None:
        """Files the row under what would happen to it."""
        if not row.new:
            self.mentioned.add(row.known_id)
        kind = "created" if row.new else "changed" if row.changes else "unchanged"
        getattr(self, kind).append(row)


class Planner:
    """The file read by the mapping, and the plan that is being made of it, piece by piece.

    `drafts` are the rows of the piece at hand, `result` is what they would do. A sheet says what it has to know of all
    rows before it can judge any (`ahead`, `survey`), and judges those of a piece (`judge`).
    """

    # Names of the columns that `survey` looks at; none where a piece can be judged without the others.
    ahead: tuple[str, ...] = ()
    # Whether pieces can be judged one after the other.
    in_pieces = True

    def __init__(self, sheet: Sheet, mapping: ColumnMapping, columns: Sequence[Column]):
        self.columns: Mapping[str, Column] = {column.name: column for column in columns}
        self.mapping, self.lenient = mapping, sheet.lenient
        self.total = len(sheet.rows) + len(sheet.problems)
        # Not the sheet itself: once the pieces are packed, nobody holds the file.
        self._pieces = Pieces(sheet, SIZE if self.in_pieces else None)
        self._read_by = (sheet.headers, sheet.reading)
        self.headers = {
            name: mapping.header_of(name) for name in {rule.to for rule in mapping.rules if rule.to}
        }
        # (line, column) of cells that were told already; nothing else is wrong with them.
        self.settled: set[tuple[int, str]] = set()
        self.drafts: list[Draft] = []
        # Lines of which the survey cannot read everything; what, is told with the row.
        self.unread: set[int] = set()
        self.result = Plan(0)
        self._told: list[deque[Problem]] = []

    def pieces(self, progress=silently) -> Iterator[Plan]:
        """What the file would do, a piece after the other."""
        done = 0
        if self.ahead:
            self._look_ahead()
        converter = self._converter(self.columns)
        for piece in self._pieces:
            progress(done, self.total)
            count, problems = len(piece.rows) + len(piece.problems), list(piece.problems)
            self.drafts = [converter.draft(row, problems) for row in piece.rows]
            self.result = Plan(count, problems=problems)
            done += count
            self._take_told(before=piece.last_line + 1 if done < self.total else None)
            self.judge()
            yield self._finished()
        self.drafts, self._pieces = [], ()
        self.forget()

    def is_longer_than(self, pieces: int) -> bool:
        return self.in_pieces and self.total > pieces * SIZE

    def survey(self) -> None:
        """Looks at all rows (`drafts`, with nothing but the columns `ahead`) before any is judged."""

    def forget(self) -> None:
        """Lets go of what is large and of no use for writing, once everything is judged."""

    def forget_told(self) -> None:
        """For a survey whose findings are found again with the rows."""
        self.result = Plan(0)
        self.settled.clear()

    def judge(self) -> None:
        """Files each row of the piece under what would happen to it."""
        raise NotImplementedError

    def _converter(self, names) -> Converter:
        columns = [column for name, column in self.columns.items() if name in names]
        headers, reading = self._read_by
        return Converter(headers, self.mapping, columns, reading)

    def _look_ahead(self) -> None:
        converter, unread = self._converter(self.ahead), []
        self.drafts = [converter.draft(row, unread) for piece in self._pieces for row in piece.rows]
        self.unread = {problem.line for problem in unread}
        self.result = Plan(0)
        self.survey()
        found = self._finished()
        self._told = [deque(findings) for findings in (found.problems, found.doubts, found.left_empty)]

    def _take_told(self, before: int | None) -> None:
        """What the survey found in the lines of this piece; in the last one, all that is left."""
        here = (self.result.problems, self.result.doubts, self.result.left_empty)
        for told, findings in zip(self._told, here, strict=False):
            while told and (before is None or told[0].line < before):
                findings.append(told.popleft())

    def problem(self, line: int, name: str, text: str, reason: str) -> None:
        if (line, name) not in self.settled:
            self.result.problems.append(self._finding(line, name, text, reason))

    def doubt(self, line: int, name: str, text: str, reason: str) -> None:
        """What can be brought in and deserves a look."""
        self.result.doubts.append(self._finding(line, name, text, reason))

    def unknown(self, draft: Draft, name: str, reason: str, where: str = "") -> None:
        """A reference to what does not exist: left empty and listed where the mapping says so, else wrong."""
        text = draft.values[name]
        if self.lenient:
            del draft.values[name]
            self.result.left_empty.append(self._finding(draft.line, name, text, f"{reason}; not taken."))
        elif self.mapping.lets_pass(name):
            self.result.left_empty.append(self._finding(draft.line, name, text, f"{reason}; left empty."))
        else:
            self.problem(draft.line, name, text, f"{reason}{where}.")

    def nobody_called(self, draft: Draft, name: str, reason: str, where: str = "") -> None:
        """The same for a name; the rest of the row is judged without it."""
        self.unknown(draft, name, reason, where)
        if self.lenient:
            return
        if self.mapping.lets_pass(name):
            draft.values[name] = ""
        else:
            self.settled.add((draft.line, name))
            del draft.values[name]

    def _finding(self, line: int, name: str, text: str, reason: str) -> Problem:
        header = self.headers.get(name) or self.columns[name].label
        return Problem(line, header, shown(text), reason)

    def _finished(self) -> Plan:
        for findings in (self.result.problems, self.result.doubts, self.result.left_empty):
            findings.sort(key=lambda finding: finding.line)
        return self.result


def path_of(circle: Sequence[str]) -> str:
    """A circle as a person reads it, with its beginning repeated at the end."""
    names = [*circle[:SHOWN_OF_CIRCLE], *["…"] * (len(circle) > SHOWN_OF_CIRCLE), circle[0]]
    return " → ".join(names)
