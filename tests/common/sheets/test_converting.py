"""Rows become values by a mapping, and every cell that cannot is listed."""

from common.sheets import reading
from common.sheets.columns import Choice, Reference, Text, Whole
from common.sheets.converting import convert
from common.sheets.mapping import from_json

COLUMNS = [
    Text(name="code", label="Code", limit=5),
    Choice(name="kind", label="Kind", choices=[("team", "Team"), ("division", "Division")]),
    Reference(name="parent", label="Belongs to"),
    Whole(name="headcount", label="People"),
    Text(name="notes", label="Notes", limit=60, lines=True, collects=True),
]


def converted(text: str, columns: dict, constants=None, joined=None):
    mapping = from_json({"columns": columns, "constants": constants or {}, "joined": joined or {}}, COLUMNS)
    return convert(reading.read(text.encode()), mapping, COLUMNS)


def test_only_columns_of_the_file_have_a_value():
    drafts, problems = converted("Slug,Extra\nA,x\n", {"Slug": "code", "Extra": None})
    assert [draft.values for draft in drafts] == [{"code": "A"}]
    assert problems == []


def test_words_are_mapped_without_case_before_they_are_understood():
    kind = {"to": "kind", "values": {"Squad": "team", "Team": "division", "?": ""}}
    drafts, problems = converted(
        "Slug,Kind\nA,squad\nB, TEAM \nC,Division\nD,?\n", {"Slug": "code", "Kind": kind}
    )
    assert [draft.values["kind"] for draft in drafts] == ["team", "division", "division", ""]
    assert problems == []


def test_a_word_without_a_meaning_is_listed_or_left_empty_as_the_mapping_says():
    kind = {"to": "kind", "values": {}}
    drafts, [problem] = converted("Slug,Kind\nA,guild\n", {"Slug": "code", "Kind": kind})
    assert "kind" not in drafts[0].values
    assert (problem.line, problem.column, problem.value) == (2, "Kind", "guild")
    drafts, problems = converted(
        "Slug,Kind\nA,guild\n", {"Slug": "code", "Kind": {**kind, "otherwise": "empty"}}
    )
    assert (drafts[0].values["kind"], problems) == ("", [])


def test_every_bad_cell_is_listed_once_for_each_line():
    _, problems = converted("code,headcount\nTOOLONG,x\nB,x\nC\n", {"code": "code", "headcount": "headcount"})
    assert [(p.line, p.column) for p in problems] == [
        (4, ""),
        (2, "code"),
        (2, "headcount"),
        (3, "headcount"),
    ]


def test_several_columns_are_brought_together_in_one_text():
    columns = {
        "code": "code",
        "Short": {"to": "notes", "label": "Short"},
        "Others": {"to": "notes", "label": "Also", "split": ";"},
        "Text": "notes",
    }
    drafts, problems = converted("code,Short,Others,Text\nA,AB,x; y;,Free\nB,,,\n", columns)
    assert [draft.values["notes"] for draft in drafts] == ["Short: AB\nAlso: x, y\nFree", ""]
    assert problems == []
    _, [problem] = converted(f"code,Short,Others,Text\nA,{'x' * 40},{'y' * 40},\n", columns)
    assert (problem.column, problem.reason[:20]) == ("Short, Others, Text", "The text has 94 char")


def test_fixed_values_stand_in_every_row():
    drafts, _ = converted("code\nA\nB\n", {"code": "code"}, {"kind": "Team", "headcount": "5"})
    assert [draft.values for draft in drafts] == [
        {"code": "A", "kind": "team", "headcount": 5},
        {"code": "B", "kind": "team", "headcount": 5},
    ]


def test_a_key_is_made_of_several_columns_and_a_part_that_is_empty_is_left_out():
    text = "Bureau,Agency,Above\n01, 005,\n,006,005\n7777,007,x\n"
    columns = {"Bureau": {"to": "code", "part": 2}, "Agency": {"to": "code", "part": 1}, "Above": "parent"}
    drafts, [problem] = converted(text, columns, joined={"code": ""})
    assert [draft.values.get("code") for draft in drafts] == ["00501", "006", None]
    assert (problem.line, problem.column, problem.value) == (4, "Agency, Bureau", "0077777")


def test_parts_without_a_place_stand_in_the_order_of_the_file():
    drafts, _ = converted("B,A\nx,y\n", {"B": "parent", "A": "parent"}, joined={"parent": "/"})
    assert [draft.values for draft in drafts] == [{"parent": "x/y"}]
