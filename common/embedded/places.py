"""Where an embedded server keeps its data and its socket, and which system user it runs as."""

import hashlib
import os
import pwd
import re
import shutil
import stat
import subprocess
from pathlib import Path

# sockaddr_un holds 108 bytes on Linux, 104 on macOS; `.s.PGSQL.5432.lock` is the longest name put there.
LONGEST_SOCKET_FOLDER = 80
PLAIN_PATH = re.compile(r"[\w./+-]+")  # a comma or a quote would have a meaning in the servers' settings
SERVICE_USER = "pgserver"
SERVICE_FOLDER = Path("/var/lib/srrm")


def digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path.resolve())).hexdigest()[:12]


def private_folder(path: Path) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    path.chmod(0o700)
    return path


def socket_folder(data: Path) -> Path:
    """The folder for a server's socket: beside the data, or a short private one where that path does not fit."""
    data = data.absolute()
    if len(os.fsencode(data)) <= LONGEST_SOCKET_FOLDER and PLAIN_PATH.fullmatch(str(data)):
        return data
    # Not tempfile's choice: every process has to come to the same answer, whatever its TMPDIR.
    return Path(f"/tmp/srrm-{os.getuid()}-{digest(data)}")  # noqa: S108  make_socket_folder guards it


def make_socket_folder(folder: Path, owner: int) -> None:
    """Create a short socket folder in /tmp, refusing one that somebody else put there first."""
    try:
        folder.mkdir(mode=0o700)
        os.chown(folder, owner, -1)
    except FileExistsError:
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner or stat.S_IMODE(found.st_mode) & 0o077:
            raise RuntimeError(f"{folder} exists and is not private to this user; remove it.") from None


def as_root() -> bool:
    return os.geteuid() == 0


def service_user() -> pwd.struct_passwd:
    """The unprivileged user PostgreSQL runs as when we are root (it refuses to run as root)."""
    try:
        return pwd.getpwnam(SERVICE_USER)
    except KeyError:
        shell = shutil.which("nologin") or "/bin/false"
        command = ["useradd", "--system", "--no-create-home", "--shell", shell, SERVICE_USER]
        subprocess.run(command, capture_output=True, check=False)  # a racing process may have been faster
        return pwd.getpwnam(SERVICE_USER)


def open_to_others(path: Path) -> bool:
    """Whether another system user can reach `path` through its parent folders."""
    return all(parent.stat().st_mode & stat.S_IXOTH for parent in path.absolute().parents)


def reachable_data_folder(wanted: Path) -> Path:
    """`wanted`, or as root below a closed home folder one that the service user can reach.

    We never open somebody's closed folders for that.
    """
    if not as_root() or open_to_others(wanted.parent):
        return wanted.absolute()
    return SERVICE_FOLDER / digest(wanted) / wanted.name
