"""Processes that use an embedded server of their own, far from the suite's."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from django.conf import settings

from common.embedded import postgres, redis

USER = """
import sys
from pathlib import Path
from common.embedded import {kind}
{kind}.server(Path({data!r})).ensure()
print("ready", flush=True)
sys.stdin.read()
"""


class Servers:
    """One embedded server, and processes that use it until they are told to go or are killed."""

    def __init__(self, kind: str, folder: Path):
        self.kind, self.data = kind, folder / kind
        self.users: list[subprocess.Popen] = []

    @property
    def is_up(self) -> bool:
        return {"postgres": postgres, "redis": redis}[self.kind].is_up(self.data)

    def begin(self, code: str = USER, **environment: str) -> subprocess.Popen:
        """Start a process that uses the server; `arrived` waits for it."""
        user = subprocess.Popen(
            [sys.executable, "-c", code.format(kind=self.kind, data=str(self.data))],
            cwd=settings.BASE_DIR,
            env={**os.environ, **environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.users.append(user)
        return user

    def arrived(self, user: subprocess.Popen) -> subprocess.Popen:
        assert user.stdout.readline() == "ready\n"
        return user

    def join(self, code: str = USER, **environment: str) -> subprocess.Popen:
        return self.arrived(self.begin(code, **environment))

    def leave(self, user: subprocess.Popen) -> None:
        user.communicate(timeout=30)
        assert user.returncode == 0

    def kill(self, user: subprocess.Popen) -> None:
        user.send_signal(signal.SIGKILL)
        user.communicate(timeout=30)

    def end(self) -> None:
        for user in self.users:
            if user.returncode is None:
                self.kill(user)
            user.stdin.close()
            user.stdout.close()
        if self.is_up:
            self.leave(self.join())
        deadline = time.monotonic() + 10
        while self.pidfile.exists() and time.monotonic() < deadline:  # it writes its files until the end
            time.sleep(0.02)

    @property
    def pidfile(self) -> Path:
        return self.data / {"postgres": "postmaster.pid", "redis": "redis.pid"}[self.kind]


def temporary_folder():
    path = Path(tempfile.mkdtemp(prefix="srrm-", dir="/tmp"))
    path.chmod(0o755)
    yield path
    shutil.rmtree(path)


@pytest.fixture
def folder():
    """A short folder that other system users can pass through, as a checkout usually is."""
    yield from temporary_folder()


@pytest.fixture(scope="session")
def used_folder():
    """The same, kept from test to test: making a database cluster takes longer than everything else."""
    yield from temporary_folder()


@pytest.fixture(params=["postgres", "redis"])
def servers(request, used_folder):
    found = Servers(request.param, used_folder)
    assert not found.is_up
    yield found
    found.end()


@pytest.fixture
def server_of(folder):
    """`server_of("redis", folder)`: one server with its data wherever a test wants it."""
    made: list[Servers] = []

    def make(kind: str, where: Path = folder) -> Servers:
        where.mkdir(parents=True, exist_ok=True)
        made.append(Servers(kind, where))
        return made[-1]

    yield make
    for servers in made:
        servers.end()
