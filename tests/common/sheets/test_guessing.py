"""A first idea of a foreign file, from its headers and from what stands below them."""

from common.sheets import facts, guessing, reading
from common.sheets.columns import Choice, Reference, Text, Whole

COLUMNS = [
    Text(name="code", label="Code", limit=100, aliases=("slug", "id"), joined_by="-"),
    Text(name="name", label="Name", limit=300, aliases=("title",)),
    Choice(
        name="status", label="Status", choices=[("active", "Active"), ("closed", "Closed")],
        synonyms={"live": "active"},
    ),
    Reference(name="parent", label="Belongs to", by_name=True),
    Whole(name="headcount", label="People", aliases=("fte",)),
    Text(name="zone", label="Zone", limit=40, check=lambda text: None if "/" in text else "No zone.", telling=True),
]  # fmt: skip


def guessed(text: str) -> dict[str, str]:
    return {rule.header: rule.to for rule in rules(text)}


def rules(text: str):
    sheet = reading.read(text.encode())
    return guessing.guess(sheet, facts.facts_of(sheet), COLUMNS).rules


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
    a, b, c = facts.facts_of(sheet)
    assert (a.filled, a.samples, a.words) == (3, ["x", "y"], {"x": 2, "y": 1})
    assert b.samples == ["1", "2", "3"]
    assert (c.filled, c.samples, c.words) == (0, [], {})


def test_too_many_different_words_are_not_listed():
    lines = "\n".join(f"word {n}" for n in range(facts.MAX_DISTINCT + 1))
    [many] = facts.facts_of(reading.read(f"a\n{lines}\n".encode()))
    assert many.words is None
    [long] = facts.facts_of(reading.read(b"a\n" + b"x" * 101 + b"\n"))
    assert long.words is None


def test_a_column_of_names_of_the_file_is_the_parent_by_name():
    [rule] = [
        rule for rule in rules("Slug,Title,Ministry\na,A b,\nb,B,a B\nc,C,A b\n") if rule.header == "Ministry"
    ]
    assert (rule.to, rule.by) == ("parent", "name")


def test_a_reference_with_blanks_in_it_is_a_name_and_one_without_a_code():
    found = {text: rules(f"code,Belongs to\na,{text}\n")[1].by for text in ("Head Office", "HO", "")}
    assert found == {"Head Office": "name", "HO": "code", "": "code"}


def test_two_columns_are_the_key_where_none_is_one_by_itself():
    text = "Agency Code,Agency Name,Bureau Code,Bureau Name\n1,A,1,Aa\n1,A,2,Ab\n2,B,1,Ba\n"
    assert guessed(text) == {
        "Agency Code": "code",
        "Agency Name": "",
        "Bureau Code": "code",
        "Bureau Name": "name",
    }
    sheet = reading.read(text.encode())
    assert guessing.guess(sheet, facts.facts_of(sheet), COLUMNS).joined == {"code": "-"}
    assert guessed("Agency Code,Bureau Code\n1,1\n2,1\n") == {"Agency Code": "code", "Bureau Code": ""}
    assert set(guessed("Agency Code,Bureau Code\n1,1\n1,1\n").values()) == {""}


def test_first_and_last_names_are_the_name_together_in_this_order():
    text = "Surname,Given name,E-mail\nDove,Ana,a@b.org\n"
    sheet = reading.read(text.encode())
    mapping = guessing.guess(sheet, facts.facts_of(sheet), COLUMNS)
    assert mapping.header_of("name") == "Given name, Surname"
    assert mapping.joined == {"name": " "}
    assert set(guessed("Department name,Count\nx,1\n").values()) == {""}, "of what nothing is known"


def test_what_looks_like_nothing_else_is_known_by_its_look():
    assert guessed("Slug,Where\na,Europe/London\nb,Asia/Tokyo\n")["Where"] == "zone"
    assert guessed("Slug,Where\na,Europe/London\nb,Tokyo\n")["Where"] == ""


def test_the_first_rows_are_kept_with_their_lines():
    sheet = reading.read(b"a,b\n1,\n\n2,x\0y\n" + b"3,z\n" * 30)
    a, b = facts.facts_of(sheet)
    assert a.first[:3] == [[2, "1"], [4, "2"], [5, "3"]]
    assert b.first[1] == [4, "x\ufffdy"]
    assert len(a.first) == 20
    [wide] = facts.facts_of(reading.read(b"a\n" + b"x" * 150_000 + b"\ny\n" * 20))
    assert sum(len(cell) for _, cell in wide.first) <= 12_000
