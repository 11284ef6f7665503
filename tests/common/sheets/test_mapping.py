"""Mappings as JSON: what is good comes back as it went, what is not is told in full."""

import pytest

from common.sheets.columns import Choice, Reference, Text, Whole
from common.sheets.mapping import ColumnMapping, Rule, as_json, fitted, from_json, missing_headers
from common.sheets.problems import UnusableMapping

COLUMNS = [
    Text(name="code", label="Code", limit=100),
    Text(name="name", label="Name", limit=300),
    Choice(name="kind", label="Kind", choices=[("team", "Team"), ("division", "Division")]),
    Reference(name="parent", label="Belongs to"),
    Whole(name="headcount", label="People"),
    Text(name="notes", label="Notes", limit=1000, lines=True, collects=True),
]

GOOD = {
    "name": "HR system",
    "columns": {
        "Slug": "code",
        "Format": {"to": "kind", "values": {"Squad": "team", "?": ""}, "otherwise": "empty"},
        "Parent": {"to": "parent", "unknown": "empty"},
        "Other parents": {"to": "notes", "label": "Also belongs to", "split": ";"},
        "Remark": "notes",
        "Updated on": None,
    },
    "constants": {"headcount": "5"},
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
    "a fixed parent": ({"columns": {}, "constants": {"parent": "A"}}, "same value in every row"),
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
    assert missing_headers(mapping, ["slug", "FORMAT", "Parent"]) == ["Other parents", "Remark"]


def test_a_mapping_is_fitted_to_the_headers_of_a_file():
    mapping = fitted(from_json(GOOD, COLUMNS), ["parent", "New", "Slug"])
    assert [(rule.header, rule.to, rule.unknown) for rule in mapping.rules] == [
        ("parent", "parent", "empty"),
        ("New", "", "error"),
        ("Slug", "code", "error"),
    ]
    assert mapping.not_taken == ["New"]
    assert mapping.targets == {"parent", "code", "headcount"}
