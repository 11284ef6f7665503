"""The database backend of local mode: the first connection starts the server and creates the database."""

import contextlib
import threading
from pathlib import Path

import psycopg
from django.db.backends.postgresql import base
from psycopg import sql

from common.embedded import postgres

_ready: set[Path] = set()
_guard = threading.Lock()


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL, reached through the socket of the embedded server."""

    def get_connection_params(self) -> dict:
        data = Path(self.settings_dict["HOST"])
        postgres.server(data).ensure()
        parameters = super().get_connection_params()
        parameters["host"] = str(postgres.socket_folder(data))
        parameters["user"] = postgres.SUPERUSER
        self._create_database_once(data, parameters)
        return parameters

    def _create_database_once(self, data: Path, parameters: dict) -> None:
        # Only the configured database: test databases are made by Django's test runner.
        name = self.settings_dict.get("EMBEDDED_NAME")
        with _guard:
            if data in _ready or not name or parameters.get("dbname") != name:
                return
            create_database(name, host=parameters["host"])
            _ready.add(data)


def create_database(name: str, *, host: str) -> None:
    """Create the database unless it exists. Safe when several processes do it at once."""
    with psycopg.connect(
        host=host, user=postgres.SUPERUSER, dbname="postgres", autocommit=True
    ) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            return
        # A racing process may be faster. The locale is the cluster's, which was made with the builtin C.UTF-8.
        with contextlib.suppress(psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation):
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
