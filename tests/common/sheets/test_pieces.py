"""Long files in pieces: the same rows in the same order, what is wrong between them in its place, packed and back."""

from dataclasses import dataclass

import pytest

from common.sheets.findings import PARTS, TOGETHER, Findings, unpacked
from common.sheets.pieces import Pieces
from common.sheets.plan import Change, Plan, PlannedRow
from common.sheets.problems import Problem
from common.sheets.reading import Row, Sheet
from common.sheets.stash import Stash


def sheet(lines, bad=()) -> Sheet:
    rows = [Row(line, [f"A-{line}", None]) for line in lines]
    return Sheet(["code", "name"], rows, [Problem(line, "", "", "Too short") for line in bad])


def told(pieces) -> list[tuple]:
    return [([row.line for row in piece.rows], [found.line for found in piece.problems]) for piece in pieces]


@pytest.mark.parametrize(
    ("lines", "bad", "expected"),
    [
        ((2, 3, 4, 5, 7), (6, 9), [([2, 3], []), ([4, 5], [6]), ([7], [9])]),
        ((3, 4), (2,), [([3, 4], [2])]),
        ((), (2, 3), [([], [2, 3])]),
        ((2, 3, 4, 5), (), [([2, 3], []), ([4, 5], [])]),
    ],
)
def test_they_hold_every_row_and_problem_in_order_each_time(lines, bad, expected):
    pieces = Pieces(sheet(lines, bad), 2)
    assert told(pieces) == told(pieces) == expected


def test_the_file_is_read_once():
    class Rows(list):
        reads = 0

        def __iter__(self):
            self.reads += 1
            return super().__iter__()

    rows = Rows(sheet(range(2, 9)).rows)
    pieces = Pieces(Sheet(["code", "name"], rows), 3)
    first, again = list(pieces), list(pieces)
    assert (first, rows.reads) == (again, 1)


@dataclass
class Thing:
    name: str
    pk: int = 7


class ThingRow(PlannedRow):
    @property
    def key(self) -> str:
        return self.subject.name.upper()


def plan(start: int, end: int) -> Plan:
    made = Plan(end - start)
    for line in range(start, end):
        made.take(ThingRow(line, Thing(f"t{line}"), new=True, changes=[Change("Size", "", str(line))]))
        made.doubts.append(Problem(line, "Size", "x", "Is it so?"))
    made.take(ThingRow(end, Thing("same"), kept=[Change("Size", "1", "2")]))
    return made


def found_in(*plans) -> Findings:
    found = Findings()
    for one in plans:
        found.take(one)
    return found


class TestFindings:
    def test_any_part_of_them_is_had_without_the_rest(self):
        found = found_in(plan(0, 300), plan(300, 2 * TOGETHER + 201))
        entries = unpacked(found.packed()[0])["created"]
        number = 2 * TOGETHER + 201
        assert len(entries) == number == found.counts["created"]
        assert [entry[0] for entry in entries] == list(range(number))
        for start, end in ((0, 50), (240, 270), (number - 3, number + 9), (9, 9)):
            assert [entry[0] for entry in entries[start:end]] == list(range(number))[start:end]
        assert entries[3] == [3, "T3", "t3", [["Size", "", "3"]]]
        assert entries[-1][0] == number - 1

    def test_the_fingerprint_does_not_depend_on_the_pieces(self):
        whole, parts = Plan(8), [plan(0, 4), plan(4, 8)]
        for part in parts:
            whole.created += part.created
            whole.unchanged += part.unchanged
            whole.doubts += part.doubts
        assert found_in(whole).packed() == found_in(*parts).packed()
        assert found_in(*parts[:1]).packed()[1] != found_in(*parts).packed()[1]

    def test_values_kept_by_hand_are_counted_one_by_one(self):
        found = found_in(plan(0, 3))
        assert found.outcome["kept"] == 1
        assert len(unpacked(found.packed()[0])["kept"]) == 1
        assert found.mentioned == {7}

    def test_nothing_is_read_from_what_was_packed_otherwise(self):
        assert unpacked(b"something else") == {}
        assert not any(unpacked(Findings().packed()[0])[part] for part in PARTS)


@pytest.mark.parametrize("packed", [True, False])
def test_what_is_to_be_written_comes_back_once_and_in_order(packed):
    stash, done = Stash(packed=packed), []
    for piece in (plan(0, 2), Plan(5), plan(2, 4)):
        stash.add(piece)
    lines = [[row.line for row in piece.created] for piece in stash.told(done.append)]
    assert (lines, done, list(stash)) == ([[0, 1], [2, 3]], [2, 4], [])
