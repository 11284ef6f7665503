"""A register of which body became which: all of it said, nothing invented, and shown on the pages of both."""

from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from overview.models import Reorganisation, ReorganisationUnit
from tests.factories.overview import ReorganisationFactory
from units.models import Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def bring(small_successions, successions_mapping):
    """`bring("--dry-run")` gives what the command printed about the small register, or about `text`."""

    def call(*options, text=None, mapping=successions_mapping):
        if text is not None:
            small_successions.write_text(text, encoding="utf-8")
        out, call.errors = StringIO(), StringIO()
        options = ("--mapping", str(mapping), *options) if mapping else options
        call_command("import_successions", str(small_successions), *options, stdout=out, stderr=call.errors)
        return out.getvalue()

    return call


def told() -> set[tuple]:
    """(kind, day, what was before, what came after) of everything that is recorded."""
    found = set()
    for event in Reorganisation.objects.prefetch_related("sides__unit"):
        sides = {"before": [], "after": []}
        for side in event.sides.all():
            sides[side.side].append(side.unit.code if side.unit else f"“{side.outside}”")
        day = event.effective_on.isoformat() if event.effective_on else ""
        found.add((event.kind, day, *("+".join(sorted(some)) for some in sides.values())))
    return found


class TestTheSmallRegister:
    def test_every_succession_is_recorded_as_what_it_is(self, bodies, bring):
        bring()
        assert told() == {
            ("merger", "2020-04-01", "north+south", "union"),
            ("merger", "2021-04-01", "west", "union"),
            ("merger", "", "east", "union"),
            ("split", "2022-01-31", "union", "first+second+third"),
            ("replacement", "", "third", "union"),
            ("rename", "2019-05-05", "lost", "“gone-office”"),
            ("devolution", "", "last", "first"),
        }
        assert Reorganisation.history.values("history_group").distinct().count() == 1

    def test_what_the_register_leaves_open_is_said(self, bodies, bring):
        said = bring()
        for sentence in (
            "8 successions, 4 merger, 1 split, 1 new name, 1 replacement, 1 devolution",
            "2 lines name no successor",
            "7 reorganisations to be recorded",
            "3 without a day",
            "1 of departments that are not closed here",
            "1 without a word on how it came about",
            "1 to a successor that is not in the inventory",
            "line 10, Superseded by, “gone-office”: No department has this code; kept by this name.",
            "Third is not closed here",
            "Brought in 8 successions.",
        ):
            assert sentence in said
        event = Reorganisation.objects.get(kind="replacement")
        assert event.note.startswith("The register names a successor and does not say how")
        assert "not closed" in event.note

    def test_no_department_is_closed_or_changed_by_it(self, bodies, bring):
        before = Unit.history.count()
        bring()
        assert Unit.history.count() == before

    def test_a_second_time_nothing_happens(self, bodies, bring):
        bring()
        before = Reorganisation.history.count(), ReorganisationUnit.history.count()
        assert "Nothing to bring in" in bring()
        assert (Reorganisation.history.count(), ReorganisationUnit.history.count()) == before

    def test_a_dry_run_writes_nothing(self, bodies, bring):
        assert "this was a dry run" in bring("--dry-run")
        assert not Reorganisation.objects.exists()

    def test_a_day_that_becomes_known_is_filled_in_and_one_that_differs_stays(
        self, bodies, bring, small_successions
    ):
        bring()
        text = small_successions.read_text()
        text = text.replace("last,Last,closed,,", "last,Last,closed,2018-01-01,")
        said = bring(text=text.replace("2019-05-05", "2019-06-06"))
        assert "Brought in 1 succession." in said
        assert "The record says 2019-05-05; left as it is." in said
        days = {kind: day for kind, day, *_ in told()}
        assert (days["devolution"], days["rename"]) == ("2018-01-01", "2019-05-05")

    def test_another_department_of_a_known_merger_joins_it(self, bodies, bring, small_successions):
        text = small_successions.read_text()
        bring(text=text.replace("south,South Office,closed,2020-04-01,merged,union\n", ""))
        assert "Brought in 1 succession." in bring(text=text)
        assert ("merger", "2020-04-01", "north+south", "union") in told()

    def test_what_was_recorded_by_hand_is_known(self, bodies, bring):
        ReorganisationFactory(
            kind="devolution", effective_on=None, before=[bodies["last"]], after=[bodies["first"]]
        )
        assert "Brought in 7 successions." in bring()


