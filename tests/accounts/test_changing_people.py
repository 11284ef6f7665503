"""What an administrator changes about people, and what is refused."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts import actions, safeguards
from accounts.models import User
from common.history import recording
from tests.factories.accounts import UserFactory
from tests.factories.base import PASSWORD


@pytest.fixture
def admin(db):
    UserFactory(admin=True, name="Another Admin")
    UserFactory(ciso=True, name="Another Ciso")
    return UserFactory(admin=True, name="Grace Admin")


@pytest.fixture
def by_admin(client_of, admin):
    return client_of(admin)


@pytest.fixture
def ada(admin):
    return UserFactory(ciso=True, name="Ada", email="ada@test.example")


def edit(user) -> str:
    return reverse("user_edit", args=[user.pk])


def filled(user, **values):
    return {
        "name": user.name,
        "email": user.email,
        "role": user.role,
        "time_zone": user.time_zone,
        "access_ends_on": user.access_ends_on.isoformat() if user.access_ends_on else "",
        "reason": "Because of the reorganisation",
        "revision": user.revision,
        **values,
    }


def test_a_change_is_saved_with_who_and_why(by_admin, ada):
    answer = by_admin.post(edit(ada), filled(ada, name="Ada L.", role="head", time_zone="Pacific/Auckland"))
    assert answer.status_code == 302
    ada.refresh_from_db()
    assert (ada.name, ada.role, ada.time_zone) == ("Ada L.", "head", "Pacific/Auckland")
    version = ada.history.first()
    assert version.history_actor == "Grace Admin"
    assert version.history_change_reason == "Because of the reorganisation"
    assert version.history_changes["role"] == ["CISO’s team", "Department head or delegate"]


def test_a_change_needs_a_reason(by_admin, ada):
    answer = by_admin.post(edit(ada), filled(ada, name="Ada L.", reason=""))
    assert answer.status_code == 422
    ada.refresh_from_db()
    assert ada.name == "Ada"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"name": "a\0b"}, "NUL"),
        ({"name": "x" * 100_000}, "150 characters"),
        ({"time_zone": "Mars/Olympus"}, "not a time zone"),
        ({"role": "auditor"}, "An auditor’s access needs an end date."),
        ({"email": "grace@other"}, "valid email"),
        ({"reason": "x" * 100_000}, "500 characters"),
        ({"reason": "a\0b"}, "NUL"),
    ],
)
def test_what_cannot_be_is_said(by_admin, ada, values, said):
    answer = by_admin.post(edit(ada), filled(ada, **values))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert ada.history.count() == 1


def test_the_address_of_somebody_else_is_refused(by_admin, ada):
    other = UserFactory()
    answer = by_admin.post(edit(ada), filled(ada, email=other.email.upper()))
    assert answer.status_code == 422
    assert "Somebody with this e-mail exists." in answer.content.decode()


def test_somebody_saved_in_between_and_both_versions_are_shown(by_admin, ada):
    opened = filled(ada, name="Ada of mine")
    with recording(actor="Other Admin", reason="Meanwhile"):
        ada.name = "Ada of theirs"
        ada.save()
    answer = by_admin.post(edit(ada), opened)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Ada of mine" in page
    assert "Ada of theirs" in page
    assert "Other Admin" in page
    ada.refresh_from_db()
    chosen = {**opened, "revision": ada.revision, "choose-": "", "choose-name": "yours"}
    assert by_admin.post(edit(ada), chosen).status_code == 302
    ada.refresh_from_db()
    assert ada.name == "Ada of mine"


def test_a_new_address_has_to_be_proven_and_the_old_one_is_forgotten(
    by_admin, client, ada, mailoutbox, sign_in_as, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        by_admin.post(edit(ada), filled(ada, email="lovelace@test.example"))
    assert sorted(to for mail in mailoutbox for to in mail.to) == [
        "ada@test.example",
        "lovelace@test.example",
    ]
    [address] = EmailAddress.objects.filter(user=ada)
    assert (address.email, address.verified, address.primary) == ("lovelace@test.example", False, True)
    assert sign_in_as(client, ada).status_code == 200  # the old address finds nobody
    ada.refresh_from_db()
    assert sign_in_as(client, ada).headers["Location"] == reverse("account_email_verification_sent")


def test_an_address_that_moved_to_somebody_else_finds_only_them(by_admin, client, ada, mailbox, code_in):
    by_admin.post(edit(ada), filled(ada, email="lovelace@test.example"))
    newcomer = UserFactory(email="ada@test.example", name="Newcomer")
    client.post("/accounts/login/code/", {"email": "ada@test.example"})
    client.post("/accounts/login/code/confirm/", {"code": code_in(mailbox.last_text())})
    assert client.get(reverse("account")).context["user"] == newcomer


def test_deactivating_asks_first_ends_sessions_and_can_be_taken_back(by_admin, client_of, ada):
    theirs = client_of(ada)
    step = reverse("user_deactivate", args=[ada.pk])
    assert "cannot sign in any more" in by_admin.get(step).content.decode()
    ada.refresh_from_db()
    assert ada.is_active
    assert by_admin.post(step, {"revision": ada.revision, "reason": ""}).status_code == 422
    assert by_admin.post(step, {"revision": ada.revision, "reason": "Left"}).status_code == 302
    assert theirs.get(reverse("account")).status_code == 302
    ada.refresh_from_db()
    assert not ada.is_active
    assert User.objects.filter(pk=ada.pk).exists()
    back = reverse("user_reactivate", args=[ada.pk])
    assert by_admin.post(back, {"revision": ada.revision, "reason": "Came back"}).status_code == 302
    ada.refresh_from_db()
    assert ada.is_active
    assert [v.history_change_reason for v in ada.history.all()[:2]] == ["Came back", "Left"]


def test_a_step_over_a_changed_person_asks_to_look_again(by_admin, ada):
    answer = by_admin.post(reverse("user_deactivate", args=[ada.pk]), {"revision": "0", "reason": "Left"})
    assert answer.status_code == 422
    assert "Please look again" in answer.content.decode()


def test_nobody_changes_their_own_role_end_or_access(by_admin, admin):
    by_admin.post(edit(admin), filled(admin, role="ciso", access_ends_on="2199-01-01", name="Grace A."))
    admin.refresh_from_db()
    assert (admin.role, admin.access_ends_on, admin.name) == ("admin", None, "Grace A.")
    for values in ({"role": "ciso"}, {"is_active": False}, {"access_ends_on": timezone.localdate()}):
        with pytest.raises(ValidationError, match="Somebody else has to"):
            actions.change(admin, values=values, by=admin, on=timezone.localdate(), reason="Mine")


def test_lost_safeguards_are_taken_off(by_admin, ada, mailoutbox, django_capture_on_commit_callbacks):
    TOTP.activate(ada, generate_totp_secret())
    SocialAccount.objects.create(user=ada, provider="oidc", uid="ada")
    assert safeguards.safeguards_of(ada).can_be_taken_off
    with django_capture_on_commit_callbacks(execute=True):
        assert by_admin.post(reverse("user_unlink", args=[ada.pk])).status_code == 302
    assert not safeguards.safeguards_of(ada).can_be_taken_off
    assert mailoutbox[0].to == ["ada@test.example"]
    assert by_admin.get(reverse("user_unlink", args=[ada.pk])).status_code == 405


def test_nobody_can_be_deleted(by_admin, ada):
    assert by_admin.delete(edit(ada)).status_code == 405


def test_an_unknown_person_is_not_found(by_admin):
    for name in ("user_edit", "user_deactivate", "user_reactivate"):
        assert by_admin.get(reverse(name, args=[999_999_999_999_999_999_999])).status_code == 404
    assert by_admin.post(reverse("user_unlink", args=[999_999])).status_code == 404


@pytest.mark.parametrize("role", ["ciso", "head", "auditor", "responder", "outsider", "anonymous"])
@pytest.mark.parametrize(
    "name",
    [
        "users",
        "user_invite",
        "user_edit",
        "user_deactivate",
        "user_reactivate",
        "user_invite_again",
        "user_unlink",
    ],
)
def test_only_administrators_keep_people(clients, cast, role, name):
    target = UserFactory()
    address = reverse(name, args=[target.pk] if name not in ("users", "user_invite") else [])
    expected = 302 if role == "anonymous" else 403
    for answer in (clients[role].get(address), clients[role].post(address, {"reason": "x", "revision": "1"})):
        assert answer.status_code == expected
    target.refresh_from_db()
    assert target.is_active


@pytest.mark.parametrize("trait", ["deactivated", "expired"])
def test_an_administrator_without_access_keeps_nobody(client_of, db, trait):
    client = client_of(UserFactory(admin=True, **{trait: True}))
    assert client.get(reverse("users")).status_code == 302


def test_who_was_here_before_signs_in_after_all_of_this(by_admin, client, ada, sign_in_as):
    by_admin.post(edit(ada), filled(ada, role="head", access_ends_on=timezone.localdate() + timedelta(1)))
    assert sign_in_as(client, ada, PASSWORD).headers["Location"] == "/"
