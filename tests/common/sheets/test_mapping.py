"""Mappings as JSON: what is good comes back as it went, what is not is told in full."""

import pytest

from common.sheets.columns import Choice, Reference, Text, Whole
from common.sheets.mapping import ColumnMapping, Rule, as_json, fitted, from_json, missing_headers
from common.sheets.problems import UnusableMapping

COLUMNS = [
    Text(name="code", label="Code", limit=100),
    Text(name="name", label="Name", limit=300),
    Choice(name="kind", label="Kind", choices=[("team", "Team"), ("division", "Division")]),
    Reference(name="parent", label="Belongs to", by_name=True),
    Reference(name="boss", label="Manager"),
    Whole(name="headcount", label="People"),
    Text(name="notes", label="Notes", limit=1000, lines=True, collects=True),
]

GOOD = {
    "name": "HR system",
    "columns": {
        "Slug": "code",
        "Format": {"to": "kind", "values": {"Squad": "team", "?": ""}, "otherwise": "empty"},
        "Parent": {"to": "parent", "unknown": "empty", "by": "name"},
        "Area": {"to": "name", "part": 2},
        "Place": {"to": "name", "part": 1},
        "Other parents": {"to": "notes", "label": "Also belongs to", "split": ";"},
        "Remark": "notes",
        "Updated on": None,
    },
    "constants": {"headcount": "5"},
    "joined": {"name": ", "},
    "reading": {"encoding": "cp1252"},
}


def test_a_mapping_comes_back_as_it_went():
    assert as_json(from_json(GOOD, COLUMNS)) == GOOD


def test_what_is_left_out_has_its_default():
    mapping = from_json({"columns": {"Slug": {"to": "code"}}}, COLUMNS)
    assert mapping == ColumnMapping([Rule("Slug", "code")])


BAD = {
    "no object": ([], "JSON object"),
    "no columns": ({"name": "x"}, "JSON object"),
    "columns as a list": ({"columns": ["Slug"]}, "JSON object"),
    "an unknown part": ({"columns": {}, "colums": {}}, "“colums” means nothing"),
    "a rule that is a number": ({"columns": {"Slug": 5}}, "“Slug” becomes the name of a column"),
    "a rule with an unknown part": ({"columns": {"Slug": {"to": "code", "tow": 1}}}, "“Slug” becomes"),
    "values that are no texts": ({"columns": {"Kind": {"to": "kind", "values": {"a": 1}}}}, "“Kind” becomes"),
    "no column of ours": ({"columns": {"Slug": "cod"}}, "no column of ours"),
    "a word that is not ours": (
        {"columns": {"K": {"to": "kind", "values": {"a": "squad"}}}},
        "“a” becomes “squad”",
    ),
    "words for a text": ({"columns": {"N": {"to": "name", "values": {"a": "b"}}}}, "no choice among words"),
    "two for one": ({"columns": {"A": "name", "B": "name"}}, "both become “Name”"),
    "neither error nor empty": (
        {"columns": {"P": {"to": "parent", "unknown": "skip"}}},
        "“error” or “empty”",
    ),
    "a fixed value besides a column": (
        {"columns": {"H": "headcount"}, "constants": {"headcount": "5"}},
        "cannot have a fixed value besides",
    ),
    "a fixed code": ({"columns": {}, "constants": {"code": "A"}}, "same value in every row"),
    "by something else": ({"columns": {"P": {"to": "parent", "by": "smell"}}}, "“code” or “name”"),
    "by name where there is none": ({"columns": {"P": {"to": "boss", "by": "name"}}}, "found by a name"),
    "a part that is no place": ({"columns": {"P": {"to": "code", "part": "first"}}}, "“P” becomes"),
    "parts of a choice": ({"columns": {}, "joined": {"kind": "-"}}, "cannot be made of several"),
    "parts far apart": ({"columns": {}, "joined": {"code": "------"}}, "at most 5 characters"),
    "joined by what is no text": ({"columns": {}, "joined": {"code": 1}}, "gives a text"),
    "a way of reading that is none": ({"columns": {}, "reading": "utf-8"}, "how the file is read"),
    "a fixed value that cannot be": ({"columns": {}, "constants": {"headcount": "x"}}, "not a whole number"),
    "fixed values that are no texts": ({"columns": {}, "constants": {"headcount": 5}}, "gives a text"),
    "a name that is no text": ({"columns": {}, "name": 5}, "The name is a text"),
    "NUL": ({"columns": {"a\0": "code"}}, "cannot be kept"),
    "half a character": ({"columns": {"\ud800": "code"}}, "cannot be kept"),
    "a label of a novel": ({"columns": {"O": {"to": "notes", "label": "x" * 101}}}, "too long"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_wrong_is_told(name):
    data, sentence = BAD[name]
    with pytest.raises(UnusableMapping, match=sentence):
        from_json(data, COLUMNS)


def test_everything_wrong_is_told_at_once():
    with pytest.raises(UnusableMapping) as caught:
        from_json({"columns": {"A": "cod", "B": "nam"}, "x": 1}, COLUMNS)
    assert len(caught.value.sentences) == 3


def test_a_column_that_the_file_lacks_is_missed_only_where_it_is_read():
    mapping = from_json(GOOD, COLUMNS)
    assert missing_headers(mapping, ["slug", "FORMAT", "Parent"]) == [
        "Area",
        "Place",
        "Other parents",
        "Remark",
    ]


def test_a_mapping_is_fitted_to_the_headers_of_a_file():
    mapping = fitted(from_json(GOOD, COLUMNS), ["parent", "New", "Slug"])
    assert [(rule.header, rule.to, rule.unknown) for rule in mapping.rules] == [
        ("parent", "parent", "empty"),
        ("New", "", "error"),
        ("Slug", "code", "error"),
    ]
    assert mapping.targets == {"parent", "code", "headcount"}
    assert mapping.joined == {"name": ", "}
    assert mapping.by_name("parent")
    assert mapping.lets_pass("parent")


def test_parts_stand_in_the_order_of_their_places_else_of_the_file():
    mapping = from_json(GOOD, COLUMNS)
    assert mapping.header_of("name") == "Place, Area"
    assert mapping.header_of("notes") == "Other parents, Remark"
