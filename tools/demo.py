"""Runs the product on this machine: prepares the data, starts web, worker and beat, and says where to go.

It uses the embedded servers for as long as it runs, so they start once and stop with it.
"""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PORT = int(os.environ.get("PORT") or 8000)
ADDRESS = f"http://127.0.0.1:{PORT}"
BIN = Path(sys.executable).parent

os.chdir(ROOT)
os.environ["PATH"] = f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "srrm.settings")
os.environ.setdefault("ORGANISATION_NAME", "Verrano Group")
# As root in a container this machine's user is the only one there is.
os.environ.setdefault("PYTHONWARNINGS", "ignore:You're running the worker with superuser privileges")
sys.path.insert(0, str(ROOT))

PREPARE = """
import sys
import django
from django.core.management import call_command
django.setup()
for command, arguments in [
    ("collectstatic", {"interactive": False, "verbosity": 0}),
    ("migrate", {"verbosity": 0}),
    ("demo", {}),
]:
    print(f"manage.py {command} …", file=sys.stderr, flush=True)
    call_command(command, **arguments)
"""


def main() -> int:
    began = time.monotonic()
    refuse_taken_port()
    hold_servers()
    welcome = prepare()
    processes = subprocess.Popen([BIN / "honcho", "start", "--port", str(PORT)], start_new_session=True)
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, lambda *_: processes.send_signal(signal.SIGTERM))
    threading.Thread(target=greet, args=(processes, welcome, began), daemon=True).start()
    processes.wait()
    return 0 if processes.returncode in (0, -signal.SIGTERM, 128 + signal.SIGTERM) else 1


def refuse_taken_port() -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", PORT))
        except OSError:
            sys.exit(f"Port {PORT} is in use. Choose another one: make demo PORT={PORT + 1}")


def hold_servers() -> None:
    from django.conf import settings

    from common.embedded import postgres, redis

    database = settings.DATABASES["default"]
    if database["ENGINE"] == "common.embedded.postgresql":
        print("Starting the embedded servers …", flush=True)
        postgres.server(Path(database["HOST"])).ensure()
    if settings.REDIS_FOLDER:
        redis.server(settings.REDIS_FOLDER).ensure()


def prepare() -> str:
    """Bring files, tables and the demo organisation up to date; returns what the demo has to say."""
    # In one process: starting Python and Django three times would take longer than the work itself.
    # In a process of its own: this one waits for hours and need not carry the whole product.
    result = subprocess.run([sys.executable, "-c", PREPARE], stdout=subprocess.PIPE, text=True)
    if result.returncode:
        sys.exit(f"{result.stdout}\nThe preparation failed; nothing was started.")
    return result.stdout


def greet(processes: subprocess.Popen, welcome: str, began: float) -> None:
    """Say where to go as soon as the web process answers."""
    while processes.poll() is None:
        try:
            urllib.request.urlopen(f"{ADDRESS}/healthz/", timeout=2)
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
            continue
        took = time.monotonic() - began
        print(
            f"\n{welcome.strip()}\n\nOpen {ADDRESS} (ready after {took:.1f} s). Ctrl-C stops it.\n",
            flush=True,
        )
        return


if __name__ == "__main__":
    sys.exit(main())
