"""What a reorganisation does to everything a department has, and that taking it back restores every value."""

import json
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from common.history import recording
from common.history.undoing import CannotUndo, tracked_models
from contacts.models import Assignment, Contact, Pathway
from dialogues.models import Commitment, SeriesUnit, Session, SessionUnit, Topic
from overview.actions.reorganising import reorganise, take_back
from overview.models import Reorganisation, ReorganisationReader, ReorganisationUnit
from overview.reorganising.plan import NOBODY, STAY, New, Plan, Share, to_new, to_unit
from tests.factories.contacts import ContactFactory
from tests.factories.units import UnitFactory
from units.choices import Status
from units.models import Asset, Dependency, FormerCode, Process, Stewardship, Unit, UnitObligation
from units.shares import Thing

pytestmark = pytest.mark.django_db
Kind, State = Reorganisation.Kind, Reorganisation.State
TODAY = timezone.localdate()
# A newer invitation needs a higher number also after things are as before.
COUNTED = {"dialogues_session": " - 'sequence' - 'revision'"}
OWN = (Reorganisation, ReorganisationReader)


def do(kind, plan, cast, *, on=TODAY, reason="The board decided", **more):
    return reorganise(kind, plan, on=on, reason=reason, by=cast.admin, at=timezone.now(), today=TODAY, **more)


def merged(filled, cast, **more):
    return do(Kind.MERGER, Plan([filled.old.pk], [filled.heir.pk]), cast, **more)


def rows() -> dict:
    """Every row of every tracked table but its own, as the database has it."""
    found = {}
    with connection.cursor() as cursor:
        for model in tracked_models():
            if model in OWN:
                continue
            table = model._meta.db_table
            less = COUNTED.get(table, " - 'revision'")
            cursor.execute(f'SELECT id, (to_jsonb(t){less})::text FROM "{table}" t')
            found |= {(table, pk): json.loads(text) for pk, text in cursor.fetchall()}
    return found


def of(model, unit, **more) -> int:
    return model.objects.filter(unit=unit, **more).count()


def test_a_merger_hands_everything_over_as_one_save(filled, cast):
    event = merged(filled, cast)
    old, heir = Unit.objects.get(pk=filled.old.pk), filled.heir
    assert (old.status, old.closed_on) == (Status.CLOSED, TODAY)
    filled.part.refresh_from_db()
    assert filled.part.parent == heir
    for model in (Asset, Process, UnitObligation, Pathway, Topic):
        assert of(model, old) == 0, model
    assert not Commitment.objects.unsettled().filter(unit=old).exists()
    assert not Dependency.objects.filter(consumer=old).exists()
    assert set(Stewardship.objects.filter(unit=old).values_list("user", flat=True)) <= set(
        Stewardship.objects.filter(unit=heir).values_list("user", flat=True)
    )
    assert not Assignment.objects.filter(unit=old, until__isnull=True).exists()
    assert not Contact.objects.filter(home_unit=old).listed().here(on=TODAY).exists()
    assert of(SeriesUnit, heir) == 2
    ahead = SessionUnit.objects.filter(session__state="planned", session__starts_at__gte=timezone.now())
    assert not ahead.filter(unit=old).exists()
    assert {row.session.title for row in SessionUnit.objects.filter(unit=old)} == {"Held with Print"}
    assert event.state == State.DONE
    sides = {(row.side, row.unit.code) for row in event.sides.select_related("unit")}
    assert sides == {("before", "PRINT"), ("before", "BRAND"), ("after", "BRAND")}
    groups = {
        model.history.filter(id=pk).latest().history_group
        for model, pk in ((Unit, old.pk), (Unit, filled.part.pk), (Reorganisation, event.pk))
    }
    assert groups == {event.save_group}
    assert Unit.history.filter(id=old.pk).latest().history_change_reason == "The board decided"


def test_taking_a_merger_back_restores_every_value_as_one_new_change(filled, cast):
    before = rows()
    event = merged(filled, cast)
    assert rows() != before
    group = take_back(event, by=cast.ciso, at=timezone.now(), reason="The board changed its mind")
    after = rows()
    assert {key for key in before if before[key] != after.get(key)} == set()
    assert set(after) == set(before)
    event.refresh_from_db()
    assert event.state == State.UNDONE
    assert not ReorganisationUnit.objects.exists()
    last = Unit.history.filter(id=filled.old.pk).latest()
    assert (last.history_group, last.history_change_reason) == (group, "The board changed its mind")


