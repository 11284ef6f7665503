"""The table of roles: complete, without typing errors, and as it was agreed who does what."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from accounts.models import User
from accounts.roles import EVERYBODY, PERMISSIONS, Role, permissions_of
from common.navigation import ROOMS

ROOT = Path(__file__).resolve().parents[2]
APPS = tuple(settings.OWN_APPS)
GRANTED = frozenset().union(*PERMISSIONS.values())
WRITING = re.compile(
    r"\.(add|answer|appoint$|assess|change|close|confirm|delete|import|keep|log|manage|merge|override|plan|promise$|propose|record|redact|release|remove"
    r"|reorganise$|restore|restructure|run|settle|tick)_?"
)
# Whoever reads lists keeps views of them: that says nothing about the organisation.
OWN = {"desk.keep_view"}
ASKED = re.compile(r"""(?:requires|has_perm)\(\s*["']([a-z_]+\.[a-z_]+)["']""")


def sources():
    for app in APPS:
        for path in (ROOT / app).rglob("*.py"):
            if path.name != "roles.py" and "migrations" not in path.parts:
                yield path.read_text()


def test_every_role_has_its_row():
    assert set(PERMISSIONS) == set(Role.values)


@pytest.mark.parametrize("role", ["", "root", "CISO", None])
def test_an_unknown_role_may_do_nothing(role):
    assert permissions_of(role) == frozenset()
    assert not User(role=role or "").has_perm("overview.view_today")


def test_every_codename_names_an_app_and_an_act():
    assert all(
        re.fullmatch(
            rf"({'|'.join(APPS)})\.[a-z]+_[a-z_]+|overview\.(search|reorganise)|contacts\.appoint|dialogues\.promise",
            name,
        )
        for name in GRANTED
    )


def test_every_permission_that_is_asked_for_is_granted_to_somebody():
    """A typing error in a view would close its page to everybody and be found by nobody."""
    asked = {name for text in sources() for name in ASKED.findall(text)} | {room.permission for room in ROOMS}
    assert asked
    assert asked <= GRANTED


def test_every_permission_that_is_granted_is_asked_for():
    text = "\n".join(sources())
    assert [name for name in sorted(GRANTED) if f'"{name}"' not in text] == []


@pytest.mark.parametrize("role", Role.values)
def test_everybody_has_a_first_page_and_an_account(role):
    assert permissions_of(role) >= EVERYBODY
    assert {"overview.view_today", "accounts.view_own_account"} <= EVERYBODY


def test_an_auditor_holds_no_permission_to_write():
    assert not {name for name in permissions_of(Role.AUDITOR) - OWN if WRITING.search(name)}


def test_a_responder_writes_the_ticks_on_a_call_sheet_and_takes_the_sheets_along():
    writes = {name for name in permissions_of(Role.RESPONDER) if WRITING.search(name)}
    assert writes == {"overview.tick_calls", "overview.keep_offline"}


def test_an_auditor_reads_what_an_administrator_reads():
    reads = {name for name in permissions_of(Role.ADMIN) if not WRITING.search(name)}
    # The hash of the record is mailed to whoever audits it.
    expected = reads - {"desk.view_system", "desk.share_view", "outreach.view_outbox"} | {
        "desk.receive_anchor"
    }
    assert permissions_of(Role.AUDITOR) - OWN == expected


def test_how_people_stand_towards_security_is_read_by_the_ciso_s_team_only():
    assert [role for role in Role.values if "contacts.view_stance" in permissions_of(role)] == [Role.CISO]


def test_a_head_writes_what_is_theirs_and_nothing_about_the_tree_the_stewards_or_the_risk():
    assert {name for name in permissions_of(Role.HEAD) - OWN if WRITING.search(name)} == {
        "contacts.add_contact",
        "contacts.change_contact",
        "dialogues.log_talk",
        "dialogues.promise",
        "dialogues.propose_topic",
        "overview.tick_calls",
        "units.change_unit",
        "units.change_value",
        "units.confirm_dependency",
        "reviews.answer_review",
        "reviews.assess_practice",
    }


def test_departments_are_compared_by_the_team_only():
    for name in ("units.compare_units", "units.view_every_unit"):
        assert name not in permissions_of(Role.HEAD)
    assert "units.compare_units" not in permissions_of(Role.RESPONDER)


def test_only_administrators_keep_people_and_only_the_ciso_s_team_sets_a_risk_by_hand():
    assert [role for role in Role.values if "accounts.manage_users" in permissions_of(role)] == [Role.ADMIN]
    assert [role for role in Role.values if "units.override_risk" in permissions_of(role)] == [Role.CISO]


def test_a_responder_sees_names_and_call_sheets():
    assert permissions_of(Role.RESPONDER) - EVERYBODY == {
        "overview.keep_offline",
        "overview.tick_calls",
        "overview.view_duty",
        "units.view_every_unit",
    }


class TestThePersonAsked:
    @pytest.mark.parametrize("role", Role.values)
    def test_has_what_the_role_has(self, role):
        user = User(role=role)
        assert {name for name in GRANTED if user.has_perm(name)} == permissions_of(role)
        assert user.has_perms(permissions_of(role))
        assert not user.has_perms([*permissions_of(role), "units.fly"])

    @pytest.mark.parametrize("role", Role.values)
    def test_has_nothing_once_deactivated(self, role):
        user = User(role=role, is_active=False)
        assert not any(user.has_perm(name) for name in GRANTED)
        assert not user.has_perms(["overview.view_today"])
