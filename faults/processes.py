"""The workers that are killed, and the schedulers beside them."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parent.parent
QUIET = "ignore:You're running the worker with superuser privileges"


class Processes:
    """`workers` of one process each (and its parent), and two schedulers."""

    def __init__(self, var: Path, port: int, design: str, workers: int, chance: random.Random):
        self.ready_folder = var / "ready"
        self.wanted, self.chance = workers, chance
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "faults.settings",
            "SRRM_VAR": str(var),
            "FAULTS_PORT": str(port),
            "FAULTS_DESIGN": design,
            "PYTHONWARNINGS": QUIET,
        }
        self.log = (var / "workers.log").open("ab")
        self.workers: list[subprocess.Popen] = []
        self.schedulers: list[subprocess.Popen] = []

    def __enter__(self):
        self.workers = [self._worker() for _ in range(self.wanted)]
        self.schedulers = [self._start("beat") for _ in range(2)]
        return self

    def __exit__(self, *failure):
        for process in (*self.workers, *self.schedulers):
            _kill_group(process)
        self.log.close()

    def _start(self, *arguments: str) -> subprocess.Popen:
        program = [sys.executable, "-m", "celery", "--quiet", "--app", "srrm", *arguments]
        return subprocess.Popen(
            [*program, "--loglevel", "ERROR"],
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=self.log,
            stderr=self.log,
            start_new_session=True,
        )

    def _worker(self) -> subprocess.Popen:
        return self._start("worker", "--concurrency", "1", "--without-gossip", "--without-mingle")

    def ready(self) -> list[subprocess.Popen]:
        return [worker for worker in self.workers if (self.ready_folder / str(worker.pid)).exists()]

    def wait_for(self, number: int, seconds: float = 90) -> None:
        deadline = time.monotonic() + seconds
        while len(self.ready()) < number:
            if time.monotonic() > deadline:
                raise RuntimeError(f"No {number} workers are ready; {self.log.name} says more.")
            time.sleep(0.01)

    def kill_one(self, *, whole: bool) -> None:
        """kill −9 of one worker that is ready: of all of it, or of the process at work alone, which its parent
        replaces."""
        victim = self.chance.choice(self.ready())
        children = [] if whole else psutil.Process(victim.pid).children()
        if children:
            children[0].kill()
            return
        _kill_group(victim)
        self.workers[self.workers.index(victim)] = self._worker()


def _kill_group(process: subprocess.Popen) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(10)
