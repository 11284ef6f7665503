"""The first rows as they are read now: what stands there, what becomes of it, and why not."""

from common.sheets import reading
from common.sheets.columns import Choice, Day, Reference, Text, Whole
from common.sheets.facts import facts_of
from common.sheets.mapping import ColumnMapping, Rule, from_json
from common.sheets.options import Reading
from common.sheets.sample import sample_of

COLUMNS = [
    Text(name="code", label="Code", limit=5),
    Choice(name="kind", label="Kind", choices=[("team", "Team"), ("division", "Division")]),
    Reference(name="parent", label="Belongs to"),
    Whole(name="headcount", label="People"),
    Day(name="since", label="Since"),
]


def sampled(text: str, mapping: ColumnMapping, how: Reading | None = None):
    sheet = reading.read(text.encode(), how)
    facts = [vars(fact) for fact in facts_of(sheet)]
    return sample_of(facts, mapping, COLUMNS, sheet.reading)


def test_cells_are_shown_as_they_stand_and_as_they_become():
    mapping = from_json(
        {
            "columns": {
                "Agency": {"to": "code", "part": 1},
                "Bureau": {"to": "code", "part": 2},
                "Format": {"to": "kind", "values": {"Squad": "team"}},
                "People": "headcount",
                "Since": "since",
                "Other": None,
            },
            "joined": {"code": "-"},
            "constants": {"parent": "TOP"},
        },
        COLUMNS,
    )
    text = "Agency,Bureau,Format,People,Since,Other\n1,2,Squad,5,1/2/2024,x\n1,345678,Guild,many,,y\n"
    sample = sampled(text, mapping)
    assert [(column.label, column.source) for column in sample.columns] == [
        ("Code", "Agency + Bureau"),
        ("Kind", "Format"),
        ("Belongs to", "in every row"),
        ("People", "People"),
        ("Since", "Since"),
    ]
    [(line, first), (_, second)] = sample.rows
    assert line == 2
    assert [(cell.raw, cell.ours) for cell in first] == [
        ("1-2", "1-2"), ("Squad", "Team"), ("TOP", "TOP"), ("5", "5"), ("1/2/2024", "2024-02-01")
    ]  # fmt: skip
    assert [bool(cell.reason) for cell in second] == [True, True, False, True, False]
    assert sample.wrong == 3


def test_twenty_rows_are_enough():
    text = "code\n" + "".join(f"A{number}\n" for number in range(50))
    assert len(sampled(text, ColumnMapping([Rule("code", "code")])).rows) == 20


def test_a_mapping_that_cannot_stand_is_shown_all_the_same():
    mapping = ColumnMapping([Rule("A", "kind"), Rule("B", "kind"), Rule("C")])
    sample = sampled("A,B,C\nTeam,Division,x\n", mapping)
    assert [cell.ours for cell in sample.rows[0][1]] == ["Team"]


def test_what_came_in_before_rows_were_kept_has_no_sample():
    facts = [{"header": "code", "filled": 1, "samples": ["A"], "words": {"A": 1}}]
    assert sample_of(facts, ColumnMapping([Rule("code", "code")]), COLUMNS).rows == []
