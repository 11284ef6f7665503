"""Inviting from the command line."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from tests.factories.accounts import UserFactory


def run(*arguments) -> str:
    out = StringIO()
    call_command("invite", *arguments, stdout=out)
    return out.getvalue()


def test_the_first_administrator_is_invited_and_sets_a_password(client, db):
    said = run("Ada@Test.example", "--name", "Ada", "--site", "http://testserver/")
    user = User.objects.get(email="ada@test.example")
    assert user.role == "admin"
    assert user.history.get().history_actor == "Command line"
    link = said.split()[-1].removeprefix("http://testserver")
    words = "four words out of nowhere"
    assert client.post(link, {"password": words, "again": words}).status_code == 302
    assert client.get("/accounts/users/").status_code == 200


def test_asked_again_it_gives_a_link_again(db):
    run("ada@test.example", "--name", "Ada")
    assert "/invitation/?token=" in run("ada@test.example", "--name", "Ada")
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    "arguments", [["nonsense", "--name", "A"], ["a@b.example", "--name", "A", "--role", "auditor"]]
)
def test_what_cannot_be_is_said(db, arguments):
    with pytest.raises(CommandError):
        run(*arguments)
    assert not User.objects.exists()


def test_who_was_here_is_not_invited(db):
    with pytest.raises(CommandError, match="been here already"):
        run(UserFactory().email, "--name", "Ada")