class TestAllOrNothing:
    @pytest.mark.parametrize(
        ("line", "why"),
        [
            ("nobody,Nobody,closed,,merged,union", "No department has this code."),
            ("west,West,closed,,merged,west", "cannot become itself"),
            ("west,West,closed,2021-04-01,merged,union", "Line 4 tells of the same succession"),
            ("first,First,closed,someday,merged,union", "not a date"),
            ("first,First,closed,,swallowed,union", "It is none of"),
            (",Nameless,closed,,merged,union", "Say which department"),
        ],
    )
    def test_one_bad_line_and_nothing_is_brought_in(self, bodies, bring, small_successions, line, why):
        with pytest.raises(CommandError, match="Nothing was brought in"):
            bring(text=small_successions.read_text() + line + "\n")
        assert why in bring.errors.getvalue()
        assert not Reorganisation.objects.exists()

    def test_a_successor_nobody_knows_is_an_error_unless_names_are_to_be_kept(self, bodies, bring):
        with pytest.raises(CommandError):
            bring(text="code,successors\nlost,gone-office\n", mapping=None)
        assert "No department has this code" in bring.errors.getvalue()


class TestOnThePages:
    def test_a_successor_says_what_it_came_from_and_the_ended_what_it_became(self, bodies, bring, clients):
        bring()
        page = lambda code: clients["ciso"].get(f"/units/{code}/").content.decode().replace("\xa0", " ")  # noqa: E731
        union = page("union")
        assert "Came from" in union
        assert '<a href="/units/north/">North Office</a>' in union
        assert "1 Apr 2020" in union
        assert "day not known" in union
        assert '<a href="/units/second/">Second</a>' in union
        assert '<a href="/units/union/">Union Office</a>' in page("north")
        assert "gone-office" in page("lost")
        assert "Said to be succeeded by" in page("third")

    def test_the_register_can_be_brought_in_on_its_page_and_out_again(self, bodies, bring, clients):
        bring()
        out = clients["admin"].get("/reorganisations/successions.csv")
        text = b"".join(out).decode()
        assert "\r\nnorth,union,merger,2020-04-01," in text
        file = SimpleUploadedFile("successions.csv", text.encode())
        answer = clients["admin"].post("/reorganisations/import/", {"file": file}, follow=True)
        assert answer.status_code == 200
        # What has no code in the inventory is an error by itself; with names kept it says nothing new.
        assert b"gone-office" in answer.content

    def test_only_those_who_reorganise_bring_a_register_in(self, cast, clients):
        for reader, status in (("ciso", 200), ("admin", 200), ("auditor", 403), ("head", 403)):
            assert clients[reader].get("/reorganisations/import/").status_code == status


def test_the_real_register_comes_in_with_all_that_it_leaves_open(
    register, register_mapping, successions_mapping
):
    call_command(
        "import_units", str(register), "--mapping", str(register_mapping), verbosity=0, stdout=StringIO()
    )
    files = (str(register), "--mapping", str(successions_mapping))
    out = StringIO()
    call_command("import_successions", *files, stdout=out)
    said = out.getvalue()
    for sentence in (
        "268 successions, 42 merger, 14 split, 57 new name, 92 replacement, 60 devolution, 3 closure",
        "986 lines name no successor",
        "263 reorganisations to be recorded",
        "147 without a day",
        "29 of departments that are not closed here",
        "29 without a word on how it came about",
        "1 to a successor that is not in the inventory",
        "Brought in 268 successions.",
    ):
        assert sentence in said
    sides = ReorganisationUnit.objects.all()
    assert sides.filter(side="before").count() == 268
    assert list(sides.exclude(outside="").values_list("side", "outside")) == [("after", "scotland-office")]
    assert Reorganisation.objects.filter(effective_on=None).count() == 147
    assert Reorganisation.objects.filter(kind="devolution").count() == 60
    assert not Unit.objects.filter(code="scotland-office").exists()
    again = StringIO()
    call_command("import_successions", *files, stdout=again)
    assert "Nothing to bring in" in again.getvalue()
    assert Reorganisation.history.count() == 263