@pytest.mark.parametrize(
    "kind", [Kind.SPLIT, Kind.MOVE, Kind.RENAME, Kind.ACQUISITION, Kind.CLOSURE, Kind.LEADERSHIP]
)
def test_every_other_kind_can_be_taken_back_as_well(filled, cast, kind):
    old = filled.old.pk
    plan = {
        Kind.SPLIT: Plan([old], [filled.other.pk], [New("PRINT-B", "Books")], shares={old: Share(to_new(0))}),
        Kind.MOVE: Plan([old], parent=filled.other.pk),
        Kind.RENAME: Plan([old], name="Press", code="PRESS"),
        Kind.ACQUISITION: Plan(new=[New("NORD", "Nordic")], outside="Fjordhem AS", parent=cast.parent.pk),
        Kind.CLOSURE: Plan([old], outside="Agency Ltd"),
        Kind.LEADERSHIP: Plan([old], leader=ContactFactory(home_unit=filled.old).pk, access=True),
    }[kind]
    before = rows()
    event = do(kind, plan, cast)
    assert rows() != before
    take_back(event, by=cast.admin, at=timezone.now(), reason="Not after all")
    after = rows()
    assert {key for key in before if before[key] != after.get(key)} == set()
    assert set(after) == set(before)


def test_what_was_done_since_and_would_be_lost_is_named_and_refuses_it(filled, cast):
    event = merged(filled, cast)
    with recording(by=cast.ciso, reason="Counted again"):
        asset = Asset.objects.get(name="Pictures of Print")
        asset.description = "Also on paper"
        asset.save()
    with pytest.raises(CannotUndo) as refused:
        take_back(event, by=cast.admin, at=timezone.now(), reason="Not after all")
    assert [one.label for one in refused.value.later] == ["Pictures of Print"]
    event.refresh_from_db()
    assert event.state == State.DONE


def test_a_split_gives_each_its_share_and_the_department_keeps_the_rest(filled, cast):
    old = filled.old
    fonts, pictures = (Asset.objects.get(unit=old, name=name) for name in ("Fonts", "Pictures of Print"))
    share = Share(
        STAY,
        {Thing.PROMISES: to_new(0), Thing.SERIES: to_unit(filled.other.pk), Thing.PARTS: to_new(0)},
        {f"assets:{fonts.pk}": to_unit(filled.other.pk)},
    )
    plan = Plan([old.pk], [filled.other.pk], [New("BOOKS", "Books")], stays=True, shares={old.pk: share})
    do(Kind.SPLIT, plan, cast)
    books = Unit.objects.get(code="BOOKS")
    assert (books.parent, books.owner, books.opened_on) == (cast.parent, cast.ciso, TODAY)
    old.refresh_from_db()
    fonts.refresh_from_db()
    pictures.refresh_from_db()
    filled.part.refresh_from_db()
    assert (old.status, fonts.unit, pictures.unit) == (Status.ACTIVE, filled.other, old)
    assert filled.part.parent == books
    assert of(Commitment, books) == 2
    assert of(SeriesUnit, filled.other) == 1
    assert of(Assignment, old, until__isnull=True) == 3
    sides = {(row.side, row.unit.code) for row in ReorganisationUnit.objects.select_related("unit")}
    assert sides == {("before", "PRINT"), ("after", "PRINT"), ("after", "WEB"), ("after", "BOOKS")}


def test_where_nobody_takes_over_nothing_is_left_behind(filled, cast):
    do(Kind.CLOSURE, Plan([filled.old.pk]), cast)
    old, above = filled.old, cast.parent
    filled.part.refresh_from_db()
    assert filled.part.parent == above
    assert Commitment.objects.unsettled().filter(unit=above).count() == 2
    assert of(Topic, above) == 1
    assert not Assignment.objects.filter(unit=old, until__isnull=True).exists()
    series = SeriesUnit.objects.get(unit=old).series
    assert series.ended_on == TODAY + timedelta(1)
    assert Session.objects.get(title="Extra talk with Print").state == "cancelled"
    assert Session.objects.get(title="Held with Print").state == "closed"


def test_a_new_name_and_code_leave_the_old_code_behind(filled, cast):
    do(Kind.RENAME, Plan([filled.old.pk], name="Press", code="PRESS"), cast)
    filled.old.refresh_from_db()
    assert (filled.old.name, filled.old.code) == ("Press", "PRESS")
    assert FormerCode.objects.get().code == "PRINT"


def test_a_new_head_follows_on_the_day_and_the_one_before_leads_until_then(filled, cast):
    person = ContactFactory(name="Ana Silva", home_unit=filled.old, user=cast.head)
    do(Kind.LEADERSHIP, Plan([filled.old.pk], leader=person.pk, access=True), cast)
    heads = Assignment.objects.of_units().filter(unit=filled.old, function__code="head").order_by("pk")
    assert [(one.contact.name, one.until) for one in heads] == [
        ("Head of Print", TODAY - timedelta(1)), ("Ana Silva", None),
    ]  # fmt: skip
    assert heads.last().since == TODAY
    assert Stewardship.objects.filter(unit=filled.old, user=cast.head).exists()


