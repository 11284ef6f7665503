"""The servers that are killed: a cluster and a Redis of the campaign's own."""

import contextlib
import os
import shutil
import signal
from pathlib import Path

import psycopg

from common.embedded import places, postgres, redis


class Database:
    """Commits are written before they are confirmed, as in the product: an immediate stop must lose none."""

    def __init__(self, var: Path, *, careless: bool):
        self.folder = places.reachable_data_folder(var / "postgres")
        if careless:  # a kill of the server is survived without it, a power cut is not
            postgres.SETTINGS |= {"fsync": "off", "full_page_writes": "off"}

    def __enter__(self):
        postgres.stop(self.folder)  # left by a campaign that was interrupted
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        postgres.start(self.folder)
        with self.connect("postgres") as connection:
            connection.execute("CREATE DATABASE faults")
        return self

    def __exit__(self, *failure):
        postgres.stop(self.folder)
        shutil.rmtree(self.folder, ignore_errors=True)
        with contextlib.suppress(OSError):  # as root it may lie in a folder of its own, which is empty now
            self.folder.parent.rmdir()

    def connect(self, name: str = "faults"):
        host = str(places.socket_folder(self.folder))
        return psycopg.connect(host=host, user=postgres.SUPERUSER, dbname=name, autocommit=True)

    def restart_at_once(self) -> None:
        """As if its machine had been switched off and on: nobody is asked to finish."""
        postgres._pg_ctl(self.folder, "-w", "-m", "immediate", "stop")
        postgres.start(self.folder)


class Broker:
    def __init__(self, var: Path):
        self.folder = places.private_folder(var / "redis")

    def __enter__(self):
        redis.start(self.folder)
        return self

    def __exit__(self, *failure):
        redis.stop(self.folder)

    def lose(self) -> None:
        """Kills it, takes its data away and starts it empty."""
        os.kill(int((self.folder / "redis.pid").read_text()), signal.SIGKILL)
        redis._wait(lambda: not redis.is_up(self.folder), "die")
        shutil.rmtree(self.folder / "appendonlydir", ignore_errors=True)
        for left in (*self.folder.glob("*.aof"), *self.folder.glob("*.rdb")):
            left.unlink()
        with contextlib.suppress(FileNotFoundError):
            redis.socket_path(self.folder).unlink()
        redis.start(self.folder)
