"""What tests of mail share: a real mail server that answers as told, and a kind of mail to send."""

import asyncio
import hashlib
import socket
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller

from outreach import kinds


class Server:
    """Keeps what it took, as (recipients, bytes). `answers` are given instead: by step (RCPT, DATA, MAIL), each
    once, in their order."""

    def __init__(self):
        self.taken: list[tuple[list[str], bytes]] = []
        self.answers: dict[str, list[str]] = {}
        self.slow = 0.0

    def _told(self, step: str) -> str:
        waiting = self.answers.get(step)
        return waiting.pop(0) if waiting else ""

    async def handle_MAIL(self, server, session, envelope, address, options):
        envelope.mail_from = address
        return self._told("MAIL") or "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if answer := self._told("RCPT"):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if answer := self._told("DATA"):
            return answer
        self.taken.append((envelope.rcpt_tos, envelope.original_content))
        await asyncio.sleep(self.slow)
        return "250 OK"

    @property
    def mail(self) -> list:
        return [message_from_bytes(content, policy=policy.default) for _, content in self.taken]

    @property
    def seals(self) -> set[str]:
        return {hashlib.sha256(content).hexdigest() for _, content in self.taken}


@pytest.fixture
def server(settings):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    told = Server()
    controller = Controller(told, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    yield told
    controller.stop()


@pytest.fixture
def kind(monkeypatch):
    """`kind(refusal)`: mail of the kind "test" exists, and is refused where that function says why."""
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))

    def make(refusal=lambda message: "") -> None:
        kinds.register(kinds.MailKind("test", "Test", "For tests", refusal))

    make()
    return make
