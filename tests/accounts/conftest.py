"""What tests of signing in share: a real mail server, a real provider of single sign-on, signing in by form."""

import json
import re
import socket
import subprocess
import sys
import time
import urllib.request

import pytest
from aiosmtpd.controller import Controller
from django.test import Client
from django.urls import reverse

from tests.factories.base import PASSWORD


class Mailbox:
    """Keeps what the mail server took, as (recipients, message)."""

    def __init__(self):
        self.taken = []

    async def handle_DATA(self, server, session, envelope):
        from email import message_from_bytes, policy

        self.taken.append((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=policy.default)))
        return "250 OK"

    def last_text(self) -> str:
        return self.taken[-1][1].get_body(("plain",)).get_content()


@pytest.fixture
def mailbox(settings):
    """A real SMTP server on a port of its own, which takes the mail of this test."""
    box = Mailbox()
    controller = Controller(box, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    yield box
    controller.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def sign_in_as():
    """`sign_in_as(client, user)`: posts the sign-in form and gives the answer."""

    def post(client: Client, user, password: str = PASSWORD, **more):
        return client.post(reverse("account_login"), {"login": user.email, "password": password, **more})

    return post


@pytest.fixture
def code_in():
    """The sign-in code in a mail."""
    return lambda text: re.search(r"^\s*([0-9A-Z]{3,}(?:-[0-9A-Z]{3,})*)\s*$", text, re.MULTILINE)[1]


class Provider:
    """A running OpenID Connect provider."""

    def __init__(self, url: str):
        self.url = url

    def knows(self, sub: str, **claims):
        """Tells the provider about somebody."""
        request = urllib.request.Request(  # noqa: S310
            f"{self.url}/users/{sub}",
            json.dumps(claims).encode(),
            {"Content-Type": "application/json"},
            method="PUT",
        )
        urllib.request.urlopen(request, timeout=5).close()  # noqa: S310

    def authorize(self, address: str, sub: str) -> str:
        """Signs `sub` in at the page of the provider; gives the address it sends the browser back to."""
        opener = urllib.request.build_opener(_NoRedirect)
        request = urllib.request.Request(address, f"sub={sub}".encode())  # noqa: S310
        try:
            opener.open(request, timeout=5).close()
        except urllib.error.HTTPError as answer:
            return answer.headers["Location"]
        raise AssertionError("The provider sent nobody back.")


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args, **kwargs):
        return None


@pytest.fixture(scope="session")
def provider_process():
    port = free_port()
    program = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port)]
    process = subprocess.Popen(program, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + 20
    while True:
        try:
            urllib.request.urlopen(f"{url}/.well-known/openid-configuration", timeout=2).close()  # noqa: S310
            break
        except OSError:
            assert process.poll() is None, "The provider did not start."
            assert time.monotonic() < deadline, "The provider did not answer."
            time.sleep(0.1)
    yield Provider(url)
    process.terminate()
    process.wait(10)


@pytest.fixture
def provider(provider_process, settings):
    """Single sign-on switched on, against that process."""
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "oidc",
                    "name": "Single sign-on",
                    "client_id": "srrm",
                    "secret": "secret",
                    "settings": {"server_url": provider_process.url, "uid_field": "sub"},
                }
            ],
        }
    }
    return provider_process
