"""What a file would do, as counts and lists of texts: what a preview shows, and what tells one outcome from another.

The lists are taken in piece by piece and lie packed, so that a page of them is had without the rest.
"""

import hashlib
import json
import struct
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from common.sheets.plan import Change, Plan, PlannedRow
from common.sheets.problems import Problem, shown

# Parts whose entries are about cells of the file; the entries of the others are about what a row is about.
CELLS = ("problems", "doubts", "left_empty")
PARTS = ("problems", "doubts", "created", "changed", "kept", "left_empty", "unchanged")
TOGETHER = 250  # entries
_MARK = b"SRRM1"
_LENGTH = struct.Struct(">I")


class Findings:
    """Takes plans in. The same findings in the same order always give the same fingerprint, whatever the pieces."""

    def __init__(self):
        self.counts = dict.fromkeys(("rows", *PARTS, "values"), 0)
        # Ids of what the file is about and is there already.
        self.mentioned: set[int] = set()
        self.also: Counter = Counter()
        self._bad_lines: set[int] = set()
        self._open: dict[str, list] = {part: [] for part in PARTS}
        self._index: dict[str, list] = {part: [] for part in PARTS}
        self._chunks: list[bytes] = []
        self._size = 0
        self._digests = {part: hashlib.sha256() for part in PARTS}

    def take(self, plan: Plan) -> None:
        self.counts["rows"] += plan.rows
        self.counts["values"] += sum(len(row.changes) for row in plan.changed)
        self.mentioned |= plan.mentioned
        self.also += plan.also
        self._bad_lines.update(problem.line for problem in plan.problems)
        for part, entries in _entries_of(plan):
            self._add(part, entries)
        # Of those who keep values by hand, the values are counted, not the rows.
        self.counts["kept"] += sum(len(row.kept) for row in plan.kept)

    def _add(self, part: str, entries: list) -> None:
        waiting = self._open[part]
        waiting += entries
        if part != "kept":
            self.counts[part] += len(entries)
        while len(waiting) >= TOGETHER:
            self._close(part, waiting[:TOGETHER])
            del waiting[:TOGETHER]

    def _close(self, part: str, entries: list) -> None:
        text = json.dumps(entries, ensure_ascii=False, separators=(",", ":")).encode()
        self._digests[part].update(text)
        chunk = zlib.compress(text, level=3)
        self._index[part].append([self._size, len(chunk), len(entries)])
        self._chunks.append(chunk)
        self._size += len(chunk)

    @property
    def outcome(self) -> dict[str, int]:
        """Counts: rows of the file, entries per part, values brought in, and lines that are wrong."""
        return {**self.counts, "bad_rows": len(self._bad_lines)}

    @property
    def problems(self) -> int:
        return self.counts["problems"]

    @property
    def todo(self) -> int:
        """How many are created or changed."""
        return self.counts["created"] + self.counts["changed"]

    def packed(self) -> tuple[bytes, str]:
        """(all entries, the fingerprint). Nothing is taken in afterwards."""
        for part, waiting in self._open.items():
            if waiting:
                self._close(part, waiting)
        self._open = {part: [] for part in PARTS}
        counts = json.dumps(self.outcome, sort_keys=True).encode()
        digests = b"".join(self._digests[part].digest() for part in PARTS)
        index = zlib.compress(json.dumps(self._index).encode())
        packed = b"".join((_MARK, _LENGTH.pack(len(index)), index, *self._chunks))
        self._chunks = []
        return packed, hashlib.sha256(counts + digests).hexdigest()


class Entries(Sequence):
    """The entries of one part; only those that are asked for are unpacked."""

    def __init__(self, packed: memoryview, index: list):
        self._packed, self._index = packed, index

    def __len__(self) -> int:
        return sum(count for _, _, count in self._index)

    def __iter__(self) -> Iterator[list]:
        for place in range(len(self._index)):
            yield from self._chunk(place)

    def __getitem__(self, wanted):
        if isinstance(wanted, slice):
            return self._between(*wanted.indices(len(self)))
        return self._between(*slice(wanted, wanted + 1 or None).indices(len(self)))[0]

    def _between(self, start: int, end: int, step: int) -> list:
        found, begins = [], 0
        for place, (_, _, count) in enumerate(self._index):
            if begins < end and start < begins + count:
                found += self._chunk(place)[max(0, start - begins) : end - begins]
            begins += count
        return found[::step]

    def _chunk(self, place: int) -> list:
        offset, length, _ = self._index[place]
        return json.loads(zlib.decompress(self._packed[offset : offset + length]))


def unpacked(packed: bytes) -> Mapping[str, Entries]:
    """{part: its entries}; nothing of what another version of the product packed."""
    data = memoryview(packed)
    if bytes(data[: len(_MARK)]) != _MARK:
        return {}
    start = len(_MARK) + _LENGTH.size
    (length,) = _LENGTH.unpack(data[len(_MARK) : start])
    index = json.loads(zlib.decompress(data[start : start + length]))
    chunks = data[start + length :]
    return {part: Entries(chunks, index[part]) for part in PARTS}


def _entries_of(plan: Plan) -> Iterator[tuple[str, list[list]]]:
    """Per part its entries, as short lists ready to be kept."""
    yield "problems", [_cell(problem) for problem in plan.problems]
    yield "doubts", [_cell(doubt) for doubt in plan.doubts]
    yield "created", [_row(row, row.changes) for row in plan.created]
    yield "changed", [_row(row, row.changes) for row in plan.changed]
    yield "kept", [_row(row, row.kept) for row in plan.kept]
    yield "left_empty", [_cell(problem) for problem in plan.left_empty]
    yield "unchanged", [_row(row, []) for row in plan.unchanged]


def _cell(problem: Problem) -> list:
    return [problem.line, problem.column, problem.value, problem.reason]


def _row(row: PlannedRow, changes: list[Change]) -> list:
    texts = [[change.label, shown(change.old), shown(change.new)] for change in changes]
    return [row.line, row.key, shown(row.name), texts]
