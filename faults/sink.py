"""A real mail server that counts what it takes, and that is temporarily unwilling now and then."""

import asyncio
import hashlib
import socket
import time
import zlib
from collections import Counter, defaultdict

from aiosmtpd.controller import Controller


class Sink:
    """Every mail has an address of its own, so that copies are counted by it. One in `unwilling` addresses is
    answered 451 when it is tried for the first time; which ones follows from the seed."""

    def __init__(self, seed: int, *, unwilling: int = 20, takes: float = 0.003):
        self.seed, self.unwilling, self.takes = seed, unwilling, takes
        self.temporary: Counter[str] = Counter()
        self.seals: dict[str, list[str]] = defaultdict(list)
        self.times: list[float] = []
        self._server: Controller | None = None

    def __enter__(self):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self._server = Controller(self, hostname="127.0.0.1", port=self.port)
        self._server.start()
        return self

    def __exit__(self, *failure):
        self._server.stop()

    async def handle_RCPT(self, server, session, envelope, address, options):
        drawn = zlib.crc32(f"{self.seed}:{address}".encode()) % self.unwilling == 0
        if drawn and not self.temporary[address]:
            self.temporary[address] += 1
            return "451 Not now"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        await asyncio.sleep(self.takes)
        self.seals[envelope.rcpt_tos[0]].append(hashlib.sha256(envelope.original_content).hexdigest())
        self.times.append(time.monotonic())
        return "250 OK"

    @property
    def copies(self) -> int:
        """How many more mails were taken than addresses."""
        return sum(len(seals) - 1 for seals in self.seals.values())

    @property
    def unlike(self) -> int:
        """Addresses whose copies differ in a byte."""
        return sum(len(set(seals)) > 1 for seals in self.seals.values())