def test_several_departments_merge_into_a_new_one_the_deepest_first(filled, cast):
    plan = Plan([filled.old.pk, filled.part.pk, filled.heir.pk], new=[New("MEDIA", "Media")])
    do(Kind.MERGER, plan, cast)
    media = Unit.objects.get(code="MEDIA")
    assert media.parent == cast.parent
    closed = Unit.objects.filter(pk__in=plan.units, status=Status.CLOSED)
    assert closed.count() == 3
    assert not Unit.objects.filter(parent__in=closed).current().exists()
    assert of(Asset, media) == 5


def refusal(kind, plan, cast, **more) -> str:
    before = rows()
    with pytest.raises(ValidationError) as refused:
        do(kind, plan, cast, **more)
    assert rows() == before
    assert not Reorganisation.objects.filter(state=State.PREPARED).exists() or "already" in more
    return " ".join(refused.value.messages)


class TestBadInput:
    def test_a_department_merges_into_no_part_of_its_own(self, filled, cast):
        said = refusal(Kind.MERGER, Plan([filled.old.pk], [filled.part.pk]), cast)
        assert "cannot merge into a part of its own" in said

    def test_nor_is_it_split_into_itself(self, filled, cast):
        said = refusal(Kind.SPLIT, Plan([filled.old.pk], [filled.old.pk, filled.other.pk]), cast)
        assert "cannot be split into itself" in said

    def test_what_is_closed_takes_part_on_neither_side(self, filled, cast):
        shut = UnitFactory(name="Shut", closed=True)
        assert "closed already" in refusal(Kind.MERGER, Plan([shut.pk], [filled.heir.pk]), cast)
        assert "can take nothing over" in refusal(Kind.MERGER, Plan([filled.old.pk], [shut.pk]), cast)
        assert "nothing new can belong" in refusal(Kind.MOVE, Plan([filled.old.pk], parent=shut.pk), cast)

    def test_a_day_before_it_opened_is_refused(self, filled, cast):
        with recording(by=cast.admin, reason="Known now"):
            filled.old.opened_on = TODAY - timedelta(30)
            filled.old.save()
        said = refusal(Kind.MERGER, Plan([filled.old.pk], [filled.heir.pk]), cast, on=TODAY - timedelta(31))
        assert "this day lies before" in said

    @pytest.mark.parametrize("ahead", [0, 30])
    def test_two_of_one_department_on_one_day_are_refused(self, filled, cast, ahead):
        day = TODAY + timedelta(ahead)
        do(Kind.RENAME, Plan([filled.old.pk], name="Press"), cast, on=day)
        before = Reorganisation.objects.count()
        with pytest.raises(ValidationError, match="part of another reorganisation on that day"):
            do(Kind.MOVE, Plan([filled.old.pk], parent=filled.other.pk), cast, on=day)
        assert Reorganisation.objects.count() == before
        do(Kind.MOVE, Plan([filled.old.pk], parent=filled.other.pk), cast, on=day + timedelta(1))

    def test_two_departments_may_merge_into_the_same_on_one_day(self, filled, cast):
        merged(filled, cast)
        do(Kind.MERGER, Plan([filled.other.pk], [filled.heir.pk]), cast)
        assert Unit.objects.filter(status=Status.CLOSED).count() == 2

    def test_a_code_in_use_now_or_before_is_refused(self, filled, cast):
        plan = Plan([filled.old.pk], new=[New("BRAND", "Another brand")])
        assert "has the code BRAND" in refusal(Kind.MERGER, plan, cast)
        do(Kind.RENAME, Plan([filled.other.pk], name="Web", code="WWW"), cast)
        plan = Plan([filled.old.pk], new=[New("web", "Web")])
        with pytest.raises(ValidationError, match="had the code web before"):
            do(Kind.MERGER, plan, cast)

    def test_nothing_moves_below_itself(self, filled, cast):
        assert "part of its own" in refusal(Kind.MOVE, Plan([filled.old.pk], parent=filled.part.pk), cast)
        assert "stands there already" in refusal(
            Kind.MOVE, Plan([filled.old.pk], parent=cast.parent.pk), cast
        )

    def test_a_day_far_ahead_is_fine(self, filled, cast):
        event = merged(filled, cast, on=TODAY + timedelta(4000))
        assert event.state == State.PREPARED
        assert not ReorganisationUnit.objects.exists()

    def test_a_share_of_somebody_who_gets_nothing_is_refused(self, filled, cast):
        share = {filled.old.pk: Share(to_unit(filled.other.pk), {Thing.ASSETS: NOBODY})}
        plan = Plan([filled.old.pk], [filled.heir.pk], shares=share)
        assert "not part of it any more" in refusal(Kind.MERGER, plan, cast)
