"""The two modes of the settings, each in a process of its own with nothing but the variables named."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as ours

PRODUCTION = {
    "SECRET_KEY": "k" * 30 + "ey-of-the-installation-0123456789-abcdefghij",
    "ALLOWED_HOSTS": "srrm.example.org",
    "DATABASE_URL": "postgres://srrm:secret@database:5432/srrm",
    "REDIS_URL": "redis://broker:6379/0",
    "EMAIL_URL": "smtp://mail:25",
}
ASK = """
import json, sys
from django.conf import settings
print(json.dumps({name: getattr(settings, name, None) for name in sys.argv[1:]}, default=str))
"""


def python(*arguments: str, var: Path, **environment: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ours.BASE_DIR,
        env={
            "PATH": os.environ["PATH"],
            "SRRM_VAR": str(var),
            "DJANGO_SETTINGS_MODULE": "srrm.settings",
            **environment,
        },
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.fixture
def read(tmp_path):
    """`read("DEBUG", "SECRET_KEY", SOME_VARIABLE="…")`: these settings under these variables."""

    def read(*names: str, **environment: str) -> dict:
        result = python("-c", ASK, *names, var=tmp_path, **environment)
        assert result.returncode == 0, result.stderr
        return json.loads(result.stdout)

    return read


def test_without_a_variable_it_serves_this_machine_only(read, tmp_path):
    found = read(
        "DEBUG",
        "ALLOWED_HOSTS",
        "SECURE_SSL_REDIRECT",
        "SECURE_HSTS_SECONDS",
        "SESSION_COOKIE_SECURE",
        "DATABASES",
    )
    assert found["DEBUG"] is False
    assert found["ALLOWED_HOSTS"] == ["127.0.0.1", "localhost", "[::1]"]
    assert found["SECURE_SSL_REDIRECT"] is False
    assert found["SECURE_HSTS_SECONDS"] == 0
    assert found["SESSION_COOKIE_SECURE"] is False
    assert found["DATABASES"]["default"]["ENGINE"] == "common.embedded.postgresql"
    assert found["DATABASES"]["default"]["HOST"] == str(tmp_path / "postgres")


def test_the_local_key_is_made_once_and_nobody_elses(read, tmp_path):
    keys = {read("SECRET_KEY")["SECRET_KEY"] for _ in range(2)}
    assert len(keys) == 1
    assert len(keys.pop()) > 60
    kept = tmp_path / "secret_key"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [kept]


@pytest.mark.parametrize("name", ["DATABASE_URL", "ALLOWED_HOSTS"])
def test_production_without_a_key_refuses_to_start_and_says_why(tmp_path, name):
    result = python("manage.py", "check", var=tmp_path, **{name: PRODUCTION[name]})
    assert result.returncode == 1
    assert "SECRET_KEY is not set" in result.stderr
    assert not (tmp_path / "secret_key").exists()


def test_production_is_clean_for_deployment(tmp_path):
    result = python("manage.py", "check", "--deploy", "--fail-level", "WARNING", var=tmp_path, **PRODUCTION)
    assert result.returncode == 0, result.stderr
    assert "no issues" in result.stdout


def test_production_uses_the_servers_it_is_told(read):
    found = read("DATABASES", "CELERY_BROKER_URL", "CACHES", "SESSION_COOKIE_SECURE", "DEBUG", **PRODUCTION)
    assert found["DATABASES"]["default"]["HOST"] == "database"
    assert found["DATABASES"]["default"]["ATOMIC_REQUESTS"] is True
    assert found["CELERY_BROKER_URL"] == "redis://broker:6379/0"
    assert found["CACHES"]["default"]["LOCATION"] == "redis://broker:6379/1"
    assert found["SESSION_COOKIE_SECURE"] is True
    assert found["DEBUG"] is False


WEB = "import srrm.wsgi; from django.db import connection; print(connection.settings_dict['OPTIONS']['options'])"


@pytest.mark.parametrize(
    ("told", "limit"),
    [
        ({}, "-c statement_timeout=60s -c work_mem=64MB"),
        ({"STATEMENT_TIMEOUT": "5"}, "-c statement_timeout=5s -c work_mem=64MB"),
        (
            {"DATABASE_URL": PRODUCTION["DATABASE_URL"] + "?options=-c%20statement_timeout=9s"},
            "-c statement_timeout=60s -c statement_timeout=9s",
        ),
    ],
)
def test_the_database_stops_what_takes_a_page_too_long_and_nothing_else(read, tmp_path, told, limit):
    assert python("-c", WEB, var=tmp_path, **PRODUCTION | told).stdout.strip() == limit
    assert "statement_timeout=60s" not in str(read("DATABASES", **PRODUCTION | told))


def test_the_cache_can_have_a_server_of_its_own(read):
    found = read("CACHES", CACHE_URL="redis://cache:6379/0", **PRODUCTION)
    assert found["CACHES"]["default"]["LOCATION"] == "redis://cache:6379/0"


def test_only_its_name_switches_debug_on(read):
    assert read("DEBUG", DEBUG="1")["DEBUG"] is True
    assert read("DEBUG", DEBUG="1", **PRODUCTION)["DEBUG"] is True


def test_forwarded_headers_are_believed_only_when_told(read):
    names = ("SECURE_PROXY_SSL_HEADER", "USE_X_FORWARDED_HOST", "ALLAUTH_TRUSTED_PROXY_COUNT")
    silent = read(*names, **PRODUCTION)
    assert silent == {names[0]: None, names[1]: False, names[2]: 0}
    told = read(*names, USE_X_FORWARDED_PROTO="1", TRUSTED_PROXY_COUNT="1", **PRODUCTION)
    assert told[names[0]] == ["HTTP_X_FORWARDED_PROTO", "https"]
    assert told[names[2]] == 1


def test_single_sign_on_is_off_until_a_provider_is_named(read):
    assert read("SOCIALACCOUNT_PROVIDERS")["SOCIALACCOUNT_PROVIDERS"] == {}
    found = read(
        "SOCIALACCOUNT_PROVIDERS",
        OIDC_SERVER_URL="https://id.example.org",
        OIDC_CLIENT_ID="srrm",
        OIDC_CLIENT_SECRET="secret",
        OIDC_NAME="Example ID",
    )
    app = found["SOCIALACCOUNT_PROVIDERS"]["openid_connect"]["APPS"][0]
    assert (app["name"], app["client_id"]) == ("Example ID", "srrm")


def test_an_impossible_time_zone_is_refused(tmp_path):
    result = python(
        "-c", "import django; django.setup()", var=tmp_path, ORGANISATION_TIME_ZONE="Mars/Olympus"
    )
    assert result.returncode == 1
    assert "Mars/Olympus" in result.stderr


@pytest.mark.parametrize("path", ["/healthz/", "/readyz/"])
def test_machines_are_not_sent_to_https(client, db, settings, path):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get(path).status_code == 200
    assert client.get("/system/").status_code == 301


def test_pages_allow_nothing_but_our_own_files(client):
    policy = client.get("/healthz/").headers["Content-Security-Policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'self'"
    assert rules["img-src"] == "'self' data:"
    assert set(rules) <= {"default-src", "img-src", "frame-ancestors", "base-uri", "form-action"}
