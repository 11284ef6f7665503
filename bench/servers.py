"""Starts and watches what is measured: databases, the web server, the worker. Reads figures from /proc."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import psycopg
from psycopg import sql

from common.embedded import postgres

ROOT = Path(__file__).resolve().parent.parent
VAR = Path(os.environ["SRRM_VAR"]).absolute()
BIN = Path(sys.executable).parent
TICK = os.sysconf("SC_CLK_TCK")


def environment(database: str = "", settings: str = "bench.settings") -> dict[str, str]:
    """Local mode, whatever the shell that calls us has set."""
    kept = {
        k: v
        for k, v in os.environ.items()
        if k not in ("DATABASE_URL", "ALLOWED_HOSTS", "REDIS_URL", "DEBUG")
    }
    return kept | {
        "DJANGO_SETTINGS_MODULE": settings,
        "BENCH_DATABASE": database,
        "PYTHONPATH": str(ROOT),
        "PYTHONWARNINGS": "ignore:You're running the worker with superuser privileges",
    }


def run(*arguments: str, database: str = "", settings: str = "bench.settings") -> float:
    """Runs a Python program to its end and gives the seconds it took."""
    began = time.perf_counter()
    command = [sys.executable, *arguments]
    done = subprocess.run(
        command, cwd=ROOT, env=environment(database, settings), capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(arguments)} failed:\n{done.stdout}{done.stderr}")
    return time.perf_counter() - began


class Databases:
    """The databases of the measured server."""

    def __init__(self):
        self.data = VAR / "postgres"
        self.data.parent.mkdir(parents=True, exist_ok=True)  # a fresh checkout has none
        postgres.server(self.data).ensure()

    def _connect(self, name: str = "postgres"):
        host = str(postgres.socket_folder(self.data))
        return psycopg.connect(host=host, user=postgres.SUPERUSER, dbname=name, autocommit=True)

    def ask(self, name: str, query: str) -> list[tuple]:
        with self._connect(name) as connection:
            return connection.execute(query).fetchall()

    def _do(self, command: str, **names: str) -> None:
        with self._connect() as connection:
            identifiers = {key: sql.Identifier(name) for key, name in names.items()}
            connection.execute(sql.SQL(command).format(**identifiers))

    def drop(self, name: str) -> None:
        self._do("DROP DATABASE IF EXISTS {name} WITH (FORCE)", name=name)

    def copy(self, source: str, target: str) -> None:
        self.drop(target)
        self._do(
            "CREATE DATABASE {target} TEMPLATE {source} STRATEGY file_copy", source=source, target=target
        )
        self._do("CHECKPOINT")

    def exists(self, name: str) -> bool:
        with self._connect() as connection:
            return bool(connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone())


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Web:
    """gunicorn with two processes of three threads, as in the Procfile."""

    def __init__(self, database: str = "", *, settings: str = "bench.settings", ready: str = "/healthz/"):
        self.port = free_port()
        began = time.perf_counter()
        command = [BIN / "gunicorn", "--config", "deploy/gunicorn.py", "--workers", "2", "--threads", "3"]
        command += ["--log-level", "warning", "--bind", f"127.0.0.1:{self.port}", "srrm.wsgi"]
        self.process = subprocess.Popen(command, cwd=ROOT, env=environment(database, settings))
        self._wait_for(ready)
        self.first_answer = time.perf_counter() - began
        self.workers = children(self.process.pid)

    def _wait_for(self, path: str) -> None:
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise RuntimeError("The web server ended at once.")
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=20)
                return
            except urllib.error.HTTPError:
                end(self.process)
                raise
            except (urllib.error.URLError, OSError):
                time.sleep(0.01)
        end(self.process)
        raise RuntimeError("The web server does not answer.")

    def cpu(self) -> float:
        """Seconds of processor time that its processes have used."""
        return sum(cpu_of(pid) for pid in self.workers)

    def memory(self) -> list[float]:
        return [memory_of(pid) for pid in self.workers]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        end(self.process)


class Worker:
    """The Celery worker, as in the Procfile."""

    def __init__(self):
        command = [BIN / "celery", "--quiet", "--app", "srrm", "worker", "--loglevel", "ERROR"]
        command += ["--concurrency", "1", "--without-gossip", "--without-mingle"]
        self.process = subprocess.Popen(command, cwd=ROOT, env=environment(settings="srrm.settings"))

    def memory(self) -> list[float]:
        return [memory_of(pid) for pid in (self.process.pid, *children(self.process.pid))]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        end(self.process)


def end(process: subprocess.Popen) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def cpu_of(pid: int) -> float:
    """User and system seconds of a process: by the scheduler's clock where it tells, else in ticks."""
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9
    except OSError:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICK


def memory_of(pid: int) -> float:
    """Resident megabytes."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0
