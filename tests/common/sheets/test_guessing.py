"""A first idea of a foreign file, from its headers and from what stands below them."""

from common.sheets import guessing, reading
from common.sheets.columns import Choice, Reference, Text, Whole

COLUMNS = [
    Text(name="code", label="Code", limit=100, aliases=("slug", "id")),
    Text(name="name", label="Name", limit=300, aliases=("title",)),
    Choice(
        name="status", label="Status", choices=[("active", "Active"), ("closed", "Closed")],
        synonyms={"live": "active"},
    ),
    Reference(name="parent", label="Belongs to"),
    Whole(name="headcount", label="People", aliases=("fte",)),
]  # fmt: skip


def guessed(text: str) -> dict[str, str]:
    return {rule.header: rule.to for rule in rules(text)}


def rules(text: str):
    sheet = reading.read(text.encode())
    return guessing.guess(sheet, guessing.facts_of(sheet), COLUMNS).rules


def test_our_own_headers_mean_themselves():
    assert guessed("code,name,status,parent,headcount\nA,B,active,,1\n") == {
        name: name for name in ("code", "name", "status", "parent", "headcount")
    }


def test_aliases_are_known_without_case_and_marks_and_our_own_names_come_first():
    assert guessed("ID,Slug,code,Title\n1,a,A,B\n") == {"ID": "", "Slug": "", "code": "code", "Title": "name"}
    assert guessed("ID,SLUG,F_T_E,title\n1,a,A,B\n") == {
        "ID": "",
        "SLUG": "code",
        "F_T_E": "",
        "title": "name",
    }


def test_a_column_that_holds_codes_of_the_file_is_the_parent():
    assert guessed("Slug,Title,Ministry\na,A,\nb,B,a\nc,C,A\n")["Ministry"] == "parent"
    assert guessed("Slug,Title,Ministry\na,A,\nb,B,x\nc,C,A\n")["Ministry"] == ""


def test_a_column_that_holds_our_words_is_that_choice():
    found = {rule.header: rule for rule in rules("Slug,State of things\na,Live\nb,closed\n")}
    assert found["State of things"].to == "status"
    assert found["State of things"].values == {"Live": "active"}
    assert guessed("Slug,Colour\na,red\nb,closed\n")["Colour"] == ""


def test_facts_tell_what_stands_below_a_header():
    sheet = reading.read(b"a,b,c\nx,1,\nx,2,\ny,3,\n")
    a, b, c = guessing.facts_of(sheet)
    assert (a.filled, a.samples, a.words) == (3, ["x", "y"], {"x": 2, "y": 1})
    assert b.samples == ["1", "2", "3"]
    assert (c.filled, c.samples, c.words) == (0, [], {})


def test_too_many_different_words_are_not_listed():
    lines = "\n".join(f"word {n}" for n in range(guessing.MAX_DISTINCT + 1))
    [facts] = guessing.facts_of(reading.read(f"a\n{lines}\n".encode()))
    assert facts.words is None
    [long] = guessing.facts_of(reading.read(b"a\n" + b"x" * 101 + b"\n"))
    assert long.words is None
