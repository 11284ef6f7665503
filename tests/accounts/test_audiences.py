"""Who may read which field: the audience of a role, and what each model says of its fields."""

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser

from accounts.audiences import AUDIENCES, audiences_of, hidden_fields, may_read
from accounts.models import User
from accounts.roles import Role
from common.audience import CALL, CISO, DEPARTMENT, NAMED, TEAM, Audience, Audiences
from common.history import TrackedModel
from units.models import Incident, IncidentReader, Unit

MODELS = [m for m in apps.get_models() if issubclass(m, TrackedModel) and not hasattr(m, "history_type")]

# What each role may not read of a unit. A new field appears here only after somebody decided who may read it.
HIDDEN_OF_A_UNIT = {
    Role.CISO: set(),
    Role.ADMIN: {"team_notes"},
    Role.AUDITOR: {"team_notes"},
    Role.HEAD: {"team_notes", "strategic_importance", "depth", "sources", "pinned"},
}
RESPONDER_READS = {
    "id", "code", "name", "kind", "status", "parent", "owner", "owner_cover", "cover_from", "cover_until",
}  # fmt: skip


def test_every_role_has_its_audiences():
    assert set(AUDIENCES) == set(Role.values)


def test_each_audience_holds_the_next_wider_ones():
    order = [CALL, DEPARTMENT, TEAM, CISO]
    for audiences in AUDIENCES.values():
        assert audiences == set(order[: len(audiences)])


@pytest.mark.parametrize(
    ("role", "narrowest"),
    [
        (Role.CISO, CISO),
        (Role.ADMIN, TEAM),
        (Role.AUDITOR, TEAM),
        (Role.HEAD, DEPARTMENT),
        (Role.RESPONDER, CALL),
    ],
)
def test_how_far_each_role_reads(role, narrowest):
    order = list(Audience)
    assert max(order.index(audience) for audience in AUDIENCES[role]) == order.index(narrowest)


def test_no_role_makes_one_a_named_person():
    assert not any(NAMED in audiences for audiences in AUDIENCES.values())


@pytest.mark.parametrize("user", [AnonymousUser(), None, User(role=""), User(role="unheard-of")])
def test_who_has_no_role_belongs_to_no_audience(user):
    assert audiences_of(user) == frozenset()
    assert hidden_fields(user, Unit) == {field.name for field in Unit._meta.fields}
    assert not may_read(user, Unit, "name")


@pytest.mark.parametrize("role", HIDDEN_OF_A_UNIT)
def test_what_each_role_may_not_read_of_a_unit(role):
    assert hidden_fields(User(role=role), Unit) == HIDDEN_OF_A_UNIT[role]


def test_a_responder_reads_of_a_unit_what_a_call_needs():
    readable = {field.name for field in Unit._meta.fields} - hidden_fields(User(role=Role.RESPONDER), Unit)
    assert readable == RESPONDER_READS


def test_a_risk_level_is_the_department_s_and_the_importance_in_it_is_not():
    head = User(role=Role.HEAD)
    assert may_read(head, Unit, "risk_level")
    assert may_read(head, Unit, "security_view")
    assert not may_read(head, Unit, "strategic_importance")


def test_who_may_read_a_restricted_incident_is_no_role_s_to_know():
    for role in Role.values:
        assert "user" in hidden_fields(User(role=role), IncidentReader)


def test_a_head_reads_incidents_of_their_own_units():
    assert hidden_fields(User(role=Role.HEAD), Incident) == set()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_audience_is_declared_for_a_field_that_exists(model):
    """A typing error would leave the field to everybody who sees the row."""
    assert set(model.audiences.fields) <= {field.name for field in model._meta.fields}
    assert {model.audiences.default, *model.audiences.fields.values()} <= set(Audience)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
@pytest.mark.parametrize("role", Role.values)
def test_asking_for_one_field_and_for_all_gives_the_same_answer(model, role):
    user = User(role=role)
    hidden = {field.name for field in model._meta.fields if not may_read(user, model, field.name)}
    assert hidden == hidden_fields(user, model)


def test_the_first_audience_holds_for_every_field_not_named():
    audiences = Audiences(DEPARTMENT, name=CALL, team_notes=CISO)
    assert [audiences.of(name) for name in ("name", "team_notes", "anything")] == [CALL, CISO, DEPARTMENT]
    assert audiences.readable("anything", frozenset({DEPARTMENT}))
    assert not audiences.readable("anything", frozenset({CALL}))
    assert not audiences.readable("team_notes", frozenset({CALL, DEPARTMENT, TEAM}))
