"""The mails themselves: plain words, text and HTML, absolute links, and nothing that a name could break."""

from pathlib import Path

import pytest
from django.utils import timezone

from accounts import mail
from tests.factories.accounts import UserFactory

FOLDER = Path(mail.__file__).parent / "templates" / "accounts" / "mail"
NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))
# What the sign-in library sends with the pages that are open here.
OF_THE_LIBRARY = {
    "login_code", "unknown_account", "password_reset_key", "email_confirmation", "password_changed", "password_set",
    "password_reset", "totp_activated", "totp_deactivated", "recovery_codes_generated", "account_connected",
}  # fmt: skip


@pytest.fixture
def context(db):
    return {
        "user": UserFactory.build(name="Ada & <b>Bob</b>", email="ada@test.example"),
        "by": UserFactory.build(name="Chris"),
        "email": "ada@test.example",
        "old": "old@test.example",
        "code": "ABC-DEF",
        "link": "https://srrm.example/accounts/invitation/?token=abc",
        "sign_in": "https://srrm.example/accounts/login/",
        "password_reset_url": "https://srrm.example/accounts/password/reset/key/1-abc/",
        "activate_url": "https://srrm.example/accounts/confirm-email/abc/",
        "days": 7,
        "timestamp": timezone.now(),
        "ip": "192.0.2.1",
        "user_agent": "Firefox",
    }


def test_every_mail_of_the_library_has_our_words():
    assert set(NAMES) >= OF_THE_LIBRARY


@pytest.mark.parametrize("name", NAMES)
def test_a_mail_has_a_subject_text_and_html(context, name):
    letter = mail.compose(name, "ada@test.example", context)
    [html] = [part.content for part in letter.alternatives]
    assert letter.subject
    assert "\n" not in letter.subject
    assert len(letter.subject) < 100
    assert letter.body.count("\n\n") >= 1
    assert "{{" not in letter.body + html
    assert "<b>Bob</b>" not in html
    assert "&lt;" not in letter.body
    assert "&amp;" not in letter.body


@pytest.mark.parametrize(
    "name", [n for n in NAMES if n in ("invitation", "password_reset_key", "email_confirmation")]
)
def test_a_link_is_absolute_and_can_be_followed_in_both_forms(context, name):
    letter = mail.compose(name, "ada@test.example", context)
    assert "https://srrm.example/accounts/" in letter.body
    assert '<a href="https://srrm.example/accounts/' in letter.alternatives[0].content


def test_a_name_with_a_line_break_cannot_add_a_header(context):
    context["by"].name = "Chris\nBcc: everybody@test.example"
    message = mail.compose("invitation", "ada@test.example", context).message()
    assert message["Bcc"] is None


def test_a_mail_server_that_is_down_is_told_and_not_raised(context, settings, caplog):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert mail.send(mail.compose("invitation", "ada@test.example", context)) is False
    assert "could not be sent" in caplog.text
