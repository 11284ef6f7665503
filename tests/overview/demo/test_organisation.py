"""The demo organisation: complete and believable."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from contacts.models import Function
from overview.demo.people import PASSWORD, SIGN_INS
from overview.models import Reorganisation
from tests.overview.demo.day import DAY
from units.choices import Depth, Kind, RiskLevel, Status
from units.models import FormerCode, Incident, Obligation, Unit

# Said for every test here, so that running this file alone sets the database up.
pytestmark = pytest.mark.django_db


def history_models():
    """All but those of the list of responsibilities, which is there before the demo."""
    models = [model for model in apps.get_models() if hasattr(model, "history_type")]
    return [model for model in models if model is not Function.history.model]


def versions(*names):
    rows = []
    for model in history_models():
        rows += model.objects.values_list(*names)
    return rows


def test_about_sixty_units_of_every_kind_status_and_depth(read):
    units = Unit.objects.all()
    assert 55 <= len(units) <= 70
    assert {unit.kind for unit in units} == set(Kind.values)
    assert {unit.status for unit in units} == set(Status.values)
    assert {unit.depth for unit in units} == set(Depth.values)


def test_every_risk_level_occurs(read):
    assert set(Unit.objects.exclude(risk_level=None).values_list("risk_level", flat=True)) == set(
        RiskLevel.values
    )


def test_every_value_would_pass_the_forms(read):
    for model in apps.get_models():
        ours = model._meta.app_label in ("accounts", "contacts", "units", "overview")
        if ours and not hasattr(model, "history_type"):
            for row in model._base_manager.all():
                # What the database guards it need not be asked for each of two thousand rows.
                row.full_clean(validate_unique=False, validate_constraints=False)


def test_some_records_are_incomplete(read):
    assert Unit.objects.filter(owner=None, status=Status.ACTIVE).exists()
    assert Unit.objects.filter(exposure=None, status=Status.ACTIVE).exists()


def test_closed_units_have_a_successor(read):
    closed = Unit.objects.filter(status=Status.CLOSED)
    assert len(closed) == 2
    for unit in closed:
        event = Reorganisation.objects.get(sides__unit=unit, sides__side="before")
        assert event.sides.filter(side="after", unit__status=Status.ACTIVE).exists()


def test_every_unit_leads_up_to_the_group(read):
    assert list(Unit.objects.filter(parent=None).values_list("code", flat=True)) == ["VG"]


def test_pinned_headcounts_differ_from_what_hr_says(read):
    pinned = [unit for unit in Unit.objects.all() if "headcount" in unit.pinned]
    assert len(pinned) >= 3
    for unit in pinned:
        assert unit.sources["headcount"]["source"] == "HR export"
        assert unit.sources["headcount"]["value"] != str(unit.headcount)


def test_obligations_incidents_and_former_codes_are_there(read):
    assert Obligation.objects.count() == 14
    assert Incident.objects.count() == 25
    assert Incident.objects.filter(restricted=True).count() == 2
    assert FormerCode.objects.count() >= 4


def test_a_risk_set_by_hand_runs_out_soon_and_a_cover_is_running(read):
    today = DAY
    soon = Unit.objects.get(risk_override_until__range=(today, today + timedelta(days=14)))
    assert soon.risk_on(today) == soon.risk_override != soon.risk_level
    covered = Unit.objects.filter(cover_from__lte=today, cover_until__gte=today)
    assert covered
    assert all(unit.answering_for_us(today) == unit.owner_cover for unit in covered)


@pytest.mark.parametrize("person", SIGN_INS, ids=lambda person: person.role)
def test_each_role_can_sign_in(read, person):
    user = User.objects.active(on=DAY).get(email=person.address)
    assert user.role == person.role
    assert user.check_password(PASSWORD)
    assert user.emailaddress_set.filter(verified=True, primary=True).exists()


def test_nobody_else_has_a_password(read):
    others = User.objects.exclude(email__endswith="@demo.example")
    assert len(others) >= 15
    assert not any(user.has_usable_password() for user in others)


def test_the_head_sees_marketing_and_what_is_below(read):
    head = User.objects.get(email="head@demo.example")
    seen = set(Unit.objects.visible_to(head).values_list("code", flat=True))
    assert seen == {"MKT", "MKT-BRD", "MKT-DIG", "MKT-CRM"}


def test_every_role_is_cast(read):
    assert {person.role for person in SIGN_INS} == set(Role.values)


def test_the_record_reaches_eighteen_months_back_and_ends_before_now(read):
    moments = [timezone.localtime(moment) for (moment,) in versions("history_date")]
    assert min(moments).date() < DAY - timedelta(days=540)
    today = {moment.hour for moment in moments if moment.date() == DAY}
    assert max(moments).date() == DAY
    assert max(today) < 12  # the talk that is being held at noon


def test_each_save_has_one_actor_one_reason_and_one_time(read):
    saves = {}
    for group, actor, reason, moment in versions(
        "history_group", "history_actor", "history_change_reason", "history_date"
    ):
        assert actor
        assert reason
        saves.setdefault(group, []).append((actor, reason, moment))
    assert len(saves) > 150
    for rows in saves.values():
        assert len({(actor, reason) for actor, reason, _ in rows}) == 1
        # Two versions of one object in one save follow each other by a microsecond.
        assert max(row[2] for row in rows) - min(row[2] for row in rows) < timedelta(milliseconds=1)


def test_nobody_works_at_weekends(read):
    assert {timezone.localtime(moment).weekday() for (moment,) in versions("history_date")} <= {0, 1, 2, 3, 4}


def test_something_happened_since_the_last_visit(read):
    ciso = User.objects.get(email="ciso@demo.example")
    since = {
        (actor, reason)
        for actor, reason, moment in versions("history_actor", "history_change_reason", "history_date")
        if moment > ciso.last_login
    }
    assert ("Marek Dvořák", "Quarterly HR export") in since
    assert len(since) >= 4
