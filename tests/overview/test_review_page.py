"""The review of one department: what it shows, what it asks, what one click keeps."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from common.history import recording
from contacts.models import Assignment
from reviews import freshness
from reviews.actions.answers import fingerprint
from reviews.choices import Part
from reviews.models import PartReview, UnitReview
from tests.factories.contacts import ContactFactory
from tests.factories.reviews import CycleFactory, UnitReviewFactory
from tests.factories.units import AssetFactory, DependencyFactory, StewardshipFactory, UnitFactory
from tests.fixtures.reviewing import sent
from units.models import Asset, Dependency, Unit

pytestmark = pytest.mark.django_db
YES = "Yes, all of this is correct"
SCRIPT = "<script>alert(1)</script>"


def without_deputy(unit):
    with recording(actor="Test", reason="Test"):
        Assignment.objects.get(unit=unit, function__code="deputy").delete()


def test_nothing_missing_and_nothing_old_is_confirmed_by_one_click(read, answer, review, cast):
    page = read()
    assert "Nothing is missing and nothing is old, so one click is enough." in page
    assert YES in page
    assert 'name="part_' not in page
    said = answer(sent(page))
    assert said.status_code == 302
    review.refresh_from_db()
    assert (review.outcome, review.answered_by, review.channel) == ("confirmed", cast.head, "page")
    assert set(review.parts.values_list("part", "answer")) == {(part.value, "correct") for part in Part}


def test_what_was_on_screen_is_kept_byte_by_byte_and_shown_later(read, answer, review, cast):
    answer(sent(read()))
    review.refresh_from_db()
    assert fingerprint(review.shown) == review.shown_sha256
    people = next(part for part in review.shown["parts"] if part["key"] == "people")
    assert people["lines"][0].startswith("Clara Whitfield as head; Jonas Beck as deputy")
    with recording(actor="Test", reason="Later"):
        cast.unit.purpose = "Something else altogether"
        cast.unit.save()
    later = UnitReview.objects.get(pk=review.pk)
    assert (later.shown, fingerprint(later.shown)) == (review.shown, review.shown_sha256)
    for reader in ("head", "auditor", "ciso"):
        page = read(reader)
        assert "As shown on" in page
        assert "Pays suppliers on time" in page
        assert "Something else altogether" not in page
        assert review.shown_sha256 in page


def test_the_same_screen_reads_the_same_for_the_team(read):
    seen = {re.search(r'name="seen" value="(\w+)"', read(reader))[1] for reader in ("head", "ciso", "admin")}
    assert len(seen) == 1


def test_nothing_for_the_team_alone_is_on_the_page_or_kept(read, answer, review, cast):
    with recording(actor="Test", reason="Test"):
        cast.unit.team_notes, cast.unit.strategic_importance = "Stubborn about passwords", 5
        cast.unit.save()
    for reader in ("head", "ciso"):
        assert "Stubborn" not in read(reader)
    answer(sent(read("ciso")) | {"channel": "phone", "spoke_with": "Clara Whitfield"}, "ciso")
    review.refresh_from_db()
    assert "Stubborn" not in str(review.shown)
    assert "mportance" not in str(review.shown)


def test_what_is_missing_asks_and_nothing_else_does(read, answer, review, cast):
    without_deputy(cast.unit)
    page = read()
    assert "Because we do not know a deputy yet." in page
    assert set(re.findall(r'name="part_(\w+)"', page)) == {"people"}
    assert YES not in page
    assert "1 part needs a word from you, about 2 minutes." in page
    refused = answer(sent(page))
    assert refused.status_code == 422
    assert "Say whether this is still correct." in refused.content.decode()
    assert answer(sent(page) | {"part_people": "correct"}).status_code == 302
    review.refresh_from_db()
    assert review.outcome == "confirmed"


def test_what_is_old_asks(read, review, cast, monkeypatch):
    monkeypatch.setitem(freshness.LIMITS, "aims", -1)
    page = read()
    assert set(re.findall(r'name="part_(\w+)"', page)) == {"aims"}
    assert "Because it was last looked at on" in page


def test_a_part_answered_in_an_earlier_review_is_as_new_as_that(read, review, cast):
    before = CycleFactory(closed=True, name="Summer review")
    earlier = UnitReviewFactory(cycle=before, unit=cast.unit, confirmed=True)
    with recording(actor="Test", reason="Test"):
        PartReview(review=earlier, part=Part.AIMS, answer="correct").save()
    page = read()
    assert "last confirmed on" in page
    assert "Changed since they last confirmed" in page or "Changed since you last confirmed" in page


def test_no_longer_ours_wants_to_know_whose_and_keeps_the_note(read, answer, review, cast):
    without_deputy(cast.unit)
    data = sent(read()) | {"part_people": "not_ours"}
    refused = answer(data)
    assert refused.status_code == 422
    assert "whose it is now" in refused.content.decode()
    assert answer(data | {"note_people": "Treasury names them now"}).status_code == 302
    review.refresh_from_db()
    part = review.parts.get(part="people")
    assert (review.outcome, part.answer, part.note) == ("changed", "not_ours", "Treasury names them now")
    assert Assignment.objects.filter(unit=cast.unit).count() == 3


def test_something_has_changed_shows_the_choices_of_every_part(read, answer, review):
    page = read(query="?all=1")
    assert len(set(re.findall(r'name="part_(\w+)"', page))) == len(Part)
    data = sent(page)
    assert {data[f"part_{part}"] for part in Part} == {"correct"}
    assert answer(data | {"part_rules": "changed"}).status_code == 422
    assert answer(data | {"part_rules": "changed", "note_rules": "PCI DSS ended"}).status_code == 302
    review.refresh_from_db()
    assert review.outcome == "changed"
    assert review.parts.get(part="rules").note == "PCI DSS ended"


def test_dependencies_are_confirmed_in_bulk_and_an_unticked_one_is_proposed_for_removal(
    read, answer, review, cast, clients
):
    customer, studio, shop = Dependency.objects.filter(consumer=cast.unit).order_by("pk")
    data = sent(read())
    data["tick"].remove(f"dependency:{studio.pk}")
    assert answer(data).status_code == 302
    for row, confirmed in ((customer, True), (studio, False), (shop, True)):
        row.refresh_from_db()
        assert (row.consumer_confirmed_by == cast.head) is confirmed
    review.refresh_from_db()
    part = review.parts.get(part="needs")
    assert (review.outcome, part.answer) == ("changed", "changed")
    assert part.note.startswith("No longer true: We rely on Brightside Studio")
    assert [(one["kind"], one["pk"], one["settled"]) for one in part.dropped] == [
        ("dependency", studio.pk, "")
    ]
    assert "Brightside Studio" in review.shown["no_longer"][0]
    groups = {review.history.first().history_group, customer.history.first().history_group}
    assert len(groups) == 1


def test_the_team_takes_it_off_the_list_or_keeps_it(read, answer, review, cast, clients):
    _, studio, shop = Dependency.objects.filter(consumer=cast.unit).order_by("pk")
    data = sent(read())
    data["tick"] = data["tick"][:1]
    answer(data)
    assert "Take it off the list" not in read("head")
    assert "Take it off the list" not in read("auditor")
    assert "Take it off the list" in read("ciso")
    settle = {"part": "needs", "number": "0", "do": "remove"}
    assert answer(settle, "head", "settle/").status_code == 403
    answer(settle, "ciso", "settle/")
    assert not Dependency.objects.filter(pk=studio.pk).exists()
    answer(settle | {"number": "1", "do": "keep"}, "ciso", "settle/")
    assert Dependency.objects.filter(pk=shop.pk).exists()
    page = read("ciso")
    assert "taken off the list" in page
    assert "kept on the list" in page
    assert (
        "settled meanwhile"
        in clients["ciso"]
        .post(f"/reviews/{review.cycle_id}/OWN/settle/", settle, follow=True)
        .content.decode()
    )
    for bad in ({"number": "9"}, {"number": "x"}, {"number": ""}, {"part": "\0"}, {"part": "moon"}):
        assert answer(settle | bad, "ciso", "settle/").status_code in (302, 404)


def test_a_closer_look_at_what_it_cannot_lose_proposes_things_too(read, answer, review, cast):
    with recording(actor="Test", reason="Test"):
        review.cycle.in_depth = Part.VALUE
        review.cycle.save()
    page = read()
    assert "Looked at more closely this time: what you cannot lose" in page
    assert "New, and confirmed with your answer" in page
    data = sent(page)
    press = Asset.objects.get(unit=cast.unit, name="Press accounts")
    data["tick"].remove(f"asset:{press.pk}")
    answer(data)
    review.refresh_from_db()
    assert review.parts.get(part="value").dropped[0]["pk"] == press.pk
    assert Asset.objects.filter(pk=press.pk).exists()


@pytest.mark.parametrize("part", [*Part, ""])
def test_any_part_can_be_looked_at_more_closely(read, answer, review, part):
    with recording(actor="Test", reason="Test"):
        review.cycle.in_depth = part
        review.cycle.save()
    assert answer(sent(read())).status_code == 302


def test_what_changed_meanwhile_is_looked_at_again_and_nothing_is_lost(read, answer, review, cast):
    without_deputy(cast.unit)
    data = sent(read()) | {"part_people": "not_ours", "note_people": "Ask Treasury"}
    data["tick"] = data["tick"][1:]
    AssetFactory(unit=cast.unit, name="A fourth thing", crown=True)
    said = answer(data)
    page = said.content.decode()
    assert said.status_code == 409
    assert "The record has changed since you opened this page" in page
    assert "Ask Treasury" in page
    assert "A fourth thing" in page
    again = sent(re.sub(r"\s+", " ", page))
    assert again["tick"] == data["tick"]
    assert again["part_people"] == "not_ours"
    assert answer(again | {"note_people": "Ask Treasury"}).status_code == 302


def test_in_a_second_tab_one_reads_who_answered_and_loses_nothing(read, answer, review, cast, clients):
    without_deputy(cast.unit)
    data = sent(read()) | {"part_people": "not_ours", "note_people": "Ask Treasury"}
    answer(sent(read("ciso")) | {"part_people": "correct", "spoke_with": "Jonas Beck"}, "ciso")
    said = answer(data)
    page = said.content.decode()
    assert said.status_code == 409
    assert "Cast ciso confirmed it on" in page
    assert "answered by phone (Jonas Beck)" in page
    assert "Ask Treasury" in page
    again = sent(re.sub(r"\s+", " ", page)) | {"note_people": "Ask Treasury"}
    assert answer(again).status_code == 302
    review.refresh_from_db()
    assert (review.outcome, review.answered_by) == ("changed", cast.head)


def test_an_answer_can_be_changed_while_the_review_is_open_and_both_stay(read, answer, review, cast):
    answer(sent(read()))
    first = UnitReview.objects.get(pk=review.pk)
    assert "Change this answer" in read()
    assert "Change this answer" not in read("auditor")
    again = read(query="?again=1&all=1")
    assert "What you send now takes its place" in again
    answer(sent(again) | {"part_shape": "changed", "note_shape": "We are 60 now"})
    review.refresh_from_db()
    assert review.outcome == "changed"
    assert review.parts.count() == len(Part)
    page = read("auditor")
    assert "Earlier answers" in page
    version = re.search(r'href="\?answer=(\d+)"', page)[1]
    earlier = read("auditor", f"?answer={version}")
    assert "An earlier answer" in earlier
    assert first.shown_sha256 in earlier
    for bad in ("9" * 30, "x", "0", "-1"):
        read("auditor", f"?answer={bad}", status=404)


def test_the_team_writes_down_what_it_was_told_and_says_whose_it_is(read, answer, review, cast):
    page = read("ciso")
    assert "Whose answer it is" in page
    assert 'value="Clara Whitfield"' in page
    refused = answer(sent(page) | {"channel": "phone", "spoke_with": ""}, "ciso")
    assert refused.status_code == 422
    answer(sent(page) | {"channel": "on_behalf", "spoke_with": "Jonas Beck"}, "ciso")
    review.refresh_from_db()
    assert (review.channel, review.spoke_with, review.answered_by) == ("on_behalf", "Jonas Beck", cast.ciso)
    assert "on behalf of Jonas Beck" in read("auditor")


def test_who_may_only_read_sees_what_is_asked_and_no_button(read, answer, review):
    page = read("auditor")
    assert "No answer yet" in page
    assert "Pays suppliers on time" in page
    for button in (YES, "Change<", "No longer"):
        assert button not in page
    assert answer({}, "auditor").status_code == 403


def test_another_department_is_not_there(clients, review, cast):
    for path in ("", "answer/", "delegate/", "not-mine/", "part/aims/", "settle/"):
        for method in ("get", "post"):
            status = getattr(clients["outsider"], method)(
                f"/reviews/{review.cycle_id}/OWN/{path}"
            ).status_code
            assert status in (404, 405, 403), path
    assert clients["outsider"].get(f"/reviews/{review.cycle_id}/OWN/").status_code == 404
    assert clients["outsider"].post(f"/reviews/{review.cycle_id}/OWN/answer/").status_code == 404
    assert clients["head"].get(f"/reviews/{review.cycle_id + 1}/OWN/").status_code == 404
    assert clients["head"].get(f"/reviews/{review.cycle_id}/FOREIGN/").status_code == 404


def test_another_spelling_leads_to_the_page(clients, review):
    said = clients["head"].get(f"/reviews/{review.cycle_id}/own/")
    assert said["Location"] == f"/reviews/{review.cycle_id}/OWN/"


def test_a_planned_review_is_not_there_for_a_department(clients, cast, known):
    planned = UnitReviewFactory(cycle=CycleFactory(planned=True), unit=cast.unit, reviewer=known)
    assert clients["head"].get(f"/reviews/{planned.cycle_id}/OWN/").status_code == 404


def test_a_closed_review_is_read_only_with_its_outcome(clients, cast, known, answer, read):
    closed = CycleFactory(closed=True)
    done = UnitReviewFactory(cycle=closed, unit=cast.unit, reviewer=known, confirmed=True)
    page = clients["head"].get(f"/reviews/{done.cycle_id}/OWN/?again=1").content.decode()
    assert "was closed on" in page
    assert YES not in page
    said = clients["head"].post(f"/reviews/{done.cycle_id}/OWN/answer/", {}, follow=True)
    assert "nothing can be answered in it any more" in said.content.decode()
    assert UnitReview.objects.get(pk=done.pk).answered_by == done.answered_by
    for path in ("delegate/", "not-mine/"):
        assert clients["head"].get(f"/reviews/{done.cycle_id}/OWN/{path}").status_code == 302
    assert clients["head"].get(f"/reviews/{done.cycle_id}/OWN/part/aims/").status_code == 404


def test_scripts_in_every_field_stay_words(read, answer, review, cast):
    with recording(actor="Test", reason="Test"):
        cast.unit.purpose = cast.unit.security_view = SCRIPT
        cast.unit.save()
        review.cycle.name = f"Review {SCRIPT}"
        review.cycle.save()
    AssetFactory(unit=cast.unit, name=f"Thing {SCRIPT}", crown=True)
    DependencyFactory(consumer=cast.unit, in_words=True, provider_named=SCRIPT, flows=SCRIPT)
    ContactFactory(name=SCRIPT, home_unit=cast.unit)
    data = sent(read(query="?all=1"))
    data |= {"part_aims": "changed", "note_aims": SCRIPT, "remarks": SCRIPT}
    answer({**data, "tick": data["tick"][:2]})
    for reader in ("head", "ciso", "auditor"):
        assert SCRIPT not in read(reader)


@pytest.mark.parametrize(
    "bad",
    [
        {"note_people": "x" * 600}, {"remarks": "x" * 3000}, {"part_people": "maybe"}, {"remarks": "a\0b"},
        {"tick": ["dependency:999"]}, {"tick": "\0"}, {"note_people": "\0", "part_people": "changed"},
    ],
)  # fmt: skip
def test_what_cannot_be_kept_is_refused_and_nothing_is_answered(read, answer, review, cast, bad):
    without_deputy(cast.unit)
    said = answer(sent(read()) | {"part_people": "correct"} | bad)
    assert said.status_code == 422
    review.refresh_from_db()
    assert review.outcome == ""


@pytest.mark.parametrize("stamp", ["x", "2026-13-45", "\0", "9" * 50])
def test_a_strange_stamp_is_no_answer(read, answer, review, stamp):
    assert answer(sent(read()) | {"instead_of": stamp}).status_code in (302, 422)


def test_the_record_changed_on_the_spot_counts_as_the_answer_to_its_part(read, answer, review, cast):
    form = read(query="part/aims/")
    revision = re.search(r'name="revision" value="([^"]*)"', form)[1]
    values = {"purpose": "Six campaigns", "security_view": "Helpful", "risk_appetite": "open"}
    saved = answer(values | {"revision": revision}, to="part/aims/")
    assert saved.status_code == 302
    cast.unit.refresh_from_db()
    assert cast.unit.purpose == "Six campaigns"
    assert cast.unit.history.first().history_change_reason == "Changed in the review “Autumn review”"
    page = read()
    assert "changed by you" in page
    assert YES in page
    answer(sent(page))
    review.refresh_from_db()
    assert review.outcome == "changed"
    assert review.parts.get(part="aims").answer == "changed"


def test_a_change_on_the_spot_keeps_what_was_chosen_on_the_page(read, answer, review, cast):
    without_deputy(cast.unit)
    data = sent(read()) | {"part_people": "not_ours", "note_people": "Ask Treasury", "headcount": "61"}
    revision = re.search(r'name="revision" value="([^"]*)"', read(query="part/shape/"))[1]
    part = {"HX-Request": "true", "HX-Target": "review"}
    said = answer(data | {"revision": revision, "work_mode": "hybrid"}, to="part/shape/", **part)
    html = re.sub(r"\s+", " ", said.content.decode())
    assert said.status_code == 200
    assert html.strip().startswith('<div class="letter" id="review">')
    assert "Ask Treasury" in html
    again = sent(html)
    assert again["part_people"] == "not_ours"
    assert again["seen"] != data["seen"]
    assert answer(again | {"note_people": "Ask Treasury"}).status_code == 302


def test_a_refused_change_stands_in_its_part(read, answer, review, cast):
    part = {"HX-Request": "true", "HX-Target": "review"}
    said = answer({"headcount": "-5", "revision": "999"}, to="part/shape/", **part)
    assert said.status_code == 422
    assert said["HX-Retarget"] == "#part-shape"
    assert Unit.objects.get(pk=cast.unit.pk).headcount == cast.unit.headcount


@pytest.mark.parametrize("part", list(Part))
def test_each_part_opens_in_its_place_and_can_be_left(read, answer, review, clients, part):
    address = f"/reviews/{review.cycle_id}/OWN/part/{part}/"
    opened = clients["head"].get(address, headers={"HX-Request": "true", "HX-Target": f"part-{part}"})
    assert opened.status_code == 200
    assert opened.content.decode().count("<form") >= 1
    left = clients["head"].get(
        f"{address}?cancel=1", headers={"HX-Request": "true", "HX-Target": f"part-{part}"}
    )
    assert "<form" not in left.content.decode()
    whole = clients["head"].get(address).content.decode()
    assert "Is this still correct?" in whole


def test_people_are_named_on_the_spot(read, answer, review, cast, known):
    data = {
        "function": "deputy",
        "new_name": "Ana Duarte",
        "since": timezone.localdate().isoformat(),
        "priority": "1",
    }
    assert answer(data, to="part/people/").status_code == 302
    assert "Ana Duarte as deputy" in read()
    assert answer({"function": "deputy"}, to="part/people/").status_code == 422
    assert answer({"function": "\0", "new_name": "X"}, to="part/people/").status_code == 422


def test_a_department_that_is_needed_is_added_on_the_spot(read, answer, review, cast):
    assert answer({"named": "The print shop", "flows": "leaflets"}, to="part/needs/").status_code == 302
    row = Dependency.objects.get(provider_named="The print shop")
    assert row.consumer_confirmed_by == cast.head
    assert "The print shop" in read()
    assert answer({}, to="part/needs/").status_code == 422


def test_done_with_the_rows_gives_the_page_anew(read, answer, review):
    part = {"HX-Request": "true", "HX-Target": "review"}
    said = answer(sent(read()), to="part/value/", **part)
    assert (said.status_code, 'id="review"' in said.content.decode()) == (200, True)


def test_no_such_part(clients, review):
    for part in ("moon", "%00", "people'"):
        assert clients["head"].get(f"/reviews/{review.cycle_id}/OWN/part/{part}/").status_code == 404


def test_a_colleague_answers_in_ones_place(answer, review, cast, clients):
    deputy = ContactFactory(name="Jonas Weber", home_unit=cast.unit, user=cast.outsider)
    address = f"/reviews/{review.cycle_id}/OWN/delegate/"
    assert "Who answers in your place?" in clients["head"].get(address).content.decode()
    refused = answer({"to": deputy.pk, "note": "You know it better"}, to="delegate/")
    assert refused.status_code == 422
    assert "may not act for Marketing yet" in refused.content.decode()
    assert answer({"to": deputy.pk, "note": ""}, to="delegate/").status_code == 422
    assert answer({"to": "\0", "note": "x"}, to="delegate/").status_code == 422
    StewardshipFactory(unit=cast.unit, user=cast.outsider)
    assert answer({"to": deputy.pk, "note": "You know it better"}, to="delegate/").status_code == 302
    review.refresh_from_db()
    assert (review.reviewer, review.note) == (deputy, "You know it better")
    assert (
        "You know it better" in clients["outsider"].get(f"/reviews/{review.cycle_id}/OWN/").content.decode()
    )


def test_no_longer_mine_says_whose(answer, review, cast, read, clients):
    assert answer({"note": ""}, to="not-mine/").status_code == 422
    assert answer({"note": "Helen took over"}, to="not-mine/").status_code == 302
    review.refresh_from_db()
    assert (review.outcome, review.remarks) == ("not_mine", "Helen took over")
    assert "Helen took over" in read("ciso")
    again = answer({"note": "Once more"}, to="not-mine/")
    assert again.status_code == 302
    review.refresh_from_db()
    assert review.remarks == "Helen took over"


def test_reading_costs_the_same_for_many_rows(read, review, cast, count_queries):
    read()
    with count_queries() as few:
        read()
    for number in range(20):
        AssetFactory(unit=cast.unit, crown=True)
        DependencyFactory(consumer=UnitFactory(name=f"Shop {number}"), provider=cast.unit)
    read()
    with count_queries() as many:
        read()
    assert len(many) == len(few)
    assert len(few) <= 22


def test_what_happened_before_the_last_answer_is_not_told_again(read, answer, review, cast, clients):
    answer(sent(read()))
    with recording(actor="Test", reason="Test"):
        review.cycle.state, review.cycle.closed_at, review.cycle.closed_by = (
            "closed",
            timezone.now(),
            cast.ciso,
        )
        review.cycle.save()
    after = CycleFactory(name="Winter review", opened_at=timezone.now() + timedelta(seconds=1))
    UnitReviewFactory(cycle=after, unit=cast.unit, reviewer=review.reviewer)
    page = re.sub(r"\s+", " ", clients["head"].get(f"/reviews/{after.pk}/OWN/").content.decode())
    assert 'Changed since you last confirmed</h2> <span class="meta">nothing' in page


def test_answering_anew_begins_with_what_was_answered(read, answer, review, cast):
    studio = Dependency.objects.get(provider_named="Brightside Studio")
    data = sent(read(query="?all=1")) | {"part_rules": "not_ours", "note_rules": "Legal keeps them"}
    data["tick"].remove(f"dependency:{studio.pk}")
    answer(data)
    page = read(query="?again=1")
    again = sent(page)
    assert f"dependency:{studio.pk}" not in again["tick"]
    assert (again["part_rules"], again["part_needs"]) == ("not_ours", "changed")
    assert "Legal keeps them" in page
    assert answer(again | {"note_rules": "Legal keeps them"}).status_code == 302
    review.refresh_from_db()
    answers = {row.part: (row.answer, row.note) for row in review.parts.all()}
    assert answers["rules"] == ("not_ours", "Legal keeps them")
    assert answers["needs"][1].count("No longer true") == 1
    assert len(review.parts.get(part="needs").dropped) == 1


def test_that_a_side_said_yes_is_no_news(read, answer, review, cast):
    answer(sent(read()))
    assert "confirmed at" not in read(query="?again=1")
